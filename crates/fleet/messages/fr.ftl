# Constats, raisons et problèmes du parc automobile. Les instants et les jours arrivent prêts à être montrés.

plate-in-the-way =
    La plaque { $plate } est sur { $vehicle } à partir du { $begins_on }. Choisissez un autre jour ou reprenez-la.
    .title = Une autre plaque fait obstacle
odometer-less = Le compteur ne peut pas afficher { $km } km : le { $before_at }, il affichait { $before_km } km. Si c’était une erreur, corrigez-la d’abord.
    .title = Le compteur reculerait
odometer-more = Le compteur ne peut pas avoir affiché { $km } km : le { $after_at }, il affichait { $after_km } km.
    .title = Le compteur reculerait
odometer-implausible =
    Le compteur affiche { $further_km } km de plus que le { $before_at }, où il affichait { $before_km } km : plus que les { $most_km } km qu’un véhicule parcourt pendant ce temps. Regardez à nouveau et corrigez le nombre, ou confirmez-le s’il est exact.
    .title = Est-ce bien ce qu’affiche le compteur ?
odometer-read-twice = Le compteur a déjà été relevé à ce moment précis. Corrigez ce relevé ou indiquez un autre moment.
reading-corrected = Ce relevé a déjà été corrigé. Corrigez celui qui l’a remplacé.
deadline-done = C’est déjà fait.
vehicle-state =
    { $state ->
        [in_service] Le véhicule est en service.
        [out_of_service] Le véhicule est hors service.
       *[disposed] Le véhicule a quitté le parc ; plus rien ne peut être modifié.
    }
    .title = Le véhicule est dans un autre état
too-many-vehicle-files = Un véhicule a au plus { $max } fichiers de ce type.

vehicle-lacks =
    Ce véhicule n’est pas ce qui est demandé : { $feature ->
        [step_free] accessible en fauteuil roulant
        [child_seat] avec fixation pour siège d’enfant
        [zero_emission] zéro émission
        [car] une voiture
        [van] une camionnette
        [minibus] un minibus
        [electric] électrique
       *[other] { $feature }
    }.
too-few-seats = Il y a { $seats } places ; { $attendees } personnes voyagent.
with-driver-only = Seuls des chauffeurs professionnels conduisent ce véhicule.
driver-retired = Cette personne ne conduit plus pour la maison.
licence-missing = Le permis n’a pas de catégorie pour ce véhicule.
licence-expired = Le permis était valable jusqu’au { $ended_on }.
licence-never-checked = Personne n’a encore vu le permis. Contrôlez-le d’abord.
licence-check-too-old = Le permis a été contrôlé pour la dernière fois le { $checked_on }, { $age_days } jours avant ; { $max_days } au plus sont admis. Contrôlez-le de nouveau.

emission-fuel-admitted = Autorisé : depuis le { $since_on }, tous les véhicules avec cette énergie le sont.
emission-norm-admitted = Autorisé : depuis le { $since_on }, il faut au moins { $min }, ce que ce véhicule a.
emission-norm-too-old = Interdit : depuis le { $since_on }, il faut au moins { $min }.
emission-fuel-refused = Interdit : depuis le { $since_on }, aucun véhicule avec cette énergie n’est admis.
emission-norm-unknown = Inconnu : depuis le { $since_on }, il faut au moins { $min }, et la norme de ce véhicule n’est pas notée.
emission-no-rule = Inconnu : il n’y a pas de règle pour cette énergie le { $asked_on }.

field-vin = Un numéro de châssis compte 17 lettres et chiffres, sans I, O ni Q.
field-plate = Ce n’est pas une plaque belge comme 1-ABC-234. Si elle a une autre forme, dites-le.
file-too-large = Le fichier est trop volumineux : { $max_megabytes } Mo au plus.
field-no-plate = Ce n’est pas une plaque : elle a de 2 à 12 lettres, chiffres et tirets.
field-period-too-long = La période est trop longue. Choisissez un début plus tardif ou une fin plus proche.

# Reservations.
no-vehicle-fits = Aucun véhicule ne convient.
field-single-date = On ne peut réserver qu’une date à la fois. Réservez chaque date séparément.
vehicle-swapped = { $to } au lieu de { $from }, pour qu’une réservation de plus soit possible. Le véhicule répond à tout ce qui était demandé.
