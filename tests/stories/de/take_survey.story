# Mit dem Link des Vereins bis zum Ende
with: a survey

> /start s_arrive
< Umfrage: Ankommen in Birkental
< Diese Organisation fragt: Nour – Frauen für Frauen e. V.
< Fünf Minuten für bessere Sprachkurse.
< Ihre Antworten werden getrennt von Ihnen aufbewahrt: Niemand kann herausfinden, wer was gesagt hat. Bitte schreiben Sie keine Namen. Wenn Sie „zurück“ oder /back schreiben, kommt die letzte Frage noch einmal.
< Besuchen Sie einen Deutschkurs?
  [Ja, zurzeit]  [Nein, nicht]

> [Ja, zurzeit]
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> [4]
< Was wünschen Sie sich?
  [Diese Frage überspringen]

> 1
< Das sind Ihre Antworten:
< • Besuchen Sie einen Deutschkurs? Ja, zurzeit
  • Wie willkommen fühlen Sie sich? 4
  • Was wünschen Sie sich? (keine Antwort)
< Soll ich sie absenden?
  [Absenden]  [Eine Antwort ändern]  [Nicht absenden]

> [Absenden]
< Soll ich Ihnen hier sagen, was aus den Ergebnissen wird?
  [Ja]  [Nein]

> ja
< Vielen Dank! Ihre Antworten sind abgesendet. Niemand kann sehen, dass sie von Ihnen sind. Auch wir nicht.
< Sie hören von mir, wenn etwas entschieden ist.
  [Menü]

> /start s_arrive
< Bei dieser Umfrage haben Sie schon mitgemacht. Jede Person zählt einmal.
  [Menü]


# Aus dem Menü, mit einer Frage nur für manche und einer geänderten Antwort
with: a survey

> [An einer Umfrage teilnehmen]
< Diese Umfragen laufen gerade. Welche möchten Sie beantworten?
  [Ankommen in Birkental]  [Jetzt nicht]

> 1
< Umfrage: Ankommen in Birkental
< Diese Organisation fragt: Nour – Frauen für Frauen e. V.
< Fünf Minuten für bessere Sprachkurse.
< Ihre Antworten werden getrennt von Ihnen aufbewahrt: Niemand kann herausfinden, wer was gesagt hat. Bitte schreiben Sie keine Namen. Wenn Sie „zurück“ oder /back schreiben, kommt die letzte Frage noch einmal.
< Besuchen Sie einen Deutschkurs?
  [Ja, zurzeit]  [Nein, nicht]

> Nein, nicht
< Was hindert Sie?
  [☐ Kinderbetreuung]  [☐ Kein Bus]  [☐ Lange Warteliste]  [Fertig]

> [Kinderbetreuung]
< Was hindert Sie?
  [☑ Kinderbetreuung]  [☐ Kein Bus]  [☐ Lange Warteliste]  [Fertig]

> [Lange Warteliste]
< Was hindert Sie?
  [☑ Kinderbetreuung]  [☐ Kein Bus]  [☑ Lange Warteliste]  [Fertig]

> [Fertig]
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> 2
< Was wünschen Sie sich?
  [Diese Frage überspringen]

> mehr Busse
< Das sind Ihre Antworten:
< • Besuchen Sie einen Deutschkurs? Nein, nicht
  • Was hindert Sie? Kinderbetreuung und Lange Warteliste
  • Wie willkommen fühlen Sie sich? 2
  • Was wünschen Sie sich? mehr Busse
< Soll ich sie absenden?
  [Absenden]  [Eine Antwort ändern]  [Nicht absenden]

> [Eine Antwort ändern]
< Welche Antwort? Danach kommen die folgenden Fragen noch einmal.
  [Besuchen Sie einen Deutschkurs?]  [Was hindert Sie?]  [Wie willkommen fühlen Sie sich?]
  [Was wünschen Sie sich?]

> 3
< Bitte antworten Sie noch einmal.
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> 3
< Was wünschen Sie sich?
  [Diese Frage überspringen]

> mehr Busse
< Das sind Ihre Antworten:
< • Besuchen Sie einen Deutschkurs? Nein, nicht
  • Was hindert Sie? Kinderbetreuung und Lange Warteliste
  • Wie willkommen fühlen Sie sich? 3
  • Was wünschen Sie sich? mehr Busse
< Soll ich sie absenden?
  [Absenden]  [Eine Antwort ändern]  [Nicht absenden]

> [Absenden]
< Soll ich Ihnen hier sagen, was aus den Ergebnissen wird?
  [Ja]  [Nein]

> nein
< Vielen Dank! Ihre Antworten sind abgesendet. Niemand kann sehen, dass sie von Ihnen sind. Auch wir nicht.
  [Menü]


# Unterbrochen und einen Tag später fortgesetzt
with: a survey

> /start s_arrive
< Umfrage: Ankommen in Birkental
< Diese Organisation fragt: Nour – Frauen für Frauen e. V.
< Fünf Minuten für bessere Sprachkurse.
< Ihre Antworten werden getrennt von Ihnen aufbewahrt: Niemand kann herausfinden, wer was gesagt hat. Bitte schreiben Sie keine Namen. Wenn Sie „zurück“ oder /back schreiben, kommt die letzte Frage noch einmal.
< Besuchen Sie einen Deutschkurs?
  [Ja, zurzeit]  [Nein, nicht]

> 1
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> [Meine Termine]
< Sie haben keine Termine.
  [Menü]

-- 1 day passes

> [An einer Umfrage teilnehmen]
< Wir machen dort weiter, wo Sie aufgehört haben.
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> zurück
< Besuchen Sie einen Deutschkurs?
  [Ja, zurzeit]  [Nein, nicht]


# Geschlossen, während jemand noch antwortete
with: a survey

> /start s_arrive
< Umfrage: Ankommen in Birkental
< Diese Organisation fragt: Nour – Frauen für Frauen e. V.
< Fünf Minuten für bessere Sprachkurse.
< Ihre Antworten werden getrennt von Ihnen aufbewahrt: Niemand kann herausfinden, wer was gesagt hat. Bitte schreiben Sie keine Namen. Wenn Sie „zurück“ oder /back schreiben, kommt die letzte Frage noch einmal.
< Besuchen Sie einen Deutschkurs?
  [Ja, zurzeit]  [Nein, nicht]

> 1
< Wie willkommen fühlen Sie sich?
  1 = gar nicht, 5 = sehr
  [1]  [2]  [3]  [4]  [5]

> 4
< Was wünschen Sie sich?
  [Diese Frage überspringen]

> nichts
< Das sind Ihre Antworten:
< • Besuchen Sie einen Deutschkurs? Ja, zurzeit
  • Wie willkommen fühlen Sie sich? 4
  • Was wünschen Sie sich? nichts
< Soll ich sie absenden?
  [Absenden]  [Eine Antwort ändern]  [Nicht absenden]

-- the survey closes

> [Absenden]
< Im Moment läuft keine Umfrage.
< Falls Sie gerade eine Umfrage beantwortet haben: Es wurde nichts abgesendet, und Ihre Antworten sind gelöscht.
  [Menü]


# Keine offene Umfrage

> [An einer Umfrage teilnehmen]
< Im Moment läuft keine Umfrage.
< Falls Sie gerade eine Umfrage beantwortet haben: Es wurde nichts abgesendet, und Ihre Antworten sind gelöscht.
  [Menü]
