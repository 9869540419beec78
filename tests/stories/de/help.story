# Wie das geht, mitten im Gespräch

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> hilfe
< Schreiben Sie mit eigenen Worten, was Sie brauchen. Zum Beispiel: „Ich habe eine neue Wohnung.“ Ich stelle ein oder zwei Fragen. Dann sage ich Ihnen, welches Amt zuständig ist. Für Ihre Antwort drücken Sie auf einen Knopf, schreiben seine Nummer oder schreiben mit Worten.
< Diese Wörter können Sie jederzeit schreiben:
< /start oder „Start“: Von vorn anfangen
  /menu oder „Menü“: Zeigen, was ich kann
  /language oder „Sprache“: Andere Sprache wählen
  /back oder „Zurück“: Zur letzten Frage zurück
  /cancel oder „Abbrechen“: Dieses Gespräch abbrechen
  /help oder „Hilfe“: So funktioniert es
  /privacy oder „Datenschutz“: Was mit Ihren Daten geschieht
  /mydata oder „Meine Daten“: Sehen, was über Sie gespeichert ist
  /forget oder „Meine Daten löschen“: Löschen, was über Sie gespeichert ist
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< Für „Niederlassungserlaubnis“ gehen Sie bitte hierhin: Servicezentrum Migration
< Brückenstraße 12, 00101 Birkenstadt
  Eingang an der Flussseite, Erdgeschoss
  Montag, Mittwoch und Freitag: 08:00–12:00 Uhr, nur mit Termin
  Dienstag und Donnerstag: 08:00–12:00 und 13:30–17:00 Uhr, nur mit Termin
  Telefon: 0000 0123-02
  E-Mail: servicezentrum-migration@birkental.example
  Dort spricht man: Deutsch, Englisch, Arabisch und Ukrainisch
  Mit dem Rollstuhl erreichbar.
< Dieses Amt ist für alle Menschen in diesem Gebiet zuständig: Kreis Birkental.
< Bitte bringen Sie mit:
  • Nachweis über Einkommen der letzten drei Monate
  • Nachweis über Deutschkenntnisse (B1)
  • Reisepass oder Passersatz (für jede Person)
  • Rentenversicherungsverlauf oder Rentenbescheid
  • Aufenthaltstitel, Gestattung oder Duldung (für jede Person)
  • biometrisches Passfoto (für jede Person)
< Gebühr: 113,00 €
< Was möchten Sie jetzt tun?
  [Dort einen Termin buchen]  [Meinen Wohnort merken]  [Es war das falsche Amt]  [Nichts mehr, danke]
