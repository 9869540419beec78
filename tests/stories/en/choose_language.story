# Asked first where nothing tells the language
language: none
channel: console
greeted: no

> my residence permit ends
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> English
< From now on I write in English.
< Hello! I am Lotse, the guide to the offices of Birkental county. I tell you which office can help you and what to bring, and I book your appointment there. It is free, and you do not need to give your name.
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< For “Renew a residence permit” please go to: Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< This office is responsible for everybody in Birkental county.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< Fee: €93.00
< Advice and help beforehand: Welfare organisation Brücke, migration counselling (Wohlfahrtsverband Brücke e. V., Migrationsberatung)
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]


# From English to Arabic in the middle of a talk, and back

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> /language
< Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> العربية
< من الآن سأكتب بالعربية.
< لم يراجع هذه النصوص بعدُ شخص لغته الأم العربية. في الأمور المهمة يرجى السؤال في المكتب.
< أين مكان سكنك؟ اسم المدينة أو القرية أو الرمز البريدي.
  [بركنشتات]  [ليندناو]  [مولبروك]  [أوبرهاين]  [كلاينفلده]

> language
< بأي لغة نتحدث؟
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> [English]
< From now on I write in English.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< For “Renew a residence permit” please go to: Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< This office is responsible for everybody in Birkental county.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< Fee: €93.00
< Advice and help beforehand: Welfare organisation Brücke, migration counselling (Wohlfahrtsverband Brücke e. V., Migrationsberatung)
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]


# By the language's own name or its word

> Sprache
< Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> Deutsch
< Ab jetzt schreibe ich auf Deutsch.
< Was möchten Sie tun? Schreiben Sie mit eigenen Worten, was Sie brauchen, oder drücken Sie auf einen Knopf.
  [the menu]


# Told who else can read it, before the first question
language: none
channel: telegram
greeted: no

> my residence permit ends
< Telegram kann lesen, was hier geschrieben wird. Das gleiche Gespräch ohne Telegram: http://127.0.0.1:8080/chat
  Telegram can read what is written here. The same conversation without Telegram: http://127.0.0.1:8080/chat
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> English
< From now on I write in English.
< Hello! I am Lotse, the guide to the offices of Birkental county. I tell you which office can help you and what to bring, and I book your appointment there. It is free, and you do not need to give your name.
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]
