requested-by-somebody = Demandé
