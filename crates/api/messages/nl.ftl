requested-by-somebody = Aangevraagd
