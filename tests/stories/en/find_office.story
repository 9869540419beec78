# A student in Lindenau finds the office, and why it is this one

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

> [Nothing more, thank you]
< I am glad to help. Just write when you need something.
  [Menu]


# A newcomer is greeted first, then heard
channel: console
greeted: no

> I need help with my rent
< Hello! I am Lotse, the guide to the offices of Birkental county. I tell you which office can help you and what to bring, and I book your appointment there. It is free, and you do not need to give your name.
<< I understand: Housing benefit. If you mean something else, write /back.
< Help with the rent for people who have an income of their own but earn little.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 00110
< For “Housing benefit” please go to: Housing office Lindenau (Wohnungsamt Lindenau)
< Dorfplatz 5, 00110 Lindenau
  Monday and Thursday: 08:30–12:00, without appointment
  Tuesday: 08:30–12:00, without appointment
  Tuesday: 13:30–16:00, only with an appointment
  Phone: 0000 0123-34
  E-mail: wohnungsamt-lindenau@birkental.example
< Why this office: because you live in Lindenau.
< Please bring:
  • any identity or residence document (Ausweis) (for each person)
  • proof of income of the last three months (Einkommensnachweis)
  • rental contract (Mietvertrag)
< It is free of charge.
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]


# A place we do not know, a misspelt one, a postcode

> I have a new flat
< I understand: Register an address. If you mean something else, write /back.
< For everybody who has a new home: you must do this within two weeks of moving in.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Atlantis
< I do not know this place. Please write the name of your town or village here, or your postcode.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Birkenstat
< Which part of the town do you live in?
  [Old Town]  [Harbour]  [North End]  [I do not know]


# The answer depends on the postcode or part of the town

> register my address
< I understand: Register an address. If you mean something else, write /back.
< For everybody who has a new home: you must do this within two weeks of moving in.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Birkenstadt
< Which part of the town do you live in?
  [Old Town]  [Harbour]  [North End]  [I do not know]


# Not recognised: by topics to a service

> blorp fnord
< I am not sure what you mean. What is it about?
  [Residence and asylum]  [Housing and registration]  [Money and support]  [Work]  [Family and children]
  [School and studies]  [Learning German]  [Health]  [Documents]  [Advice and protection]  [Driving licence]
  [Sports, culture and taking part]  [Talk to a person]

> 1
< Which of these?
  [Asylum application]  [Declaration of commitment for a visitor]  [EU Blue Card]  [Naturalisation]
  [Provisional residence certificate]  [Refugee travel document]  [Collect the electronic residence card]
  [Change conditions or residence obligation]  [Issue a residence permit]  [Renew a residence permit]
  [Settlement permit]  [Toleration]  [None of these]


# Not recognised, and none of the topics: to a person

> blorp fnord
< I am not sure what you mean. What is it about?
  [Residence and asylum]  [Housing and registration]  [Money and support]  [Work]  [Family and children]
  [School and studies]  [Learning German]  [Health]  [Documents]  [Advice and protection]  [Driving licence]
  [Sports, culture and taking part]  [Talk to a person]

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


# Several things may be meant, and none of them is

> permit
< What do you mean?
  [Permission to work]  [Issue a residence permit]  [Renew a residence permit]  [None of these]
  [Talk to a person]

> [None of these]
< What is it about?
  [Residence and asylum]  [Housing and registration]  [Money and support]  [Work]  [Family and children]
  [School and studies]  [Learning German]  [Health]  [Documents]  [Advice and protection]  [Driving licence]
  [Sports, culture and taking part]  [Talk to a person]


# Somebody is in danger

> my husband beats me
< Are you in danger now? Call 110. The helpline for women (Hilfetelefon) helps free of charge, day and night, in many languages: 116 016.
< What would you like to do now?
  [Protection from violence]  [Talk to a person]


# The place is remembered with consent, and forgotten

> housing benefit
< I understand: Housing benefit. If you mean something else, write /back.
< Help with the rent for people who have an income of their own but earn little.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< For “Housing benefit” please go to: Housing office Lindenau (Wohnungsamt Lindenau)
< Dorfplatz 5, 00110 Lindenau
  Monday and Thursday: 08:30–12:00, without appointment
  Tuesday: 08:30–12:00, without appointment
  Tuesday: 13:30–16:00, only with an appointment
  Phone: 0000 0123-34
  E-mail: wohnungsamt-lindenau@birkental.example
< Why this office: because you live in Lindenau.
< Please bring:
  • any identity or residence document (Ausweis) (for each person)
  • proof of income of the last three months (Einkommensnachweis)
  • rental contract (Mietvertrag)
< It is free of charge.
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]

> [Remember where I live]
< I will remember your place. You can change that under “My data”.
  [Menu]

