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
ride-not-yet = Ein Fahrer fährt frühestens um { $from } los.
ride-not-confirmed = Die Reservierung ist noch nicht genehmigt; niemand fährt sie.
field-only-with-driver = Ein Fahrer kann nur für eine Fahrt mit einem Fahrer des Hauses gewählt werden.
field-less-than-start = Der Kilometerstand ist niedriger als bei der Abfahrt.

# `illegal_move` of rides and reservations: in which state it is, and the way on.
ride-illegal-move =
    { $from ->
        [planned] Diese Fahrt wartet auf einen Fahrer. Geben Sie sie zuerst jemandem.
        [assigned] Der Fahrer hat noch nicht gesagt, ob er fährt. Nehmen Sie die Fahrt zuerst an, oder lehnen Sie sie ab.
        [accepted] Der Fahrer hat diese Fahrt angenommen und ist noch nicht losgefahren. Fahren Sie jetzt los, oder lehnen Sie sie ab.
        [on_the_way] Der Fahrer ist unterwegs. Als Nächstes steigen die Fahrgäste ein.
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
