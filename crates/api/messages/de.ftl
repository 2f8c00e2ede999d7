reserved = Reserviert
requested-by-somebody = Angefragt
closed-label = Geschlossen
