# An appointment from the menu to the code

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> 1
< What time on Monday, 23 November 2026?
  [10:15]  [10:30]  [10:45]  [11:00]  [11:15]  [11:30]  [Another day]

> 1
< Shall I book Monday, 23 November 2026, 10:15 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]

> [Yes]
< (appointment.ics)
<< (code.png)
<< Your appointment is booked: Monday, 23 November 2026, 10:15
< Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< Your number: {number}. You are called by this number, not by your name.
  Your code: {code}. Show it at the desk.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< If you cannot come, please cancel under “My appointments”. Then somebody else can have the time.
  [Menu]


# Another day, and a day without free time

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> [Another day]
< Which date? Write day and month.

> 29.11.
< There is no free time on Sunday, 29 November 2026.
< Which date? Write day and month.

> 1 December
< What time on Tuesday, 1 December 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]


# Somebody else is quicker

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> 2
< What time on Tuesday, 24 November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]

-- others take [08:00]

> [08:00]
< That is not possible any more. Please choose again.
< What time on Tuesday, 24 November 2026?
  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]  [11:00]  [11:15]
  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]  [16:00]
  [16:15]  [16:30]  [Another day]


# The time was kept for ten minutes only

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> 2
< What time on Tuesday, 24 November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]

> 1
< Shall I book Tuesday, 24 November 2026, 08:00 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]

-- 11 minutes pass

> [Yes]
< The time was kept for you for a few minutes only, and they are over. Please choose a time again.
< What time on Tuesday, 24 November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]

> 9:30
< Shall I book Tuesday, 24 November 2026, 09:30 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]


# Thought better of it

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> 2
< What time on Tuesday, 24 November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]

> 1
< Shall I book Tuesday, 24 November 2026, 08:00 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]

> no
< Nothing was booked. The time is free again.
  [Menu]


# An office without booking

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> I want to marry
< I understand: Register a marriage. If you mean something else, write /back.
< For couples who want to marry in Germany.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Registry office Lindenau (Standesamt)
< Which day suits you?
  [Monday, 23 November 2026]  [Wednesday, 25 November 2026]  [Friday, 27 November 2026]
  [Monday, 30 November 2026]  [Wednesday, 2 December 2026]  [Friday, 4 December 2026]  [Another day]


# What has been booked cannot be unsaid by going back

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
< Where do you live? Town or postcode.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< This is done at: Service centre for migration (Servicezentrum Migration)
< Which day suits you?
  [Monday, 23 November 2026]  [Tuesday, 24 November 2026]  [Wednesday, 25 November 2026]
  [Thursday, 26 November 2026]  [Friday, 27 November 2026]  [Monday, 30 November 2026]  [Another day]

> 2
< What time on Tuesday, 24 November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Another day]

> 1
< Shall I book Tuesday, 24 November 2026, 08:00 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]

> /back
< This has already been carried out, so I cannot go back before it.
< Shall I book Tuesday, 24 November 2026, 08:00 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]

> /back
< This has already been carried out, so I cannot go back before it.
< Shall I book Tuesday, 24 November 2026, 08:00 at Service centre for migration (Servicezentrum Migration)? I keep this time for you for ten minutes.
  [Yes]  [No]
