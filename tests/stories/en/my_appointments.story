# Nothing booked

> [My appointments]
< You have no appointments.
  [Menu]


# Seen, kept, then given back

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

> yes
< (appointment.ics)
<< (code.png)
<< Your appointment is booked: Tuesday, 24 November 2026, 08:00
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

> [My appointments]
< These are your appointments. Which one?
  [Tuesday, 24 November 2026, 08:00]

> 1
< Tuesday, 24 November 2026, 08:00, for: Renew a residence permit
< Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< Your number: {number}. Your code: {code}.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< What would you like to do?
  [Keep it]  [Cancel this appointment]

> [Keep it]
< The appointment stays as it is.
  [Menu]

> [My appointments]
< These are your appointments. Which one?
  [Tuesday, 24 November 2026, 08:00]

> 1
< Tuesday, 24 November 2026, 08:00, for: Renew a residence permit
< Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< Your number: {number}. Your code: {code}.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< What would you like to do?
  [Keep it]  [Cancel this appointment]

> [Cancel this appointment]
< Really cancel this appointment?
  [Yes]  [No]

> [No]
< The appointment stays as it is.
  [Menu]

> [My appointments]
< These are your appointments. Which one?
  [Tuesday, 24 November 2026, 08:00]

> 1
< Tuesday, 24 November 2026, 08:00, for: Renew a residence permit
< Service centre for migration (Servicezentrum Migration)
< Brückenstraße 12, 00101 Birkenstadt
  Entrance on the river side, ground floor
  Monday, Wednesday, and Friday: 08:00–12:00, only with an appointment
  Tuesday and Thursday: 08:00–12:00 and 13:30–17:00, only with an appointment
  Phone: 0000 0123-02
  E-mail: servicezentrum-migration@birkental.example
  Languages spoken: German, English, Arabic, and Ukrainian
  Accessible with a wheelchair.
< Your number: {number}. Your code: {code}.
< Please bring:
  • proof of income of the last three months (Einkommensnachweis)
  • passport or substitute document (Reisepass) (for each person)
  • residence permit or other residence paper (Aufenthaltstitel) (for each person)
  • biometric photo (Passfoto) (for each person)
  • registration certificate (Meldebescheinigung)
< What would you like to do?
  [Keep it]  [Cancel this appointment]

> cancel
< Really cancel this appointment?
  [Yes]  [No]

> [Yes]
< (cancelled.ics)
<< Cancelled. Thank you: somebody else can have the time now.
  [Menu]

> [My appointments]
< You have no appointments.
  [Menu]


# A past appointment is not shown any more

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

> yes
< (appointment.ics)
<< (code.png)
<< Your appointment is booked: Tuesday, 24 November 2026, 08:00
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

-- 3 days pass

> [My appointments]
< You have no appointments.
  [Menu]
