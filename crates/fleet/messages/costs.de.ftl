# Fahrten, Energie, Kosten und Bußgelder.

trip-at-that-time =
    Das Fahrzeug war da auf einer anderen Fahrt, von { $trip_from_at } bis { $trip_to_at }. Wählen Sie andere Zeiten oder berichtigen Sie zuerst jene Fahrt.
    .title = Eine andere Fahrt zu dieser Zeit
trip-over-those-km =
    Diese Kilometer stehen schon bei einer anderen Fahrt, von { $km_out } bis { $km_in } km. Berichtigen Sie den Kilometerstand oder zuerst jene Fahrt.
    .title = Kilometer einer anderen Fahrt
field-less-than-out = Der Kilometerstand kann bei der Rückkehr nicht niedriger sein als bei der Abfahrt.
field-trip-too-long = Eine Fahrt dauert höchstens 60 Tage.

energy-known = Diese Energie ist bereits erfasst. Es ist nichts zu tun.
    .title = Bereits erfasste Energie
energy-import-undone = Dieser Import wurde bereits zurückgenommen.
    .title = Bereits zurückgenommen
fine-known = Ein Bußgeld mit diesem Zeichen ist bereits erfasst.
    .title = Ein bekanntes Bußgeld
fine-nobody-known = Es ist nicht bekannt, wer in dieser Minute fuhr. Geben Sie zuerst an, wer fuhr.
    .title = Fahrer nicht bekannt
fine-no-vehicle = Kein Fahrzeug des Hauses trug zu diesem Zeitpunkt das Kennzeichen { $plate }. Sehen Sie im Brief nach und berichtigen Sie das Kennzeichen. Stimmt es und gehört es uns, bringen Sie es ab seinem wirklichen ersten Tag am Fahrzeug an; das Bußgeld findet es dann.

energy-more-than-holds = Mehr als in den Tank oder die Batterie passt.
energy-other-fuel = Das Fahrzeug fährt nicht damit.
energy-odometer-backwards = Der Kilometerzähler wäre rückwärts gelaufen: vergleichen Sie mit den Ablesungen.
energy-consumption = Weit mehr oder weniger für die Strecke, als ein Fahrzeug verbraucht.

energy-line-required = „{ $column }“ fehlt.
energy-line-invalid = „{ $column }“ kann nicht gelesen werden.
energy-line-unknown = „{ $column }“: dazu ist nichts bekannt. Für Kennzeichen: keines Ihrer Fahrzeuge trug es an diesem Tag.
energy-line-out-of-range = „{ $column }“ ist zu klein oder zu groß.
energy-line-nothing-taken = „{ $column }“ ist null, und der Betrag gibt nichts zurück: Es gibt nichts zu übernehmen.
energy-line-given-back-for-money = „{ $column }“ wird zurückgegeben (negativ), aber der Betrag ist nicht negativ. Prüfen Sie die Abrechnung: Bei einer Gutschrift sind es beide.
field-nothing-taken = Es wurde nichts getankt, und der Betrag gibt nichts zurück. Geben Sie eine Menge an, oder einen negativen Betrag für eine Gutschrift.
field-given-back-for-money = Die Menge wird zurückgegeben (negativ), der Betrag aber nicht. Bei einer Gutschrift sind beide negativ.
energy-line-no-plate = Das ist kein Kennzeichen.
energy-line-in-the-future = Der Tag liegt in der Zukunft.
energy-line-implausible-year = Das Jahr des Tages kann nicht stimmen.
energy-line-missing-column = Die Datei hat keine Spalte dieses Namens für „{ $column }“.
energy-line-repeated-column = Die Spalte für „{ $column }“ ist schon für etwas anderes gewählt.
energy-line-cell-count = Diese Zeile hat mehr oder weniger Zellen als die Kopfzeile.
energy-line-empty = Die Datei ist leer.
energy-line-too-many-rows = Die Datei hat zu viele Zeilen; der Rest wird nicht gelesen.

fleet-figures-all = Alle
fleet-figures-sheet = Fuhrpark
fleet-figures-yes = ja
fleet-figures-no = nein
fleet-figures-vehicle = Fahrzeug
fleet-figures-name = Name
fleet-figures-bookable-hours = Buchbare Stunden
fleet-figures-used-hours = Genutzte Stunden
fleet-figures-reservations = Reservierungen
fleet-figures-no-shows = Nicht erschienen
fleet-figures-late-returns = Späte Rückgaben
fleet-figures-trips = Fahrten
fleet-figures-km = Kilometer
fleet-figures-km-known = Kilometer für die ganze Zeit bekannt
fleet-figures-lease = Leasing
fleet-figures-energy = Energie
fleet-figures-cost-tax = Steuer
fleet-figures-cost-insurance = Versicherung
fleet-figures-cost-repair = Reparatur
fleet-figures-cost-damage = Schaden
fleet-figures-cost-washing = Wäsche
fleet-figures-cost-tyres = Reifen
fleet-figures-cost-parking = Parken
fleet-figures-cost-other = Andere Kosten
fleet-figures-total = Gesamtkosten
fleet-figures-per-100-km = Kosten je 100 km
fleet-figures-co2-kg = CO₂ der Energie (kg)
fleet-figures-co2-declared-kg = CO₂ laut Angabe (kg)
fleet-figures-lease-ends = Leasing endet
fleet-figures-lease-cap-km = Leasing: bezahlte Kilometer
fleet-figures-lease-driven-km = Leasing: gefahrene Kilometer
fleet-figures-lease-projected-km = Leasing: erwartete Kilometer

energy-column-day = Tag
energy-column-time = Uhrzeit
energy-column-plate = Kennzeichen
energy-column-card = Karte
energy-column-kind = Produkt
energy-column-quantity = Menge
energy-column-amount = Betrag
energy-column-currency = Währung
energy-column-odometer = Kilometerstand
energy-column-station = Station
energy-column-reference = Beleg
