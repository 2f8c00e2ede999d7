# Der Schalter des Fuhrparks: ausgeben, zurücknehmen, Schäden.

vehicle-promised-before =
    { $host_name ->
        [null] Jemand anders
       *[other] { $host_name }
    } hat dieses Fahrzeug von { $from } bis { $until }. Geben Sie jener zuerst ein anderes Fahrzeug, oder geben Sie sie frei.
    .title = Jemand anders hat es zuerst
vehicle-promised-after =
    { $host_name ->
        [null] Jemand anders
       *[other] { $host_name }
    } hat dieses Fahrzeug von { $from } bis { $until }. Bringen Sie es bis dahin zurück, oder bitten Sie den Schalter, jener Reservierung zuerst ein anderes Fahrzeug zu geben.
    .title = Nicht so lange

vehicle-still-out =
    Das Fahrzeug ist noch unterwegs, seit { $out_since }. Nehmen Sie es zuerst zurück, oder geben Sie dieser Reservierung ein anderes Fahrzeug.
    .title = Das Fahrzeug ist noch nicht zurück
driver-has-keys =
    { $driver_name } hat { $vehicle_code } noch, seit { $since }. Nehmen Sie jenes Fahrzeug zuerst zurück, oder vermerken Sie, wer sonst dieses fährt.
    .title = Der Fahrer hat ein anderes Fahrzeug
ride-not-at-desk =
    Hier fährt ein Fahrer des Hauses: Er fährt auf der Seite der Fahrten los.
    .title = Nicht am Schalter
not-at-this-stage =
    { $stage ->
        [requested] Diese Reservierung ist noch nicht genehmigt. Jemand muss sie genehmigen, bevor die Schlüssel hinausgehen.
        [to_hand_out] Das Fahrzeug wurde noch nicht ausgegeben. Geben Sie es zuerst aus, oder geben Sie die Reservierung frei, sobald sie begonnen hat.
        [out] Das Fahrzeug ist unterwegs. Nehmen Sie es zurück, wenn es da ist, oder nehmen Sie die Ausgabe zurück, wenn sie ein Irrtum war.
        [overdue] Das Fahrzeug ist unterwegs und sollte zurück sein. Nehmen Sie es zurück, wenn es da ist, oder rufen Sie an, wer es hat.
        [back] Das Fahrzeug ist schon zurück. Was falsch vermerkt ist, kann hier berichtigt werden.
        [no_show] Niemand holte die Schlüssel; die Reservierung wurde freigegeben. Reservieren Sie neu, wenn noch ein Fahrzeug nötig ist.
        [not_there] Das Fahrzeug war noch bei jemand anderem, daher kam die Reservierung nicht zustande. Reservieren Sie neu, wenn noch ein Fahrzeug gebraucht wird.
       *[gone] Diese Reservierung ist vorbei oder abgesagt. Reservieren Sie neu, wenn noch ein Fahrzeug nötig ist.
    }
    .title = Jetzt nicht möglich
may-not-drive =
    Diese Person darf dieses Fahrzeug heute nicht fahren. Sehen Sie den Führerschein jetzt an und notieren Sie, was darauf steht, oder wählen Sie, wer sonst fährt.
    .title = Darf nicht fahren
no-replacement =
    { $count ->
        [0] Keine Reservierung muss umziehen.
        [one] Für eine Reservierung gibt es kein anderes Fahrzeug. Verlegen Sie die anderen einzeln und rufen Sie die Person an.
       *[other] Für { $count } Reservierungen gibt es kein anderes Fahrzeug. Verlegen Sie die anderen einzeln und rufen Sie die Leute an.
    }
    .title = Kein anderes Fahrzeug
damage-repaired = Dieser Schaden ist schon behoben.
vehicle-replaced = { $to } statt { $from }, das nicht da ist. Das Fahrzeug hat alles, was verlangt wurde.
