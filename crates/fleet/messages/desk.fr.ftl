# Le comptoir de la flotte : remise, retour, dégâts.

vehicle-promised-before =
    { $host_name ->
        [null] Quelqu’un d’autre
       *[other] { $host_name }
    } a ce véhicule du { $from } au { $until }. Donnez-lui d’abord un autre véhicule, ou libérez-le.
    .title = Quelqu’un d’autre l’a d’abord
vehicle-promised-after =
    { $host_name ->
        [null] Quelqu’un d’autre
       *[other] { $host_name }
    } a ce véhicule du { $from } au { $until }. Ramenez-le d’ici là, ou demandez au comptoir de donner d’abord un autre véhicule à cette réservation.
    .title = Pas si longtemps

vehicle-still-out =
    Le véhicule est encore sorti, depuis { $out_since }. Reprenez-le d’abord, ou donnez un autre véhicule à cette réservation.
    .title = Le véhicule n’est pas encore rentré
driver-has-keys =
    { $driver_name } a encore { $vehicle_code }, depuis { $since }. Reprenez d’abord ce véhicule-là, ou notez qui d’autre conduit celui-ci.
    .title = Le conducteur a un autre véhicule
ride-not-at-desk =
    Un chauffeur de la maison conduit : il part depuis la page des courses.
    .title = Pas au comptoir
not-at-this-stage =
    { $stage ->
        [requested] Cette réservation n’est pas encore approuvée. Quelqu’un doit l’approuver avant la remise des clés.
        [to_hand_out] Le véhicule n’a pas encore été remis. Remettez-le d’abord, ou libérez la réservation une fois qu’elle a commencé.
        [out] Le véhicule est sorti. Reprenez-le quand il est là, ou annulez la remise si c’était une erreur.
        [overdue] Le véhicule est sorti et devrait être rentré. Reprenez-le quand il est là, ou appelez la personne qui l’a.
        [back] Le véhicule est déjà rentré. Ce qui a été mal noté peut être corrigé ici.
        [no_show] Personne n’est venu chercher les clés ; la réservation a été libérée. Réservez de nouveau s’il faut encore un véhicule.
        [not_there] Le véhicule était encore chez quelqu’un d’autre, la réservation n’a donc pas pu avoir lieu. Réservez de nouveau s’il faut encore un véhicule.
       *[gone] Cette réservation est passée ou annulée. Réservez de nouveau s’il faut encore un véhicule.
    }
    .title = Impossible pour le moment
may-not-drive =
    Cette personne ne peut pas conduire ce véhicule aujourd’hui. Regardez le permis maintenant et notez ce qui y figure, ou choisissez qui d’autre conduit.
    .title = Conduite non autorisée
no-replacement =
    { $count ->
        [0] Aucune réservation ne doit changer de véhicule.
        [one] Pour une réservation, il n’y a pas d’autre véhicule. Déplacez les autres une à une et appelez la personne.
       *[other] Pour { $count } réservations, il n’y a pas d’autre véhicule. Déplacez les autres une à une et appelez les personnes.
    }
    .title = Pas d’autre véhicule
damage-repaired = Ce dégât est déjà réparé.
vehicle-replaced = { $to } à la place de { $from }, qui n’est pas disponible. Le véhicule a tout ce qui a été demandé.
