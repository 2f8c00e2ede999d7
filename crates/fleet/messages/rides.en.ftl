# Rides: who drives, why nobody can, and what is refused. Codes stand in `model/ride/choose`.
ride-driver-asked = You asked for { $name } as the driver.
ride-only-driver = { $name } drives: nobody else of the drivers can.
ride-drives-least =
    { $name } drives: of { $others ->
        [one] two drivers who can
       *[other] the drivers who can
    } the one who drives least in these days.
ride-licence =
    { $drivers ->
        [one] One driver has
       *[other] { $drivers } drivers have
    } no valid licence for such a vehicle on that day.
ride-licence-unchecked =
    { $drivers ->
        [one] The licence of one driver
       *[other] The licence of { $drivers } drivers
    } was not checked, or too long ago. Check it first.
ride-driver-taken =
    { $drivers ->
        [one] One driver drives
       *[other] { $drivers } drivers drive
    } something else between { $from } and { $to }.
ride-driver-away =
    { $drivers ->
        [one] One driver is
       *[other] { $drivers } drivers are
    } away between { $from } and { $to }.
ride-rest =
    { $drivers ->
        [one] One driver would
       *[other] { $drivers } drivers would
    } rest for less than { $hours } hours before or after it.
ride-duty-too-long =
    { $drivers ->
        [one] One driver would
       *[other] { $drivers } drivers would
    } be on duty for more than { $hours } hours that day.
ride-other-driver-asked =
    { $drivers ->
        [one] One other driver is
       *[other] { $drivers } other drivers are
    } left aside because you asked for a particular one.
ride-no-driver-here = No professional driver belongs to this site.

no-driver-fits = No driver can have this ride.
driver-does-not-fit = This driver cannot have the ride. Choose another one.
ride-not-yet = A driver sets off on { $from } at the earliest.
ride-not-confirmed = The reservation is not approved yet, so nobody drives it.
vehicle-under-way =
    The vehicle { $vehicle_code } is under way with { $driver_name }, since { $since }. End that ride first, or give this reservation another vehicle.
    .title = The vehicle is under way
driver-under-way =
    { $driver_name } is under way with { $vehicle_code }, since { $since }. End that ride first, or give this one to another driver.
    .title = The driver is under way
driver-promised-before =
    The driver has something else from { $from } until { $until }{ $host_name ->
        [null] {""}
       *[other] , for { $host_name }
    }. Set off when that is over, or let another driver have one of the two.
    .title = The driver is taken until then
driver-promised-after =
    The driver has something else from { $from } until { $until }{ $host_name ->
        [null] {""}
       *[other] , for { $host_name }
    }. Be back by then, or ask the desk to give that ride to another driver first.
    .title = Not that long
ride-under-way =
    The driver is on the way, so this can no longer be called off. Call the driver or the desk: they end the ride, and its kilometres count.
    .title = The driver is on the way
field-not-a-chauffeur = “{ $field }” is not a professional driver: only their time is planned.
field-absence-too-long = Nobody is absent for more than two years. Give an earlier end, or say that they no longer drive.
field-only-with-driver = A driver can be named only for a ride with a driver of the house.
field-less-than-start = The odometer shows less than when the driver set off.
field-more-than-driven = These are more kilometres than were driven.

# `illegal_move` of rides and reservations: in which state it is, and the way on.
ride-illegal-move =
    { $from ->
        [planned] This ride waits for a driver. Give it to one first.
        [assigned] The driver has not said yet whether they drive. Accept the ride first, or decline it.
        [accepted] The driver has accepted this ride and has not set off. Set off next, or decline it.
        [on_the_way] The driver is on the way. Next, the passengers get in, or the ride is ended.
        [on_board] The passengers are in the vehicle. What is left is to end the ride.
        [done] This ride is over, and nothing can be done with it any more. What the odometer showed is corrected at the vehicle.
       *[cancelled] The reservation of this ride was called off: nobody has to drive. Reserve anew where a ride is still needed.
    }
    .title = Not possible now
reservation-illegal-move =
    { $from ->
        [requested] This reservation waits for approval, and its time has come. Ask whoever approves it, or cancel it.
        [confirmed] This reservation has begun. Only its end can still become later, as long as nobody else has the vehicle.
        [in_use] This reservation has begun. Only its end can still become later, as long as nobody else has the vehicle.
        [finished] This reservation is over. Reserve anew.
        [released] Nobody fetched the vehicle in time, so it was released. Reserve anew.
       *[other] This reservation was called off. Reserve anew.
    }
    .title = Not possible now
