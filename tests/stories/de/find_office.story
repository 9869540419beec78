# Wer in Lindenau wohnt, erfährt das Amt und den Grund

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
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

> [Nichts mehr, danke]
< Gern geschehen. Schreiben Sie einfach, wenn Sie etwas brauchen.
  [Menü]


# Zuerst die Begrüßung, dann die Antwort
channel: console
greeted: no

> Ich brauche Wohngeld
< Guten Tag! Ich bin Lotse (Kreis Birkental), der Wegweiser zu den Ämtern. Ich sage Ihnen, welches Amt Ihnen hilft und was Sie mitbringen müssen. Ich buche dort auch Ihren Termin. Das ist kostenlos. Ihren Namen brauche ich nicht.
<< Ich habe verstanden: Wohngeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
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


# Ein unbekannter Ort, eine fremde Postleitzahl, ein Tippfehler

> Ich habe eine neue Wohnung
< Ich habe verstanden: Wohnsitz anmelden. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Für alle, die eine neue Wohnung haben: Das müssen Sie innerhalb von zwei Wochen nach dem Einzug tun.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Atlantis
< Diesen Ort kenne ich nicht. Bitte schreiben Sie den Namen Ihrer Stadt oder Ihres Dorfes oder Ihre Postleitzahl.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> 99999
< Die Postleitzahl 99999 kenne ich hier nicht. Bitte schreiben Sie den Namen Ihres Ortes.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Mühlbrük
< Für „Wohnsitz anmelden“ gehen Sie bitte hierhin: Bürgerbüro Mühlbrück
< Mühlenstraße 2, 00120 Mühlbrück
  Montag, Mittwoch und Freitag: 08:00–12:00 Uhr, nur mit Termin
  Telefon: 0000 0123-21
  E-Mail: buergerbuero-muehlbrueck@birkental.example
  Dort spricht man: Deutsch und Englisch
  Mit dem Rollstuhl erreichbar.
< Warum dieses Amt? Weil Sie in Mühlbrück wohnen.
< Bitte bringen Sie mit:
  • Bestätigung des Vermieters (Wohnungsgeberbestätigung)
  • Heiratsurkunde mit Übersetzung, falls verheiratet
  • Reisepass oder Passersatz (für jede Person)
< Das ist kostenlos.
< Was möchten Sie jetzt tun?
  [Dort einen Termin buchen]  [Meinen Wohnort merken]  [Es war das falsche Amt]  [Nichts mehr, danke]


# Nicht erkannt: über die Themen

> blorp fnord
< Ich bin nicht sicher, was Sie meinen. Worum geht es?
  [Aufenthalt]  [Wohnen und Anmelden]  [Geld und Unterstützung]  [Arbeit und Beruf]  [Familie und Kinder]
  [Schule und Studium]  [Deutsch lernen]  [Gesundheit]  [Papiere und Beglaubigung]  [Beratung und Schutz]
  [Führerschein]  [Sport, Kultur und Mitmachen]  [Mit einem Menschen sprechen]

> 1
< Was davon?
  [Asylantrag]  [Verpflichtungserklärung]  [Blaue Karte EU]  [Einbürgerung]  [Fiktionsbescheinigung]
  [Reiseausweis für Flüchtlinge]  [Elektronischen Aufenthaltstitel abholen]
  [Nebenbestimmungen oder Wohnsitzauflage ändern]  [Aufenthaltserlaubnis erteilen]
  [Aufenthaltserlaubnis verlängern]  [Niederlassungserlaubnis]  [Duldung]  [Nichts davon]


# Nicht erkannt, und kein Thema passt: zu einem Menschen

> blorp fnord
< Ich bin nicht sicher, was Sie meinen. Worum geht es?
  [Aufenthalt]  [Wohnen und Anmelden]  [Geld und Unterstützung]  [Arbeit und Beruf]  [Familie und Kinder]
  [Schule und Studium]  [Deutsch lernen]  [Gesundheit]  [Papiere und Beglaubigung]  [Beratung und Schutz]
  [Führerschein]  [Sport, Kultur und Mitmachen]  [Mit einem Menschen sprechen]

> [Mit einem Menschen sprechen]
< Hier helfen Ihnen Menschen persönlich:
< Kommunales Integrationszentrum
< Schulweg 3, 00101 Birkenstadt
  Montag, Dienstag, Mittwoch und Donnerstag: 09:00–16:00 Uhr, ohne Termin
  Freitag: 09:00–12:00 Uhr, nur mit Termin
  Telefon: 0000 0123-15
  E-Mail: ki@birkental.example
  Dort spricht man: Deutsch, Englisch, Arabisch, Türkisch und Ukrainisch
  Mit dem Rollstuhl erreichbar.
< Wohlfahrtsverband Brücke e. V., Migrationsberatung
< Kirchgasse 7, 00101 Birkenstadt
  Montag, Dienstag und Donnerstag: 09:00–15:00 Uhr, nur mit Termin
  Telefon: 0000 0123-47
  E-Mail: caritas@birkental.example
  Dort spricht man: Deutsch, Englisch, Arabisch und Französisch
< Wohlfahrtsverband Hand in Hand e. V.
< Parkstraße 14, 00110 Lindenau
  Montag und Mittwoch: 09:00–16:00 Uhr, nur mit Termin
  Telefon: 0000 0123-48
  E-Mail: diakonie@birkental.example
  Dort spricht man: Deutsch, Englisch, Ukrainisch und Russisch
  [Menü]


# Jemand ist in Gefahr

