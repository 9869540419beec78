# Kein Termin

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]


# Gesehen, dann abgesagt

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

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]

> 1
< Was brauchen Sie? Schreiben Sie es mit eigenen Worten oder mit einem Wort.

> 2
< Ich habe verstanden: Grundsicherung für Arbeitsuchende. Wenn Sie etwas anderes meinen, schreiben Sie /back.
< Geld für Lebensunterhalt und Miete für Menschen, die arbeiten können, aber keine Arbeit oder zu wenig Einkommen haben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> ja
< Diesen Ort kenne ich nicht. Bitte schreiben Sie den Namen Ihrer Stadt oder Ihres Dorfes oder Ihre Postleitzahl.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]
