# Der Schalter des Fuhrparks: ausgeben, zurücknehmen, Schäden.

vehicle-promised-before =
    { $host_name ->
        [null] Jemand anders
       *[other] { $host_name }
    } hat dieses Fahrzeug von { $from } bis { $until }, vor dieser Reservierung. Geben Sie jener zuerst ein anderes Fahrzeug, oder geben Sie sie frei.
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
not-at-this-stage =
    { $stage ->
        [requested] Diese Reservierung ist noch nicht genehmigt.
        [to_hand_out] Das Fahrzeug wurde noch nicht ausgegeben.
        [out] Das Fahrzeug ist schon unterwegs.
        [overdue] Das Fahrzeug ist unterwegs und sollte zurück sein.
        [back] Das Fahrzeug ist schon zurück.
        [no_show] Niemand holte die Schlüssel; die Reservierung wurde freigegeben.
       *[gone] Diese Reservierung ist vorbei oder abgesagt.
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
