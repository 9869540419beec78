# Zuerst gefragt, wo nichts die Sprache verrät
language: none
channel: console
greeted: no

> Niederlassungserlaubnis
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> Deutsch
< Ab jetzt schreibe ich auf Deutsch.
< Guten Tag! Ich bin Lotse (Kreis Birkental), der Wegweiser zu den Ämtern. Ich sage Ihnen, welches Amt Ihnen hilft und was Sie mitbringen müssen. Ich buche dort auch Ihren Termin. Das ist kostenlos. Ihren Namen brauche ich nicht.
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


# Mitten im Gespräch ins Arabische und zurück

> Niederlassungserlaubnis
< Ich habe verstanden: Niederlassungserlaubnis. Wenn Sie etwas anderes meinen, schreiben Sie „zurück“ oder /back.
< Aufenthalt ohne Enddatum für Menschen, die schon einige Jahre in Deutschland leben.
< Wo wohnen Sie? Ort oder Postleitzahl.
  [Birkenstadt]  [Lindenau]  [Mühlbrück]  [Oberhain]  [Kleinfelde]

> Sprache
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> العربية
< من الآن سأكتب بالعربية.
< لم يراجع هذه النصوص بعدُ شخص لغته الأم العربية. في الأمور المهمة يرجى السؤال في المكتب.
< أين مكان سكنك؟ اسم المدينة أو القرية أو الرمز البريدي.
  [بركنشتات]  [ليندناو]  [مولبروك]  [أوبرهاين]  [كلاينفلده]

> اللغة
< بأي لغة نتحدث؟
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> [Deutsch]
< Ab jetzt schreibe ich auf Deutsch.
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


# Vor der ersten Frage gesagt, wer mitlesen kann
language: none
channel: telegram
greeted: no

> mein Aufenthaltstitel läuft ab
< Telegram kann lesen, was hier geschrieben wird. Das gleiche Gespräch ohne Telegram: http://127.0.0.1:8080/chat
  Telegram can read what is written here. The same conversation without Telegram: http://127.0.0.1:8080/chat
< Welche Sprache wollen wir sprechen?
  Which language shall we speak?
  [Deutsch]  [English]  [العربية]

> Deutsch
< Ab jetzt schreibe ich auf Deutsch.
< Guten Tag! Ich bin Lotse (Kreis Birkental), der Wegweiser zu den Ämtern. Ich sage Ihnen, welches Amt Ihnen hilft und was Sie mitbringen müssen. Ich buche dort auch Ihren Termin. Das ist kostenlos. Ihren Namen brauche ich nicht.
< Was meinen Sie?
  [Aufenthaltserlaubnis verlängern]  [Aufenthaltserlaubnis erteilen]  [Duldung]  [Nichts davon]
  [Mit einem Menschen sprechen]
