# Ein Termin vom Menü bis zum Code

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> 2
< Für Menschen, die zum ersten Mal eine Aufenthaltserlaubnis für Deutschland brauchen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 1
< Das machen Sie hier: Ausländerbehörde der Stadt Birkenstadt
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]

> ja
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]


# Ein anderer Tag, und einer ohne freie Zeit

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> [Ein anderer Tag]
< Welches Datum? Schreiben Sie Tag und Monat.

> 29. November
< Am Sonntag, 29. November 2026 ist kein Termin frei.
< Welches Datum? Schreiben Sie Tag und Monat.

> übermorgen
< Bitte schreiben Sie das Datum so: Tag, Monat, Jahr. Zum Beispiel: 23.11.2026
< Welches Datum? Schreiben Sie Tag und Monat.

> 1.12.
< Um wie viel Uhr am Dienstag, 1. Dezember 2026?
  [08:00]  [08:15]  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]
  [11:00]  [11:15]  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]
  [15:45]  [16:00]  [16:15]  [16:30]  [Ein anderer Tag]

> [Ein anderer Tag]
< Gut, ein anderer Tag.
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Mittwoch, 25. November 2026]
  [Donnerstag, 26. November 2026]  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Ein anderer Tag]


# Jemand anders ist schneller

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> 2
< Für Menschen, die zum ersten Mal eine Aufenthaltserlaubnis für Deutschland brauchen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

-- others take [08:00]

> [08:00]
< Das geht nicht mehr. Bitte wählen Sie noch einmal.
< Um wie viel Uhr am Dienstag, 24. November 2026?
  [08:30]  [08:45]  [09:00]  [09:15]  [09:30]  [09:45]  [10:00]  [10:15]  [10:30]  [10:45]  [11:00]  [11:15]
  [11:30]  [13:30]  [13:45]  [14:00]  [14:15]  [14:30]  [14:45]  [15:00]  [15:15]  [15:30]  [15:45]  [16:00]
  [16:15]  [16:30]  [Ein anderer Tag]


# Die Zeit war nur zehn Minuten reserviert

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> 2
< Für Menschen, die zum ersten Mal eine Aufenthaltserlaubnis für Deutschland brauchen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 1
< Das machen Sie hier: Ausländerbehörde der Stadt Birkenstadt
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]

-- 11 minutes pass

> ja
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]


# Doch nicht

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> 2
< Für Menschen, die zum ersten Mal eine Aufenthaltserlaubnis für Deutschland brauchen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 1
< Das machen Sie hier: Ausländerbehörde der Stadt Birkenstadt
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]

> nein
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Welcher Tag passt Ihnen?
  [Montag, 23. November 2026]  [Dienstag, 24. November 2026]  [Donnerstag, 26. November 2026]
  [Freitag, 27. November 2026]  [Montag, 30. November 2026]  [Dienstag, 1. Dezember 2026]  [Ein anderer Tag]


# Ein Amt ohne Buchung

> [Termin buchen]
< Wofür brauchen Sie den Termin? Schreiben Sie es mit eigenen Worten.

> Kindergeld
< Ich habe verstanden: Kindergeld. Wenn Sie etwas anderes meinen, schreiben Sie /back.
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
