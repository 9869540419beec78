# Menschen, die bei allem helfen

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
