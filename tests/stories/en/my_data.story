# Nothing but the language is stored

> /mydata
< This is stored about you:
< • Way to reach you: the chat on our web page
  • Language: English
  • Place: not stored
  • Appointments: none
  • Surveys you took part in: 0
< /forget deletes everything at once.
< What would you like to do? Write what you need in your own words, or press a button.
  [the menu]


# Place, appointment and survey are named
with: a survey

> /start s_arrive
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> 1
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 4
< What do you wish for?
  [Skip this question]

> skip this question
< These are your answers:
< • Do you attend a German course? Yes, at the moment
  • How welcome do you feel? 4
  • What do you wish for? (no answer)
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Send]
< Shall I tell you here what becomes of the results?
  [Yes]  [No]

> yes
< Thank you! Your answers have been sent. Nobody can see that they are yours, not even we.
< You will hear from me when something has been decided.
  [Menu]

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

> [Book an appointment]
< What is the appointment for? Write it in your own words.

> my residence permit ends
< I understand: Renew a residence permit. If you mean something else, write /back.
< For people whose residence permit ends soon.
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

> my data
< This is stored about you:
< • Way to reach you: the chat on our web page
  • Language: English
  • Place: Lindenau
  • Appointments: {number}
  • Surveys you took part in: 1
< /forget deletes everything at once.
< Shall I show you every entry?
  [Yes]  [No]

> no
< Shall I keep your place?
  [Keep my place]  [Forget my place]

> [Forget my place]
< I have forgotten your place.
< What would you like to do? Write what you need in your own words, or press a button.
  [the menu]

> my data
< This is stored about you:
< • Way to reach you: the chat on our web page
  • Language: English
  • Place: not stored
  • Appointments: {number}
  • Surveys you took part in: 1
< /forget deletes everything at once.
< Shall I show you every entry?
  [Yes]  [No]

> no
< What would you like to do? Write what you need in your own words, or press a button.
  [the menu]
