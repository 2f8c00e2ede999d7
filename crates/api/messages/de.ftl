requested-by-somebody = Angefragt
