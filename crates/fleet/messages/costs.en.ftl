# Trips, energy, costs and fines.

trip-at-that-time =
    The vehicle was on another trip then, from { $trip_from_at } to { $trip_to_at }. Choose other times, or correct that trip first.
    .title = Another trip at that time
trip-over-those-km =
    Those kilometres are on another trip already, from { $km_out } to { $km_in } km. Correct the odometer, or that trip first.
    .title = Kilometres of another trip
field-less-than-out = The odometer cannot show less on return than on leaving.
field-trip-too-long = A trip lasts at most 60 days.

energy-known = This energy is noted already. Nothing has to be done.
    .title = Energy that is noted already
energy-import-undone = This import was given back already.
    .title = Given back already
fine-known = A fine with this reference is noted already.
    .title = A known fine
fine-nobody-known = Nobody is known to have driven at that minute. Say first who drove.
    .title = Nobody is known to have driven
fine-no-vehicle = No vehicle of the house had the plate { $plate } at that moment. Look at the letter again and correct the plate. If it is right and ours, put it on its vehicle from its true first day on; the fine then finds it.

energy-more-than-holds = More than fits into the tank or the battery.
energy-other-fuel = The vehicle does not run on this.
energy-odometer-backwards = The odometer would have run backwards: compare with its readings.
energy-consumption = Far more or less for the distance than any vehicle takes.

energy-line-required = “{ $column }” is missing.
energy-line-invalid = “{ $column }” cannot be read.
energy-line-unknown = “{ $column }”: nothing is known by that. For plates: no vehicle of yours had it on that day.
energy-line-out-of-range = “{ $column }” is too small or too large.
energy-line-nothing-taken = “{ $column }” is nothing, and the amount gives nothing back: there is nothing to take.
energy-line-given-back-for-money = “{ $column }” is given back (negative), but the amount is not negative. Look at the statement: in a credit both are.
field-nothing-taken = Nothing was taken, and the amount gives nothing back. Give a quantity, or a negative amount for a credit.
field-given-back-for-money = The quantity is given back (negative), but the amount is not. In a credit both are negative.
energy-line-no-plate = This is no number plate.
energy-line-in-the-future = The day lies in the future.
energy-line-implausible-year = The year of the day cannot be right.
energy-line-missing-column = The file has no column for “{ $column }” by that name.
energy-line-repeated-column = The column for “{ $column }” is chosen for something else already.
energy-line-cell-count = This row has more or fewer cells than the header.
energy-line-empty = The file is empty.
energy-line-too-many-rows = The file has too many rows; what follows is not read.

fleet-figures-all = All
fleet-figures-sheet = Fleet
fleet-figures-yes = yes
fleet-figures-no = no
fleet-figures-vehicle = Vehicle
fleet-figures-name = Name
fleet-figures-bookable-hours = Bookable hours
fleet-figures-used-hours = Hours used
fleet-figures-reservations = Reservations
fleet-figures-no-shows = No-shows
fleet-figures-late-returns = Late returns
fleet-figures-trips = Trips
fleet-figures-km = Kilometres
fleet-figures-km-known = Kilometres known for the whole time
fleet-figures-lease = Lease
fleet-figures-energy = Energy
fleet-figures-cost-tax = Tax
fleet-figures-cost-insurance = Insurance
fleet-figures-cost-repair = Repair
fleet-figures-cost-damage = Damage
fleet-figures-cost-washing = Washing
fleet-figures-cost-tyres = Tyres
fleet-figures-cost-parking = Parking
fleet-figures-cost-other = Other costs
fleet-figures-total = Total cost
fleet-figures-per-100-km = Cost per 100 km
fleet-figures-co2-kg = CO₂ of energy (kg)
fleet-figures-co2-declared-kg = CO₂ as declared (kg)
fleet-figures-lease-ends = Lease ends
fleet-figures-lease-cap-km = Lease: kilometres paid for
fleet-figures-lease-driven-km = Lease: kilometres driven
fleet-figures-lease-projected-km = Lease: kilometres projected

energy-column-day = Day
energy-column-time = Time
energy-column-plate = Number plate
energy-column-card = Card
energy-column-kind = Product
energy-column-quantity = Quantity
energy-column-amount = Amount
energy-column-currency = Currency
energy-column-odometer = Odometer
energy-column-station = Station
energy-column-reference = Reference
