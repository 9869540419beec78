# Alles wird gelöscht

> Wohngeld
< Ich habe verstanden: Wohngeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Ein Zuschuss zur Miete für Menschen, die eigenes Einkommen haben, aber wenig verdienen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
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

> /forget
< Soll ich alles löschen, was über Sie gespeichert ist? Ihre Termine werden dann abgesagt.
  [Ja]  [Nein]

> ja
< Alles über Sie ist gelöscht. Wenn Sie wieder schreiben, fangen wir neu an.
  [Menü]

> Wohngeld
< Guten Tag! Ich bin Lotse (Kreis Birkental), der Wegweiser zu den Ämtern. Ich sage Ihnen, welches Amt Ihnen hilft und was Sie mitbringen müssen. Ich buche dort auch Ihren Termin. Das ist kostenlos. Ihren Namen brauche ich nicht.
<< Ich habe verstanden: Wohngeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Ein Zuschuss zur Miete für Menschen, die eigenes Einkommen haben, aber wenig verdienen.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]


# Doch nicht

> meine Daten löschen
< Soll ich alles löschen, was über Sie gespeichert ist? Ihre Termine werden dann abgesagt.
  [Ja]  [Nein]

> nein
< Es wurde nichts gelöscht.
  [Menü]