> housing benefit
< I understand: Housing benefit. If you mean something else, write /back.
< Help with the rent for people who have an income of their own but earn little.
< For “Housing benefit” please go to: Housing office Lindenau (Wohnungsamt Lindenau)
< Dorfplatz 5, 00110 Lindenau
  Monday and Thursday: 08:30–12:00, without appointment
  Tuesday: 08:30–12:00, without appointment
  Tuesday: 13:30–16:00, only with an appointment
  Phone: 0000 0123-34
  E-mail: wohnungsamt-lindenau@birkental.example
< Why this office: because you live in Lindenau.
< Please bring:
  • any identity or residence document (Ausweis) (for each person)
  • proof of income of the last three months (Einkommensnachweis)
  • rental contract (Mietvertrag)
< It is free of charge.
< What would you like to do now?
  [Book an appointment there]  [I live somewhere else now]  [It was the wrong office]  [Nothing more, thank you]

> [I live somewhere else now]
< I have forgotten your place. Please ask again.
  [Menu]

> housing benefit
< I understand: Housing benefit. If you mean something else, write /back.
< Help with the rent for people who have an income of their own but earn little.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]


# The answer depends on what somebody says about themselves

> money from the jobcenter
< I understand: Basic income support for jobseekers. If you mean something else, write /back.
< Money for living and rent for people who can work but have no job or too little income.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< Which residence paper do you have?
  [Residence permit]  [Recognised refugee]  [Asylum procedure (Gestattung)]  [Duldung (toleration)]
  [From Ukraine (§ 24)]  [Citizen of an EU country]  [German passport]  [Visa or something else]
  [I would rather not say]

> 2
< For “Basic income support for jobseekers” please go to: Jobcenter Birkental, Lindenau (Jobcenter Birkental, Standort Lindenau)
< Marktstraße 8, 00110 Lindenau
  Monday, Tuesday, and Thursday: 08:00–12:30, only with an appointment
  Phone: 0000 0123-38
  E-mail: jobcenter-lindenau@birkental.example
  Languages spoken: German, English, and Arabic
< Why this office: because you live in Lindenau.
< Please bring:
  • bank details (IBAN)
  • any identity or residence document (Ausweis) (for each person)
  • rental contract (Mietvertrag)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • registration certificate (Meldebescheinigung)
  • bank statements of the last three months (Kontoauszüge)
< It is free of charge.
< Advice and help beforehand: Welfare organisation Brücke, migration counselling (Wohlfahrtsverband Brücke e. V., Migrationsberatung)
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]


# Change of mind: back to the question before, then answered anew

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

> /back
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Birkenstadt
< For “Renew a residence permit” please go to: Foreigners’ office of Birkenstadt (Ausländerbehörde der Stadt Birkenstadt)
< Rathausmarkt 3, 00101 Birkenstadt
  Monday, Tuesday, and Friday: 08:00–12:00, only with an appointment
  Thursday: 08:00–12:00 and 14:00–18:00, only with an appointment
  Phone: 0000 0123-27
  E-mail: abh-birkenstadt@birkental.example
  Languages spoken: German, English, and Arabic
  Accessible with a wheelchair.
< Why this office: because you live in Birkenstadt.
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

> back
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> /back
< What do you need? Write it in your own words, or as one word.


# A button of an earlier question is kindly turned down

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

> [Lindenau]
< That button is from an earlier question. Here is where we are now.
< What would you like to do now?
  [Book an appointment there]  [Remember where I live]  [It was the wrong office]  [Nothing more, thank you]


# Not understood three times: the question is explained, and there are ways out

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> ???
< I do not know this place. Please write the name of your town or village here, or your postcode.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> hm
< I do not know this place. Please write the name of your town or village here, or your postcode.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> what
< Write the name of your town or village, or your postcode. It has five digits and is part of your address.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]  [Back]  [Stop]  [Talk to a person]

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


# A number in the digits of another script

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> ٢
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


# A photo cannot be read

> (a photo)
< I can only read text. Please write what you need, or press a button.
  [the menu]


# The same message comes twice and is heard once

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

-- the same message comes again

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


# A day later the talk goes on where it stood

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

-- 1 day passes

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


# Stopped in the middle

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> stop
< All right, I have stopped here.
  [the menu]

> /back
< We have finished that. If you need something else, just write it in other words.
  [the menu]


# Somebody in danger reads whom to call, is offered what fits and a person, and nothing else

> my husband hits me
< Are you in danger now? Call 110. The helpline for women (Hilfetelefon) helps free of charge, day and night, in many languages: 116 016.
< What would you like to do now?
  [Protection from violence]  [Talk to a person]

> there is a fire, call an ambulance
< Is somebody in danger? Call 112 (fire brigade, ambulance) or 110 (police). The call is free, day and night.
< What would you like to do now?
  [Talk to a person]
