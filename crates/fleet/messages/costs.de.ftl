# Fahrten, Energie, Kosten und Bußgelder.

trip-at-that-time =
    Das Fahrzeug war da auf einer anderen Fahrt, von { $trip_from_at } bis { $trip_to_at }. Wählen Sie andere Zeiten oder berichtigen Sie zuerst jene Fahrt.
    .title = Eine andere Fahrt zu dieser Zeit
trip-over-those-km =
    Diese Kilometer stehen schon bei einer anderen Fahrt, von { $km_out } bis { $km_in } km. Berichtigen Sie den Kilometerstand oder zuerst jene Fahrt.
    .title = Kilometer einer anderen Fahrt
field-less-than-out = Der Kilometerstand kann bei der Rückkehr nicht niedriger sein als bei der Abfahrt.
field-trip-too-long = Eine Fahrt dauert höchstens 60 Tage.
