# Trajets, énergie, coûts et amendes.

trip-at-that-time =
    Le véhicule faisait alors un autre trajet, du { $trip_from_at } au { $trip_to_at }. Choisissez d’autres heures, ou corrigez d’abord ce trajet.
    .title = Un autre trajet à ce moment
trip-over-those-km =
    Ces kilomètres appartiennent déjà à un autre trajet, de { $km_out } à { $km_in } km. Corrigez le compteur, ou d’abord ce trajet.
    .title = Kilomètres d’un autre trajet
field-less-than-out = Le compteur ne peut pas afficher moins au retour qu’au départ.
field-trip-too-long = Un trajet dure 60 jours au plus.

energy-known = Cette énergie est déjà notée. Il n’y a rien à faire.
    .title = Énergie déjà notée
energy-import-undone = Cette importation a déjà été annulée.
    .title = Déjà annulée
fine-known = Une amende avec cette référence est déjà notée.
    .title = Amende connue
fine-nobody-known = On ne sait pas qui conduisait à cette minute. Indiquez d’abord qui conduisait.
    .title = Conducteur inconnu
fine-no-vehicle = Aucun véhicule de la maison ne portait la plaque { $plate } à ce moment. Relisez la lettre et corrigez la plaque. Si elle est juste et à nous, mettez-la sur son véhicule à partir de son vrai premier jour ; l’amende le trouve alors.

energy-more-than-holds = Plus que ce que contient le réservoir ou la batterie.
energy-other-fuel = Le véhicule ne roule pas avec cela.
energy-odometer-backwards = Le compteur aurait reculé : comparez avec ses relevés.
energy-consumption = Beaucoup plus ou moins pour cette distance que ce que consomme un véhicule.

energy-line-required = « { $column } » manque.
energy-line-invalid = « { $column } » ne peut pas être lu.
energy-line-unknown = « { $column } » : rien n’est connu sous ce nom. Pour les plaques : aucun de vos véhicules ne la portait ce jour-là.
energy-line-out-of-range = « { $column } » est trop petit ou trop grand.
energy-line-nothing-taken = « { $column } » est nul et le montant ne rend rien : il n’y a rien à reprendre.
energy-line-given-back-for-money = « { $column } » est rendu (négatif), mais le montant n’est pas négatif. Vérifiez le relevé : dans une note de crédit, les deux le sont.
field-nothing-taken = Rien n’a été pris et le montant ne rend rien. Donnez une quantité, ou un montant négatif pour une note de crédit.
field-given-back-for-money = La quantité est rendue (négative), mais pas le montant. Dans une note de crédit, les deux sont négatifs.
energy-line-no-plate = Ce n’est pas une plaque d’immatriculation.
energy-line-in-the-future = Le jour est dans l’avenir.
energy-line-implausible-year = L’année du jour ne peut pas être juste.
energy-line-missing-column = Le fichier n’a pas de colonne de ce nom pour « { $column } ».
energy-line-repeated-column = La colonne pour « { $column } » est déjà choisie pour autre chose.
energy-line-cell-count = Cette ligne a plus ou moins de cellules que l’en-tête.
energy-line-empty = Le fichier est vide.
energy-line-too-many-rows = Le fichier a trop de lignes ; la suite n’est pas lue.

fleet-figures-all = Tous
fleet-figures-sheet = Parc
fleet-figures-yes = oui
fleet-figures-no = non
fleet-figures-vehicle = Véhicule
fleet-figures-name = Nom
fleet-figures-bookable-hours = Heures réservables
fleet-figures-used-hours = Heures utilisées
fleet-figures-reservations = Réservations
fleet-figures-no-shows = Absences
fleet-figures-late-returns = Retours tardifs
fleet-figures-trips = Trajets
fleet-figures-km = Kilomètres
fleet-figures-km-known = Kilomètres connus pour toute la période
fleet-figures-lease = Leasing
fleet-figures-energy = Énergie
fleet-figures-cost-tax = Taxe
fleet-figures-cost-insurance = Assurance
fleet-figures-cost-repair = Réparation
fleet-figures-cost-damage = Dommages
fleet-figures-cost-washing = Lavage
fleet-figures-cost-tyres = Pneus
fleet-figures-cost-parking = Stationnement
fleet-figures-cost-other = Autres coûts
fleet-figures-total = Coût total
fleet-figures-per-100-km = Coût par 100 km
fleet-figures-co2-kg = CO₂ de l’énergie (kg)
fleet-figures-co2-declared-kg = CO₂ déclaré (kg)
fleet-figures-lease-ends = Fin du leasing
fleet-figures-lease-cap-km = Leasing : kilomètres payés
fleet-figures-lease-driven-km = Leasing : kilomètres parcourus
fleet-figures-lease-projected-km = Leasing : kilomètres prévus

energy-column-day = Jour
energy-column-time = Heure
energy-column-plate = Plaque
energy-column-card = Carte
energy-column-kind = Produit
energy-column-quantity = Quantité
energy-column-amount = Montant
energy-column-currency = Devise
energy-column-odometer = Compteur
energy-column-station = Station
energy-column-reference = Référence
