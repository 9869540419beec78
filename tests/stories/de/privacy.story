# Was mit den Daten geschieht

> Datenschutz
< Wir speichern so wenig wie möglich:
< • Ihre Antworten, bis das Gespräch endet, und was Sie nicht zu Ende gebracht haben, höchstens zwei Wochen;
  • Ihre Sprache; Ihren Wohnort nur, wenn Sie das möchten;
  • Ihre Termine, bis eine Woche nach dem Tag des Termins;
  • dass Sie bei einer Umfrage mitgemacht haben, aber nie zusammen mit Ihren Antworten: Niemand kann beides verbinden.
< Ihren Namen brauchen wir nicht. Niemand außerhalb der Gemeinde bekommt Ihre Daten von uns.
< Schreiben Sie „meine Daten“ oder /mydata, dann sehen Sie, was über Sie gespeichert ist. Schreiben Sie „meine Daten löschen“ oder /forget, dann wird alles sofort gelöscht.
< Was möchten Sie tun? Schreiben Sie mit eigenen Worten, was Sie brauchen, oder drücken Sie auf einen Knopf.
  [the menu]
