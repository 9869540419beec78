# What this is and how it works

> help
< Write in your own words what you need, for example: “I have a new flat.” I ask one or two questions and then tell you which office is responsible. You can answer by pressing a button, by typing its number, or in words.
< These words work at any time:
< /start or “Start”: Begin from the start
  /menu or “Menu”: Show what I can do
  /language or “Language”: Choose another language
  /back or “Back”: Back to the last question
  /cancel or “Stop”: Stop this talk
  /help or “Help”: How this works
  /privacy or “Privacy”: What happens to your data
  /mydata or “My data”: See what is stored about you
  /forget or “Delete my data”: Delete what is stored about you
< What would you like to do? Write what you need in your own words, or press a button.
  [the menu]


# In the middle of a talk, which then goes on

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> /help
< Write in your own words what you need, for example: “I have a new flat.” I ask one or two questions and then tell you which office is responsible. You can answer by pressing a button, by typing its number, or in words.
< These words work at any time:
< /start or “Start”: Begin from the start
  /menu or “Menu”: Show what I can do
  /language or “Language”: Choose another language
  /back or “Back”: Back to the last question
  /cancel or “Stop”: Stop this talk
  /help or “Help”: How this works
  /privacy or “Privacy”: What happens to your data
  /mydata or “My data”: See what is stored about you
  /forget or “Delete my data”: Delete what is stored about you
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
