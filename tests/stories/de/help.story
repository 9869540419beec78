# Wie das geht, mitten im Gespräch

> Aufenthaltserlaubnis verlängern
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> hilfe
< Schreiben Sie mit eigenen Worten, was Sie brauchen. Zum Beispiel: „Ich habe eine neue Wohnung.“ Ich stelle ein oder zwei Fragen. Dann sage ich Ihnen, welches Amt zuständig ist. Für Ihre Antwort drücken Sie auf einen Knopf, schreiben seine Nummer oder schreiben mit Worten.
< Diese Wörter können Sie jederzeit schreiben:
< /start: Von vorn anfangen
  /menu: Zeigen, was ich kann
  /language: Andere Sprache wählen
  /back: Zur letzten Frage zurück
  /cancel: Dieses Gespräch abbrechen
  /help: So funktioniert es
  /privacy: Was mit Ihren Daten geschieht
  /mydata: Sehen, was über Sie gespeichert ist
  /forget: Löschen, was über Sie gespeichert ist
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]

> Lindenau
< Bitte drücken Sie auf einen der Knöpfe oder schreiben Sie seine Nummer.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Niederlassungserlaubnis]  [Nichts davon]
