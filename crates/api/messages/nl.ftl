reserved = Gereserveerd
requested-by-somebody = Aangevraagd
closed-label = Gesloten
