"""Words that say nothing about the service: greetings, wishes, little words. Folded."""

from __future__ import annotations

from participation.core.folding import fold

_TEXT = """
ich mochte bitte will wollen brauche brauchen muss kann konnen konnte darf soll habe hab hat haben bin ist sind war wie wo was wer wann
warum welche welches der die das den dem des ein eine einen einem einer und oder aber auch nicht kein keine mein meine meinen
meinem meiner dein sein ihr ihre wir uns sie er es du mir mich dich zu zum zur in im an am auf aus bei von vom mit fur uber nach
hallo guten tag morgen abend danke liebe gruss gruesse hilfe hilft helfen wissen fragen frage gehen geht machen tun jetzt hier da noch
schon sehr mehr so als wenn dann um dass man gibt bekommen bekomme kriegen beantragen antrag stellen geben gerne
i a an the to of for in on at is are am was be do does did have has had can could would should will want need get got my your his
her our me you he she we they it its this that these those and or but not no with from how where what who when which why please
hello hi thanks thank help apply application about there here if as by so just like know ask question im dont
انا اريد بدي احتاج محتاج ارغب اود ممكن كيف اين وين متى ما ماذا شو هل من الي على عن في مع هذا هذه الان لو سمحت مرحبا السلام عليكم شكرا
اعمل اطلب طلب لدي عندي لي انني ان كان يمكن يمكنني استطيع اقدر لازم يجب عايز عاوز ازاي فين ايش اسال سؤال
"""

FILLERS = frozenset(fold(word) for word in _TEXT.split())
