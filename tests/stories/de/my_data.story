# Nur die Sprache ist gespeichert

> meine Daten
< Das ist über Sie gespeichert:
< • Kontaktweg: der Chat auf unserer Internetseite
  • Sprache: Deutsch
  • Wohnort: nicht gespeichert
  • Termine: keine
  • Umfragen, bei denen Sie mitgemacht haben: 0
< Wenn Sie „meine Daten löschen“ oder /forget schreiben, wird alles sofort gelöscht.
< Was möchten Sie tun? Schreiben Sie mit eigenen Worten, was Sie brauchen, oder drücken Sie auf einen Knopf.
  [the menu]


# Auch der Ort, und er wird vergessen

> Wohngeld
< Ich habe verstanden: Wohngeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Ein Zuschuss zur Miete für Menschen, die eigenes Einkommen haben, aber wenig verdienen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 00110
< Für „Wohngeld“ gehen Sie bitte hierhin: Wohnungsamt Lindenau
< Dorfplatz 5, 00110 Lindenau
  Montag und Donnerstag: 08:30–12:00 Uhr, ohne Termin
  Dienstag: 08:30–12:00 Uhr, ohne Termin
  Dienstag: 13:30–16:00 Uhr, nur mit Termin
  Telefon: 0000 0123-34
  E-Mail: wohnungsamt-lindenau@birkental.example
< Warum dieses Amt? Weil Sie in Lindenau wohnen.
< Bitte bringen Sie mit:
  • Ausweis oder Aufenthaltspapier (für jede Person)
  • Nachweis über Einkommen der letzten drei Monate
  • Mietvertrag
< Das ist kostenlos.
< Was möchten Sie jetzt tun?
  [Dort einen Termin buchen]  [Meinen Wohnort merken]  [Es war das falsche Amt]  [Nichts mehr, danke]

> 2
< Ich merke mir Ihren Wohnort. Das können Sie unter „Meine Daten“ ändern.
  [Menü]

> /mydata
< Das ist über Sie gespeichert:
< • Kontaktweg: der Chat auf unserer Internetseite
  • Sprache: Deutsch
  • Wohnort: Lindenau, 00110
  • Termine: keine
  • Umfragen, bei denen Sie mitgemacht haben: 0
< Wenn Sie „meine Daten löschen“ oder /forget schreiben, wird alles sofort gelöscht.
< Soll ich Ihren Wohnort gespeichert lassen?
  [Meinen Wohnort behalten]  [Meinen Wohnort löschen]

> 2
< Ich habe Ihren Wohnort gelöscht.
< Was möchten Sie tun? Schreiben Sie mit eigenen Worten, was Sie brauchen, oder drücken Sie auf einen Knopf.
  [the menu]
