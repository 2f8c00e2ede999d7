reserved = Réservé
requested-by-somebody = Demandé
closed-label = Fermé
