"""Words that say nothing about the service: greetings, wishes, little words. Folded."""

from __future__ import annotations

from participation.core.folding import fold

_DE = """
ich mochte bitte will wollen brauche brauchen muss kann konnen konnte darf soll habe hab hat haben bin ist sind war wie wo was wer wann
warum welche welches der die das den dem des ein eine einen einem einer und oder aber auch nicht kein keine mein meine meinen
meinem meiner dein sein ihr ihre wir uns sie er es du mir mich dich zu zum zur in im an am auf aus bei von vom mit fur uber nach
hallo guten tag morgen abend danke liebe gruss gruesse hilfe hilft helfen wissen fragen frage gehen geht machen tun jetzt hier da noch
schon sehr mehr so als wenn dann um dass man gibt bekommen bekomme kriegen kriegt kriege kriegst brauch brauchst heute gestern vorgestern welcher welchem welchen jemand niemand nichts alles
alle etwas andere anderen anderer dieser diese dieses diesen ganz gar gut wieder immer bald leider gekommen kommt kommen komme gehts
leute leuten weiss sagen sagt gesagt eigentlich ungefahr ohne unser unsere unseren deine deinen seine seinen seit bis nur
mussen musste mochten konnten hatte hatten wurde wurden waren warst wirklich vielleicht was ob damit dafur davon beantragen antrag stellen geben gerne
"""
_EN = """
i a an the to of for in on at is are am was be do does did have has had can could would should will want need get got my your his
her our me you he she we they it its this that these those and or but not no with from how where what who when which why please
hello hi thanks thank help apply application about there here if as by so just like know ask question im dont today yesterday tomorrow tonight
who whom one two three four some someone somebody something any anyone anybody anything other others another being been were
wanna gonna gotta ive id ill cant wont didnt doesnt isnt asap until since while because then than now still already also again
only really very much many more most up out off over into about after before between through during soon back them us ours their
say says said tell told go goes going went come comes came make makes made take takes took give gives gave see
"""
_AR = """
انا اريد بدي احتاج محتاج ارغب اود ممكن كيف اين وين متى ما ماذا شو هل من الي على عن في مع هذا هذه الان لو سمحت مرحبا السلام عليكم شكرا
اعمل اطلب طلب لدي عندي لي انني ان كان يمكن يمكنني استطيع اقدر لازم يجب عايز عاوز ازاي فين ايش اسال سؤال كتير كثير كثيره جدا اليوم بكرا بكره امس مبارح شي شيء
انه اني انو بس كمان ايضا هون هنا هناك عم رح سوف قد لقد ثم بعد قبل حتى او ام مين اي يا نعم لا كل بعض غير مو مش ليس ليست اجاني اجتني
هي هو هم نحن انت انتم لنا لك له لها تبعي تبع متل مثل
"""

#: By language: "die" says nothing in German, and much in English.
FILLERS = {
    language: frozenset(fold(word) for word in text.split())
    for language, text in (("de", _DE), ("en", _EN), ("ar", _AR))
}
EVERY = frozenset().union(*FILLERS.values())
