# Ritten, energie, kosten en boetes.

trip-at-that-time =
    Het voertuig was toen op een andere rit, van { $trip_from_at } tot { $trip_to_at }. Kies andere tijden, of verbeter eerst die rit.
    .title = Een andere rit op dat ogenblik
trip-over-those-km =
    Die kilometers staan al op een andere rit, van { $km_out } tot { $km_in } km. Verbeter de kilometerstand, of eerst die rit.
    .title = Kilometers van een andere rit
field-less-than-out = De kilometerstand kan bij terugkeer niet lager zijn dan bij vertrek.
field-trip-too-long = Een rit duurt hoogstens 60 dagen.

energy-known = Deze energie is al genoteerd. Er hoeft niets te gebeuren.
    .title = Energie die al genoteerd is
energy-import-undone = Deze import is al teruggedraaid.
    .title = Al teruggegeven
fine-known = Er is al een boete met dit kenmerk genoteerd.
    .title = Een bekende boete
fine-nobody-known = Het is niet bekend wie op dat ogenblik reed. Zeg eerst wie reed.
    .title = Niemand bekend als bestuurder
fine-no-vehicle = Geen voertuig van het huis had op dat ogenblik de nummerplaat { $plate }. Kijk de brief na en verbeter de nummerplaat. Klopt ze en is ze van ons, zet ze dan op haar voertuig vanaf haar echte eerste dag; de boete vindt het dan.

energy-more-than-holds = Meer dan er in de tank of de batterij past.
energy-other-fuel = Het voertuig rijdt hier niet op.
energy-odometer-backwards = De kilometerteller zou teruggelopen zijn: vergelijk met de aflezingen.
energy-consumption = Veel meer of minder voor die afstand dan enig voertuig verbruikt.

energy-line-required = “{ $column }” ontbreekt.
energy-line-invalid = “{ $column }” kan niet gelezen worden.
energy-line-unknown = “{ $column }”: daarbij is niets bekend. Voor nummerplaten: geen voertuig van u had ze op die dag.
energy-line-out-of-range = “{ $column }” is te klein of te groot.
energy-line-nothing-taken = “{ $column }” is nul en het bedrag geeft niets terug: er is niets te nemen.
energy-line-given-back-for-money = “{ $column }” wordt teruggegeven (negatief), maar het bedrag is niet negatief. Kijk het afschrift na: bij een creditnota zijn ze het allebei.
field-nothing-taken = Er is niets getankt en het bedrag geeft niets terug. Geef een hoeveelheid, of een negatief bedrag voor een creditnota.
field-given-back-for-money = De hoeveelheid wordt teruggegeven (negatief), maar het bedrag niet. Bij een creditnota zijn ze allebei negatief.
energy-line-no-plate = Dit is geen nummerplaat.
energy-line-in-the-future = De dag ligt in de toekomst.
energy-line-implausible-year = Het jaar van de dag kan niet kloppen.
energy-line-missing-column = Het bestand heeft geen kolom met die naam voor “{ $column }”.
energy-line-repeated-column = De kolom voor “{ $column }” is al voor iets anders gekozen.
energy-line-cell-count = Deze rij heeft meer of minder cellen dan de kop.
energy-line-empty = Het bestand is leeg.
energy-line-too-many-rows = Het bestand heeft te veel rijen; wat volgt is niet gelezen.

fleet-figures-all = Alle
fleet-figures-sheet = Wagenpark
fleet-figures-yes = ja
fleet-figures-no = nee
fleet-figures-vehicle = Voertuig
fleet-figures-name = Naam
fleet-figures-bookable-hours = Boekbare uren
fleet-figures-used-hours = Gebruikte uren
fleet-figures-reservations = Reservaties
fleet-figures-no-shows = Niet opgedaagd
fleet-figures-late-returns = Laat terug
fleet-figures-trips = Ritten
fleet-figures-km = Kilometers
fleet-figures-km-known = Kilometers bekend voor de hele tijd
fleet-figures-lease = Leasing
fleet-figures-energy = Energie
fleet-figures-cost-tax = Belasting
fleet-figures-cost-insurance = Verzekering
fleet-figures-cost-repair = Herstelling
fleet-figures-cost-damage = Schade
fleet-figures-cost-washing = Wassen
fleet-figures-cost-tyres = Banden
fleet-figures-cost-parking = Parkeren
fleet-figures-cost-other = Andere kosten
fleet-figures-total = Totale kost
fleet-figures-per-100-km = Kost per 100 km
fleet-figures-co2-kg = CO₂ van energie (kg)
fleet-figures-co2-declared-kg = CO₂ volgens opgave (kg)
fleet-figures-lease-ends = Leasing eindigt
fleet-figures-lease-cap-km = Leasing: betaalde kilometers
fleet-figures-lease-driven-km = Leasing: gereden kilometers
fleet-figures-lease-projected-km = Leasing: verwachte kilometers

energy-column-day = Dag
energy-column-time = Uur
energy-column-plate = Nummerplaat
energy-column-card = Kaart
energy-column-kind = Product
energy-column-quantity = Hoeveelheid
energy-column-amount = Bedrag
energy-column-currency = Munt
energy-column-odometer = Kilometerstand
energy-column-station = Station
energy-column-reference = Kenmerk
