# Ein Termin vom Menü bis zum Code

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


# Ein anderer Tag, und einer ohne freie Zeit

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

> [Ein anderer Tag]
< Welches Datum? Schreiben Sie Tag und Monat.

> 29. November
< An diesem Tag ist kein Termin frei: Sonntag, 29. November 2026.
< Welches Datum? Schreiben Sie Tag und Monat.

> in ein paar Tagen
< Bitte schreiben Sie das Datum so: Tag, Monat, Jahr. Zum Beispiel: 23.11.2026
< Welches Datum? Schreiben Sie Tag und Monat.

> 1.12.
< Um wie viel Uhr am Dienstag, 1. Dezember 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]
  [16:00]  [16:15]  [Ein anderer Tag]

> [Ein anderer Tag]
< Gut, ein anderer Tag.
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Mittwoch, 25. November 2026]
  [Donnerstag, 26. November 2026]  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Ein anderer Tag]


# Jemand anders ist schneller

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

-- others take [08:00]

> [08:00]
< Das geht nicht mehr. Bitte wählen Sie noch einmal.
< Um wie viel Uhr am Dienstag, 24. November 2026?
  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]  [11:00]  [11:15]  [13:30]
  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]  [16:00]  [16:15]
  [Ein anderer Tag]


# Die Zeit war nur zehn Minuten reserviert

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

-- 11 minutes pass

> ja
< Der Termin war nur einige Minuten für Sie reserviert. Diese Zeit ist vorbei. Bitte wählen Sie noch einmal.
< Um wie viel Uhr am Dienstag, 24. November 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]
  [16:00]  [16:15]  [Ein anderer Tag]


# Doch nicht

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

> nein
< Es wurde nichts gebucht. Der Termin ist wieder frei.
  [Menü]


# Ein Amt ohne Buchung

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Kindergeld
< Ich habe verstanden: Kindergeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Jeden Monat Geld für Eltern, die mit ihren Kindern in Deutschland leben.
< Termine bei diesem Amt kann ich nicht buchen.
< Für „Kindergeld“ gehen Sie bitte hierhin: Familienkasse Birkental
< Bahnhofstraße 32, 00103 Birkenstadt
  Montag, Dienstag, Mittwoch, Donnerstag und Freitag: 08:00–12:00 Uhr, ohne Termin
  Telefon: 0000 0123-40
  E-Mail: familienkasse@birkental.example
  Dort spricht man: Deutsch und Englisch
< Dieses Amt ist für alle Menschen in diesem Gebiet zuständig: Kreis Birkental.
< Bitte bringen Sie mit:
  • Kontoverbindung (IBAN)
  • Geburtsurkunde des Kindes
  • Aufenthaltstitel, Gestattung oder Duldung (für jede Person)
  • Steuer-Identifikationsnummer
< Das ist kostenlos.
  [Menü]
