# Kein Termin

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]


# Gesehen, dann abgesagt

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< Das machen Sie hier: Servicezentrum Migration
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Mittwoch, 25. November 2026]
  [Donnerstag, 26. November 2026]  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Ein anderer Tag]

> 2
< Um wie viel Uhr am Dienstag, 24. November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]
  [16:00]  [16:15]  [Ein anderer Tag]

> 1
< Soll ich diesen Termin für Sie buchen: Dienstag, 24. November 2026, 08:00 Uhr, Servicezentrum Migration? Ich halte ihn zehn Minuten für Sie frei.
  [Ja]  [Nein]

> ja
< (appointment.ics)
<< (code.png)
<< Ihr Termin ist gebucht: Dienstag, 24. November 2026, 08:00 Uhr
< Servicezentrum Migration
< Brückenstraße 12, 00101 Birkenstadt
  Eingang an der Flussseite, Erdgeschoss
  Montag, Mittwoch und Freitag: 08:00–12:00 Uhr, nur mit Termin
  Dienstag und Donnerstag: 08:00–12:00 und 13:30–17:00 Uhr, nur mit Termin
  Telefon: 0000 0123-02
  E-Mail: servicezentrum-migration@birkental.example
  Dort spricht man: Deutsch, Englisch, Arabisch und Ukrainisch
  Mit dem Rollstuhl erreichbar.
< Ihre Nummer: {number}. Man ruft Sie mit dieser Nummer auf, nicht mit Ihrem Namen.
  Ihr Code: {code}. Zeigen Sie ihn am Schalter.
< Bitte bringen Sie mit:
  • Nachweis über Einkommen der letzten drei Monate
  • Nachweis über Deutschkenntnisse (B1)
  • Reisepass oder Passersatz (für jede Person)
  • Rentenversicherungsverlauf oder Rentenbescheid
  • Aufenthaltstitel, Gestattung oder Duldung (für jede Person)
  • biometrisches Passfoto (für jede Person)
< Wenn Sie nicht kommen können, sagen Sie bitte unter „Meine Termine“ ab. Dann kann jemand anderes den Termin bekommen.
  [Menü]

> [Meine Termine]
< Das sind Ihre Termine. Um welchen geht es?
  [Dienstag, 24. November 2026, 08:00 Uhr]

> 1
< Dienstag, 24. November 2026, 08:00 Uhr: Niederlassungserlaubnis
< Servicezentrum Migration
< Brückenstraße 12, 00101 Birkenstadt
  Eingang an der Flussseite, Erdgeschoss
  Montag, Mittwoch und Freitag: 08:00–12:00 Uhr, nur mit Termin
  Dienstag und Donnerstag: 08:00–12:00 und 13:30–17:00 Uhr, nur mit Termin
  Telefon: 0000 0123-02
  E-Mail: servicezentrum-migration@birkental.example
  Dort spricht man: Deutsch, Englisch, Arabisch und Ukrainisch
  Mit dem Rollstuhl erreichbar.
< Ihre Nummer: {number}. Ihr Code: {code}.
< Bitte bringen Sie mit:
  • Nachweis über Einkommen der letzten drei Monate
  • Nachweis über Deutschkenntnisse (B1)
  • Reisepass oder Passersatz (für jede Person)
  • Rentenversicherungsverlauf oder Rentenbescheid
  • Aufenthaltstitel, Gestattung oder Duldung (für jede Person)
  • biometrisches Passfoto (für jede Person)
< Was möchten Sie tun?
  [Termin behalten]  [Diesen Termin absagen]

> absagen
< Möchten Sie diesen Termin wirklich absagen?
  [Ja]  [Nein]

> ja
< (cancelled.ics)
<< Der Termin ist abgesagt. Danke! Jetzt kann jemand anderes den Termin bekommen.
  [Menü]

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]
