# People who help with anything

> [Talk to a person]
< These people can help you personally:
< Municipal integration centre (Kommunales Integrationszentrum)
< Schulweg 3, 00101 Birkenstadt
  Monday, Tuesday, Wednesday, and Thursday: 09:00–16:00, without appointment
  Friday: 09:00–12:00, only with an appointment
  Phone: 0000 0123-15
  E-mail: ki@birkental.example
  Languages spoken: German, English, Arabic, Turkish, and Ukrainian
  Accessible with a wheelchair.
< Welfare organisation Brücke, migration counselling (Wohlfahrtsverband Brücke e. V., Migrationsberatung)
< Kirchgasse 7, 00101 Birkenstadt
  Monday, Tuesday, and Thursday: 09:00–15:00, only with an appointment
  Phone: 0000 0123-47
  E-mail: caritas@birkental.example
  Languages spoken: German, English, Arabic, and French
< Welfare organisation Hand in Hand (Wohlfahrtsverband Hand in Hand e. V.)
< Parkstraße 14, 00110 Lindenau
  Monday and Wednesday: 09:00–16:00, only with an appointment
  Phone: 0000 0123-48
  E-mail: diakonie@birkental.example
  Languages spoken: German, English, Ukrainian, and Russian
  [Menu]


# The nearest, where somebody let us remember their place

> my residence permit ends
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

> [Remember where I live]
< I will remember your place. You can change that under “My data”.
  [Menu]

> talk to a person
< These people can help you personally:
< Welfare organisation Hand in Hand (Wohlfahrtsverband Hand in Hand e. V.)
< Parkstraße 14, 00110 Lindenau
  Monday and Wednesday: 09:00–16:00, only with an appointment
  Phone: 0000 0123-48
  E-mail: diakonie@birkental.example
  Languages spoken: German, English, Ukrainian, and Russian
< Kalyna Birkental (Kalyna Birkental e. V.)
< Parkstraße 2, 00110 Lindenau
  Saturday: 11:00–14:00, without appointment
  Phone: 0000 0123-57
  E-mail: kalyna@birkental.example
  Languages spoken: German, Ukrainian, Russian, and English
  [Menu]
