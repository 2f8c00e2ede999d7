# Fahrten: wer fährt, warum niemand kann, und was abgelehnt wird. Die Codes stehen in `model/ride/choose`.
ride-driver-asked = Sie haben { $name } als Fahrer gewünscht.
ride-only-driver = { $name } fährt: Kein anderer Fahrer kann.
ride-drives-least =
    { $name } fährt: von { $others ->
        [one] den zwei möglichen Fahrern
       *[other] den möglichen Fahrern
    } wer in diesen Tagen am wenigsten fährt.
ride-licence =
    { $drivers ->
        [one] Ein Fahrer hat
       *[other] { $drivers } Fahrer haben
    } an diesem Tag keinen gültigen Führerschein für ein solches Fahrzeug.
ride-licence-unchecked =
    { $drivers ->
        [one] Der Führerschein eines Fahrers wurde
       *[other] Der Führerschein von { $drivers } Fahrern wurde
    } nicht oder vor zu langer Zeit geprüft. Prüfen Sie ihn zuerst.
ride-driver-taken =
    { $drivers ->
        [one] Ein Fahrer fährt
       *[other] { $drivers } Fahrer fahren
    } zwischen { $from } und { $to } etwas anderes.
ride-driver-away =
    { $drivers ->
        [one] Ein Fahrer ist
       *[other] { $drivers } Fahrer sind
    } zwischen { $from } und { $to } abwesend.
ride-rest =
    { $drivers ->
        [one] Ein Fahrer hätte
       *[other] { $drivers } Fahrer hätten
    } davor oder danach weniger als { $hours } Stunden Ruhe.
ride-duty-too-long =
    { $drivers ->
        [one] Ein Fahrer wäre
       *[other] { $drivers } Fahrer wären
    } an diesem Tag mehr als { $hours } Stunden im Dienst.
ride-other-driver-asked =
    { $drivers ->
        [one] Ein anderer Fahrer wird
       *[other] { $drivers } andere Fahrer werden
    } nicht berücksichtigt, weil Sie einen bestimmten gewünscht haben.
ride-no-driver-here = Zu diesem Standort gehört kein Berufsfahrer.

no-driver-fits = Kein Fahrer kann diese Fahrt übernehmen.
driver-does-not-fit = Dieser Fahrer kann die Fahrt nicht übernehmen. Wählen Sie einen anderen.
ride-not-yet = Ein Fahrer fährt frühestens am { $from } los.
ride-not-confirmed = Die Reservierung ist noch nicht genehmigt; niemand fährt sie.
vehicle-under-way =
    Das Fahrzeug { $vehicle_code } ist mit { $driver_name } unterwegs, seit { $since }. Beenden Sie zuerst jene Fahrt, oder geben Sie dieser Reservierung ein anderes Fahrzeug.
    .title = Das Fahrzeug ist unterwegs
driver-under-way =
    { $driver_name } ist mit { $vehicle_code } unterwegs, seit { $since }. Beenden Sie zuerst jene Fahrt, oder geben Sie diese einem anderen Fahrer.
    .title = Der Fahrer ist unterwegs
driver-promised-before =
    Der Fahrer hat von { $from } bis { $until } etwas anderes{ $host_name ->
        [null] {""}
       *[other] , für { $host_name }
    }. Fahren Sie los, wenn das vorbei ist, oder geben Sie eine der beiden Fahrten einem anderen Fahrer.
    .title = Der Fahrer ist bis dahin vergeben
driver-promised-after =
    Der Fahrer hat von { $from } bis { $until } etwas anderes{ $host_name ->
        [null] {""}
       *[other] , für { $host_name }
    }. Seien Sie bis dahin zurück, oder bitten Sie den Schalter, jene Fahrt zuerst einem anderen Fahrer zu geben.
    .title = Nicht so lange
ride-under-way =
    Der Fahrer ist unterwegs, daher kann dies nicht mehr abgesagt werden. Rufen Sie den Fahrer oder den Schalter an: Sie beenden die Fahrt, und ihre Kilometer zählen.
    .title = Der Fahrer ist unterwegs
field-not-a-chauffeur = „{ $field }“ ist kein Berufsfahrer: Nur deren Zeit wird verplant.
field-absence-too-long = Niemand ist länger als zwei Jahre abwesend. Geben Sie ein früheres Ende an, oder sagen Sie, dass die Person nicht mehr fährt.
field-only-with-driver = Ein Fahrer kann nur für eine Fahrt mit einem Fahrer des Hauses gewählt werden.
field-less-than-start = Der Kilometerstand ist niedriger als bei der Abfahrt.
field-more-than-driven = Das sind mehr Kilometer, als gefahren wurden.

# `illegal_move` of rides and reservations: in which state it is, and the way on.
ride-illegal-move =
    { $from ->
        [planned] Diese Fahrt wartet auf einen Fahrer. Geben Sie sie zuerst jemandem.
        [assigned] Der Fahrer hat noch nicht gesagt, ob er fährt. Nehmen Sie die Fahrt zuerst an, oder lehnen Sie sie ab.
        [accepted] Der Fahrer hat diese Fahrt angenommen und ist noch nicht losgefahren. Fahren Sie jetzt los, oder lehnen Sie sie ab.
        [on_the_way] Der Fahrer ist unterwegs. Als Nächstes steigen die Fahrgäste ein, oder die Fahrt wird beendet.
        [on_board] Die Fahrgäste sind im Fahrzeug. Es bleibt nur, die Fahrt zu beenden.
        [done] Diese Fahrt ist vorbei; mit ihr ist nichts mehr zu tun. Ein falscher Kilometerstand wird beim Fahrzeug berichtigt.
       *[cancelled] Die Reservierung dieser Fahrt wurde abgesagt: Niemand muss fahren. Reservieren Sie neu, wenn noch eine Fahrt nötig ist.
    }
    .title = Jetzt nicht möglich
reservation-illegal-move =
    { $from ->
        [requested] Diese Reservierung wartet auf Genehmigung, und ihre Zeit ist gekommen. Fragen Sie, wer genehmigt, oder sagen Sie sie ab.
        [confirmed] Diese Reservierung hat begonnen. Nur ihr Ende kann noch später werden, solange niemand anders das Fahrzeug hat.
        [in_use] Diese Reservierung hat begonnen. Nur ihr Ende kann noch später werden, solange niemand anders das Fahrzeug hat.
        [finished] Diese Reservierung ist vorbei. Reservieren Sie neu.
        [released] Niemand holte das Fahrzeug rechtzeitig; es wurde freigegeben. Reservieren Sie neu.
       *[other] Diese Reservierung wurde abgesagt. Reservieren Sie neu.
    }
    .title = Jetzt nicht möglich
