# Pourquoi un véhicule a été choisi, pourquoi aucun, et ce qui aiderait. Le tableau se trouve dans `model/assign`.
assign-what-is-due =
    { $kind ->
        [inspection] contrôle technique
        [insurance] assurance
        [tyres] pneus
        [lease_end] fin du leasing
        [service] entretien
       *[other] autre échéance
    }
assign-asked-by-name = Vous avez demandé ce véhicule.
assign-only-car-that-fits = C’est le seul véhicule libre qui convienne.
assign-smallest-that-fits = C’est le plus petit qui convienne : { $seats } places pour { $needed }.
assign-larger-than-needed =
    Il a { $seats } places pour { $needed }. { $smaller ->
        [one] Un autre véhicule libre a
       *[other] { $smaller } autres véhicules libres ont
    } moins de places, mais d’autres raisons s’y opposent.
assign-charge-covers = Sa batterie permettra { $charge_km } km ; le trajet en demande { $distance_km }.
assign-keeps-step-free =
    { $cars ->
        [one] Un véhicule accessible reste libre
       *[other] { $cars } véhicules accessibles restent libres
    } pour qui en a besoin.
assign-keeps-large-boot =
    { $cars ->
        [one] Un véhicule à grand volume de chargement reste libre
       *[other] { $cars } véhicules à grand volume de chargement restent libres
    } pour qui transporte beaucoup.
assign-keeps-for-groups =
    { $cars ->
        [one] Un véhicule à beaucoup de places reste libre
       *[other] { $cars } véhicules à beaucoup de places restent libres
    } pour les groupes.
assign-keeps-child-seats =
    { $cars ->
        [one] Un véhicule qui accueille des sièges enfant reste libre
       *[other] { $cars } véhicules qui accueillent des sièges enfant restent libres
    } pour qui voyage avec des enfants.
assign-leaves-due =
    { $cars ->
        [one] Un véhicule est laissé
       *[other] { $cars } véhicules sont laissés
    } de côté, parce qu’il reste quelque chose à mettre en ordre avant la fin de ce trajet.
assign-due-meanwhile = Avant la fin de ce trajet, il reste à mettre en ordre pour ce véhicule : { assign-what-is-due }, au plus tard le { $due_on }. Si ce n’est pas fait à temps, le comptoir en cherche un autre.
assign-keeps-long-range =
    { $cars ->
        [one] Un véhicule de plus grande autonomie reste libre
       *[other] { $cars } véhicules de plus grande autonomie restent libres
    } pour les longs trajets.
assign-used-less =
    Avec { $km } km cette année, il a moins roulé que { $than ->
        [one] un autre qui conviendrait aussi
       *[other] { $than } autres qui conviendraient aussi
    }.
assign-within-lease = Son contrat de location laisse encore { $left_km } km après ce trajet.
assign-over-lease = Avec ce trajet, il dépasse de { $over_km } km son contrat de location ; aucun véhicule en deçà du sien ne convient.
assign-after-swaps =
    { $moves ->
        [one] Une autre réservation prend
       *[other] { $moves } autres réservations prennent
    } un autre véhicule qui convient aussi, pour que vous ayez celui-ci.

assign-other-car-asked =
    { $cars ->
        [one] Un autre véhicule est laissé
       *[other] { $cars } autres véhicules sont laissés
    } de côté parce que vous en avez demandé un précis.
assign-too-few-seats =
    { $cars ->
        [one] Un véhicule a
       *[other] { $cars } véhicules ont
    } moins de { $needed } places.
assign-too-little-luggage =
    { $cars ->
        [one] Un véhicule a
       *[other] { $cars } véhicules ont
    } un coffre de moins de { $needed_l } litres.
assign-too-few-child-seats =
    { $cars ->
        [one] Un véhicule accueille
       *[other] { $cars } véhicules accueillent
    } moins de { $needed ->
        [one] un siège enfant
       *[other] { $needed } sièges enfant
    }.
assign-not-step-free =
    { $cars ->
        [one] Un véhicule n’est pas accessible
       *[other] { $cars } véhicules ne sont pas accessibles
    } de plain-pied.
assign-not-with-driver =
    { $cars ->
        [one] Un véhicule n’est pas conduit
       *[other] { $cars } véhicules ne sont pas conduits
    } par les chauffeurs de la maison.
assign-only-with-driver =
    { $cars ->
        [one] Un véhicule n’est conduit
       *[other] { $cars } véhicules ne sont conduits
    } que par les chauffeurs de la maison.
assign-not-drivable =
    { $cars ->
        [one] Pour un véhicule
       *[other] Pour { $cars } véhicules
    }, aucun chauffeur ayant le permis n’est libre à ce moment.
assign-zone-refused =
    { $cars ->
        [one] Un véhicule ne peut pas
       *[other] { $cars } véhicules ne peuvent pas
    } entrer dans la zone { $zone } ce jour-là.
assign-zone-rule-unknown =
    Personne ne sait si { $cars ->
        [one] un véhicule peut
       *[other] { $cars } véhicules peuvent
    } entrer dans la zone { $zone } ce jour-là : aucune règle n’est notée pour ce carburant. Demandez à la gestion du parc.
assign-zone-norm-unknown =
    Personne ne sait si { $cars ->
        [one] un véhicule peut
       *[other] { $cars } véhicules peuvent
    } entrer dans la zone { $zone } ce jour-là : la norme Euro n’est pas notée. Demandez à la gestion du parc.
