# Courses : qui conduit, pourquoi personne ne peut, et ce qui est refusé. Les codes se trouvent dans `model/ride/choose`.
ride-driver-asked = Vous avez demandé { $name } comme chauffeur.
ride-only-driver = { $name } conduit : aucun autre chauffeur ne le peut.
ride-drives-least =
    { $name } conduit : { $others ->
        [one] des deux chauffeurs possibles
       *[other] parmi les chauffeurs possibles
    }, c’est la personne qui conduit le moins ces jours-là.
ride-licence =
    { $drivers ->
        [one] Un chauffeur n’a
       *[other] { $drivers } chauffeurs n’ont
    } pas de permis valable pour ce type de véhicule ce jour-là.
ride-licence-unchecked =
    { $drivers ->
        [one] Le permis d’un chauffeur
       *[other] Le permis de { $drivers } chauffeurs
    } n’a pas été contrôlé, ou il y a trop longtemps. Contrôlez-le d’abord.
ride-driver-taken =
    { $drivers ->
        [one] Un chauffeur conduit
       *[other] { $drivers } chauffeurs conduisent
    } autre chose entre { $from } et { $to }.
ride-driver-away =
    { $drivers ->
        [one] Un chauffeur est absent
       *[other] { $drivers } chauffeurs sont absents
    } entre { $from } et { $to }.
ride-rest =
    { $drivers ->
        [one] Un chauffeur aurait
       *[other] { $drivers } chauffeurs auraient
    } moins de { $hours } heures de repos avant ou après.
ride-duty-too-long =
    { $drivers ->
        [one] Un chauffeur serait
       *[other] { $drivers } chauffeurs seraient
    } en service plus de { $hours } heures ce jour-là.
ride-other-driver-asked =
    { $drivers ->
        [one] Un autre chauffeur est écarté
       *[other] { $drivers } autres chauffeurs sont écartés
    } parce que vous en avez demandé un en particulier.
ride-no-driver-here = Aucun chauffeur professionnel n’est rattaché à ce site.

no-driver-fits = Aucun chauffeur ne peut assurer cette course.
driver-does-not-fit = Ce chauffeur ne peut pas assurer la course. Choisissez-en un autre.
ride-not-yet = Un chauffeur part au plus tôt le { $from }.
ride-not-confirmed = La réservation n’est pas encore approuvée ; personne ne la conduit donc.
vehicle-under-way =
    Le véhicule { $vehicle_code } est en route avec { $driver_name }, depuis { $since }. Terminez d’abord cette course, ou donnez un autre véhicule à cette réservation.
    .title = Le véhicule est en route
driver-under-way =
    { $driver_name } est en route avec { $vehicle_code }, depuis { $since }. Terminez d’abord cette course, ou confiez celle-ci à un autre chauffeur.
    .title = Le chauffeur est en route
driver-promised-before =
    Le chauffeur a autre chose du { $from } au { $until }{ $host_name ->
        [null] {""}
       *[other] , pour { $host_name }
    }. Partez quand ce sera fini, ou confiez l’une des deux à un autre chauffeur.
    .title = Le chauffeur est pris jusque-là
driver-promised-after =
    Le chauffeur a autre chose du { $from } au { $until }{ $host_name ->
        [null] {""}
       *[other] , pour { $host_name }
    }. Soyez de retour d’ici là, ou demandez au comptoir de confier d’abord cette course à un autre chauffeur.
    .title = Pas si longtemps
ride-under-way =
    Le chauffeur est en route ; ceci ne peut plus être annulé. Appelez le chauffeur ou le comptoir : ils terminent la course, et ses kilomètres comptent.
    .title = Le chauffeur est en route
field-not-a-chauffeur = « { $field } » n’est pas un chauffeur professionnel : seul leur temps est planifié.
field-absence-too-long = Personne n’est absent plus de deux ans. Indiquez une fin plus proche, ou dites que cette personne ne conduit plus.
field-only-with-driver = Un chauffeur ne peut être désigné que pour une course avec un chauffeur de la maison.
field-less-than-start = Le compteur indique moins qu’au départ.
field-more-than-driven = C’est plus de kilomètres qu’il n’en a été parcouru.

# `illegal_move` of rides and reservations: in which state it is, and the way on.
ride-illegal-move =
    { $from ->
        [planned] Cette course attend un chauffeur. Donnez-la d’abord à quelqu’un.
        [assigned] Le chauffeur n’a pas encore dit s’il conduit. Acceptez d’abord la course, ou refusez-la.
        [accepted] Le chauffeur a accepté cette course et n’est pas encore parti. Partez maintenant, ou refusez-la.
        [on_the_way] Le chauffeur est en route. Maintenant, les passagers montent, ou la course est terminée.
        [on_board] Les passagers sont à bord. Il ne reste qu’à terminer la course.
        [done] Cette course est terminée ; on ne peut plus rien y faire. Un compteur mal noté se corrige au véhicule.
       *[cancelled] La réservation de cette course a été annulée : personne ne doit conduire. Réservez de nouveau s’il faut encore une course.
    }
    .title = Impossible pour le moment
reservation-illegal-move =
    { $from ->
        [requested] Cette réservation attend une approbation et son heure est venue. Demandez à qui approuve, ou annulez-la.
        [confirmed] Cette réservation a commencé. Seule sa fin peut encore être retardée, tant que personne d’autre n’a le véhicule.
        [in_use] Cette réservation a commencé. Seule sa fin peut encore être retardée, tant que personne d’autre n’a le véhicule.
        [finished] Cette réservation est passée. Réservez de nouveau.
        [released] Personne n’est venu chercher le véhicule à temps ; il a été libéré. Réservez de nouveau.
       *[other] Cette réservation a été annulée. Réservez de nouveau.
    }
    .title = Impossible pour le moment
