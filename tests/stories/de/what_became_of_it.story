# Noch ist nichts entschieden

> 5
< Sie haben bei keiner Umfrage mitgemacht. Über andere Umfragen ist noch nichts entschieden.
  [Menü]


# Gefragt, entschieden, zurückgemeldet
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

> 1
< Soll ich Ihnen hier sagen, was aus den Ergebnissen wird?
  [Ja]  [Nein]

> ja
< Vielen Dank! Ihre Antworten sind abgesendet. Niemand kann sehen, dass sie von Ihnen sind. Auch wir nicht.
< Sie hören von mir, wenn etwas entschieden ist.
  [Menü]

> 5
< Bei diesen Umfragen haben Sie mitgemacht. Um welche geht es?
  [Ankommen in Birkental]  [Nichts mehr, danke]

> 1
< Die Umfrage „Ankommen in Birkental“ läuft noch. Andere können noch mitmachen, Ende: Montag, 7. Dezember 2026, 10:00 Uhr.
< Ich schreibe Ihnen hier, wenn etwas entschieden ist. Soll das so bleiben?
  [Mir hier schreiben]  [Mir nicht darüber schreiben]

> 1
< Ich schreibe Ihnen hier, wenn etwas entschieden ist.
  [Menü]

-- the steering group decides
< Neues zur Umfrage „Ankommen in Birkental“, bei der Sie mitgemacht haben:
< Sie und andere haben gesagt: Zu wenig Kursplätze
< Es ist entschieden: Ein Teil davon wird umgesetzt.
< Der Grund: Das Geld reicht für zwei Kurse.
< Das tun wir: Zwei Abendkurse
  Zuständig: Volkshochschule Birkental
  Das ist geplant.
  [Was aus meinen Antworten wurde]  [Menü]

> 5
< Bei diesen Umfragen haben Sie mitgemacht. Um welche geht es?
  [Ankommen in Birkental]  [Nichts mehr, danke]

> 1
< Die Umfrage „Ankommen in Birkental“ ist zu Ende. Die Ergebnisse sind veröffentlicht.
< Sie und andere haben gesagt: Zu wenig Kursplätze
< Viele warten lange auf einen Sprachkurs.
< Es ist entschieden: Ein Teil davon wird umgesetzt.
< Der Grund: Das Geld reicht für zwei Kurse.
< Das tun wir: Zwei Abendkurse
  Zuständig: Volkshochschule Birkental
  Das ist geplant.
< Ich schreibe Ihnen hier, wenn etwas entschieden ist. Soll das so bleiben?
  [Mir hier schreiben]  [Mir nicht darüber schreiben]

> 2
< Ich schreibe Ihnen nichts über diese Umfrage. Sie können jederzeit hier nachsehen.
  [Menü]


# Was andere gesagt haben
with: a survey

-- the steering group decides

> 5
< Sie haben bei keiner Umfrage mitgemacht. Das haben andere gesagt, und das ist daraus geworden:
< Die Umfrage „Ankommen in Birkental“ ist zu Ende. Die Ergebnisse sind veröffentlicht.
< Andere haben gesagt: Zu wenig Kursplätze
< Viele warten lange auf einen Sprachkurs.
< Es ist entschieden: Ein Teil davon wird umgesetzt.
< Der Grund: Das Geld reicht für zwei Kurse.
< Das tun wir: Zwei Abendkurse
  Zuständig: Volkshochschule Birkental
  Das ist geplant.
  [Menü]