> mein Mann schlägt mich
< Sind Sie gerade in Gefahr? Rufen Sie 110 an. Das Hilfetelefon „Gewalt gegen Frauen“ hilft kostenlos, Tag und Nacht, in vielen Sprachen: 116 016.
< Was möchten Sie jetzt tun?
  [Gewaltschutz und Frauenhaus]  [Mit einem Menschen sprechen]


# Es kommt darauf an, was jemand über sich sagt

> Geld vom Jobcenter
< Ich habe verstanden: Grundsicherung für Arbeitsuchende. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Geld für Lebensunterhalt und Miete für Menschen, die arbeiten können, aber keine Arbeit oder zu wenig Einkommen haben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Lindenau
< Welches Aufenthaltspapier haben Sie?
  [Aufenthaltserlaubnis]  [Anerkannter Flüchtling]  [Im Asylverfahren (Gestattung)]  [Duldung]
  [Aus der Ukraine (§ 24)]  [Bürgerin oder Bürger der EU]  [Deutscher Pass]  [Visum oder etwas anderes]
  [Das möchte ich nicht sagen]

> 3
< Für „Grundsicherung für Arbeitsuchende“ gehen Sie bitte hierhin: Leistungsstelle Asyl
< Kreishausplatz 1, 00101 Birkenstadt
  Montag und Freitag: 08:00–12:00 Uhr, ohne Termin
  Dienstag und Donnerstag: 08:00–12:00 Uhr, ohne Termin
  Dienstag und Donnerstag: 13:30–15:30 Uhr, nur mit Termin
  Telefon: 0000 0123-07
  E-Mail: asylblg@birkental.example
  Dort spricht man: Deutsch, Englisch und Arabisch
  Mit dem Rollstuhl erreichbar.
< Im Asylverfahren und mit Duldung ist nicht das Jobcenter zuständig, sondern die Leistungsstelle Asyl.
< Bitte bringen Sie mit:
  • Kontoverbindung (IBAN)
  • Ausweis oder Aufenthaltspapier (für jede Person)
  • Mietvertrag
  • Aufenthaltstitel, Gestattung oder Duldung (für jede Person)
  • Meldebescheinigung
  • Kontoauszüge der letzten drei Monate
< Das ist kostenlos.
< Beratung und Hilfe vorher: Wohlfahrtsverband Brücke e. V., Migrationsberatung
< Was möchten Sie jetzt tun?
  [Dort einen Termin buchen]  [Meinen Wohnort merken]  [Es war das falsche Amt]  [Nichts mehr, danke]


# Den Ort merken lassen, und vergessen

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

> Wohngeld
< Ich habe verstanden: Wohngeld. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Ein Zuschuss zur Miete für Menschen, die eigenes Einkommen haben, aber wenig verdienen.
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
  [Dort einen Termin buchen]  [Ich wohne jetzt woanders]  [Es war das falsche Amt]  [Nichts mehr, danke]

> [Ich wohne jetzt woanders]
< Ich habe Ihren Wohnort gelöscht. Bitte fragen Sie noch einmal.
  [Menü]


# Anders überlegt: zurück und anders geantwortet

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
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

> zurück
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Birkenstadt
< Für „Niederlassungserlaubnis“ gehen Sie bitte hierhin: Ausländerbehörde der Stadt Birkenstadt
< Rathausmarkt 3, 00101 Birkenstadt
  Montag, Dienstag und Freitag: 08:00–12:00 Uhr, nur mit Termin
  Donnerstag: 08:00–12:00 und 14:00–18:00 Uhr, nur mit Termin
  Telefon: 0000 0123-27
  E-Mail: abh-birkenstadt@birkental.example
  Dort spricht man: Deutsch, Englisch und Arabisch
  Mit dem Rollstuhl erreichbar.
< Warum dieses Amt? Weil Sie in Birkenstadt wohnen.
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

> /back
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> zurück
< Was brauchen Sie? Schreiben Sie es mit eigenen Worten oder mit einem Wort.


# Dreimal nicht verstanden: erklärt, mit Auswegen

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> ???
< Diesen Ort kenne ich nicht. Bitte schreiben Sie den Namen Ihrer Stadt oder Ihres Dorfes oder Ihre Postleitzahl.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> hm
< Diesen Ort kenne ich nicht. Bitte schreiben Sie den Namen Ihrer Stadt oder Ihres Dorfes oder Ihre Postleitzahl.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> wie bitte
< Schreiben Sie den Namen Ihrer Stadt oder Ihres Dorfes oder Ihre Postleitzahl. Die Postleitzahl hat fünf Ziffern und steht in Ihrer Adresse.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]  [Zurück]  [Abbrechen]
  [Mit einem Menschen sprechen]

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


# Einen Tag später geht es weiter

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

-- 1 day passes

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


# Abgebrochen

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> abbrechen
< Gut, ich habe hier aufgehört.
  [the menu]


# Ein Foto kann ich nicht lesen

> (a photo)
< Ich kann nur Text lesen. Bitte schreiben Sie, was Sie brauchen, oder drücken Sie auf einen Knopf.
  [the menu]


# Wer in Gefahr ist, liest zuerst, wen man anruft; angeboten wird nur noch ein Mensch

> Feuer
< Ist jemand in Gefahr? Rufen Sie 112 an (Feuerwehr, Rettungsdienst) oder 110 (Polizei). Der Anruf ist kostenlos, Tag und Nacht.
< Was möchten Sie jetzt tun?
  [Mit einem Menschen sprechen]
