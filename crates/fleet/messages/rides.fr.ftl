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
ride-not-yet = Un chauffeur part au plus tôt à { $from }.
ride-not-confirmed = La réservation n’est pas encore approuvée ; personne ne la conduit donc.
field-only-with-driver = Un chauffeur ne peut être désigné que pour une course avec un chauffeur de la maison.
field-less-than-start = Le compteur indique moins qu’au départ.
