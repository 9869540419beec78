# Everything is deleted

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

> /forget
< Shall I delete everything that is stored about you? Appointments to come are cancelled.
  [Yes]  [No]

> [Yes]
< Everything about you has been deleted. If you write again, we begin anew.
  [Menu]

> my residence permit ends
< Hello! I am Lotse, the guide to the offices of Birkental county. I tell you which office can help you and what to bring, and I book your appointment there. It is free, and you do not need to give your name.
<< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]


# Thought better of it

> delete my data
< Shall I delete everything that is stored about you? Appointments to come are cancelled.
  [Yes]  [No]

> no
< Nothing was deleted.
  [Menu]
