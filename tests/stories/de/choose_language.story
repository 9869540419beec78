# Zuerst gefragt, wo nichts die Sprache verrät
language: none
channel: console
greeted: no

> Aufenthaltserlaubnis verlängern
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> Deutsch
< Ab jetzt schreibe ich auf Deutsch.
< Guten Tag! Ich bin Lotse (Kreis Birkental), der Wegweiser zu den Ämtern. Ich sage Ihnen, welches Amt Ihnen hilft und was Sie mitbringen müssen. Ich buche dort auch Ihren Termin. Das ist kostenlos. Ihren Namen brauche ich nicht.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]


# Mitten im Gespräch ins Arabische und zurück

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Sprache
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> العربية
< من الآن سأكتب بالعربية.
< لم يراجع هذه النصوص بعدُ شخص لغته الأم العربية. في الأمور المهمة يرجى السؤال في المكتب.
< أين مكان سكنك؟ اسم المدينة أو القرية أو الرمز البريدي.
  [بركنشتات]  [ليندناو]  [مولبروك]  [أوبرهاين]  [كلاينفلده]

> اللغة
< بأي لغة نتحدث؟
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> [Deutsch]
< Ab jetzt schreibe ich auf Deutsch.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]