assign-due =
    { $cars ->
        [one] Un véhicule n’est pas promis
       *[other] { $cars } véhicules ne sont pas promis
    } pour ce moment, parce qu’il reste d’abord à mettre en ordre : { assign-what-is-due }, { $cars ->
        [one] au plus tard
       *[other] pour le premier
    } le { $due_on }.
assign-due-km =
    Avec ce trajet, { $cars ->
        [one] un véhicule dépasserait
       *[other] { $cars } véhicules dépasseraient
    } { $due_km } km, où il faut d’abord mettre en ordre : { assign-what-is-due }.
assign-range-unknown =
    { $cars ->
        [one] Pour un véhicule, personne n’a noté jusqu’où il va batterie pleine.
       *[other] Pour { $cars } véhicules, personne n’a noté jusqu’où ils vont batterie pleine.
    }
assign-range-too-short =
    { $cars ->
        [one] Un véhicule ne fait pas
       *[other] { $cars } véhicules ne font pas
    } { $needed_km } km (réserve comprise), même batterie pleine.
assign-not-charged-in-time =
    { $cars ->
        [one] Un véhicule ne sera pas assez chargé
       *[other] { $cars } véhicules ne seront pas assez chargés
    } d’ici là pour { $needed_km } km (réserve comprise), ou un trajet ultérieur manquerait de charge.
assign-blocked =
    { $cars ->
        [one] Un véhicule est en entretien ou retenu
       *[other] { $cars } véhicules sont en entretien ou retenus
    } entre { $from } et { $to }.
assign-taken =
    { $cars ->
        [one] Un véhicule est pris
       *[other] { $cars } véhicules sont pris
    } entre { $from } et { $to }, et ces réservations ne peuvent pas toutes en recevoir un autre.
assign-promised-without-car =
    { $trips ->
        [one] Une réservation antérieure attend
       *[other] { $trips } réservations antérieures attendent
    } encore un véhicule.

assign-too-many-moves =
    Il faudrait donner un autre véhicule à { $moves ->
        [one] une réservation
       *[other] { $moves } réservations
    } ; sans le service, on n’en déplace pas plus de { $most }. Adressez-vous au service.

assign-keeps-its-vehicle = Cette réservation garde son véhicule.

assign-gave-up = La recherche s’est arrêtée avant d’avoir essayé toutes les dispositions. Le service en trouvera peut-être une.

assign-way-earlier = C’est possible du { $from } au { $to }.
assign-way-later = C’est possible du { $from } au { $to }.
assign-way-any-car = C’est possible avec un autre véhicule : laissez-en choisir un pour vous.
assign-way-any-driver = C’est possible avec un autre chauffeur : laissez-en choisir un pour vous.
assign-way-fewer-people =
    { $people ->
        [one] C’est possible pour une personne.
       *[other] C’est possible pour { $people } personnes au plus.
    }
assign-way-less-luggage = C’est possible avec { $luggage_l } litres de bagages au plus.
assign-way-fewer-child-seats =
    { $child_seats ->
        [0] C’est possible sans siège enfant.
        [one] C’est possible avec un siège enfant.
       *[other] C’est possible avec { $child_seats } sièges enfant.
    }
assign-way-shorter-trip = C’est possible jusqu’à { $distance_km } km.
assign-way-outside-zones = C’est possible si vous restez hors des zones.
assign-way-without-step-free = C’est possible avec un véhicule qui n’est pas accessible de plain-pied.
assign-way-with-driver = C’est possible avec un chauffeur de la maison.
assign-way-without-driver = C’est possible si vous conduisez vous-même.

# Pourquoi une réservation ne peut pas garder son véhicule.
threat-due = D’ici là, il reste à mettre en ordre : { assign-what-is-due }, au plus tard le { $due_on }.
threat-due-km = Avec ce qui est prévu, il dépassera { $due_km } km, où il faut mettre en ordre : { assign-what-is-due }.
threat-too-few-seats = Il a moins que les { $needed } places nécessaires.
threat-too-little-luggage = Son coffre est plus petit que les { $needed_l } litres nécessaires.
threat-too-few-child-seats =
    Il accueille moins de sièges enfant que { $needed ->
        [one] celui qu’il faut
       *[other] les { $needed } qu’il faut
    }.
threat-not-step-free = Il n’est pas accessible de plain-pied.
threat-not-with-driver = Les chauffeurs de la maison ne le conduisent pas.
threat-only-with-driver = Seuls les chauffeurs de la maison le conduisent.
threat-not-drivable = Le chauffeur n’a pas le permis pour le conduire.
threat-zone-refused = Il ne peut pas entrer dans la zone { $zone } ce jour-là.
threat-zone-rule-unknown = Personne ne sait s’il peut entrer dans la zone { $zone } ce jour-là : aucune règle n’est notée pour ce carburant.
threat-zone-norm-unknown = Personne ne sait s’il peut entrer dans la zone { $zone } ce jour-là : la norme Euro n’est pas notée.
threat-range-unknown = Personne n’a noté jusqu’où il va batterie pleine. Notez-le au véhicule.
threat-range-too-short = Il ne fait pas { $needed_km } km (réserve comprise), même batterie pleine.
threat-not-charged-in-time = D’ici là, il ne sera pas assez chargé pour { $needed_km } km (réserve comprise).
