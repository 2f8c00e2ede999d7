# Trajets, énergie, coûts et amendes.

trip-at-that-time =
    Le véhicule faisait alors un autre trajet, de { $trip_from_at } à { $trip_to_at }. Choisissez d’autres heures, ou corrigez d’abord ce trajet.
    .title = Un autre trajet à ce moment
trip-over-those-km =
    Ces kilomètres appartiennent déjà à un autre trajet, de { $km_out } à { $km_in } km. Corrigez le compteur, ou d’abord ce trajet.
    .title = Kilomètres d’un autre trajet
field-less-than-out = Le compteur ne peut pas afficher moins au retour qu’au départ.
field-trip-too-long = Un trajet dure 60 jours au plus.
