# What happens to the data

> privacy
< We store as little as possible:
< • what you answer is kept until the talk ends, and what you left in the middle for two weeks at most;
  • your language, and your place only if you ask us to remember it;
  • your appointments, until a week after their day;
  • that you took part in a survey, but never together with what you answered: nobody can put them together.
< We do not need your name. Nobody outside the municipality gets your data from us.
< /mydata shows what is stored about you. /forget deletes everything at once.
< What would you like to do? Write what you need in your own words, or press a button.
  [the menu]


# Asked in the middle of a talk, which then goes on

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> /privacy
< We store as little as possible:
< • what you answer is kept until the talk ends, and what you left in the middle for two weeks at most;
  • your language, and your place only if you ask us to remember it;
  • your appointments, until a week after their day;
  • that you took part in a survey, but never together with what you answered: nobody can put them together.
< We do not need your name. Nobody outside the municipality gets your data from us.
< /mydata shows what is stored about you. /forget deletes everything at once.
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
