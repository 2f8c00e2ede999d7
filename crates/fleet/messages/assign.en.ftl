# Why a car was chosen, why none was, and what would help. The table stands in `model/assign`.
assign-what-is-due =
    { $kind ->
        [inspection] technical inspection
        [insurance] insurance
        [tyres] tyres
        [lease_end] end of the lease
        [service] service
       *[other] another deadline
    }
assign-asked-by-name = You asked for this vehicle.
assign-only-car-that-fits = It is the only vehicle that is free and fits.
assign-smallest-that-fits = It is the smallest that fits: { $seats } seats for { $needed }.
assign-larger-than-needed =
    It has { $seats } seats for { $needed }. { $smaller ->
        [one] Another vehicle that is free has
       *[other] { $smaller } other vehicles that are free have
    } fewer seats, but other reasons speak against that.
assign-charge-covers = Its battery will be good for { $charge_km } km; the trip takes { $distance_km } km.
assign-keeps-step-free =
    { $cars ->
        [one] A step-free vehicle stays
       *[other] { $cars } step-free vehicles stay
    } free for those who need it.
assign-keeps-large-boot =
    { $cars ->
        [one] A vehicle with much room for luggage stays
       *[other] { $cars } vehicles with much room for luggage stay
    } free for those who carry a lot.
assign-keeps-for-groups =
    { $cars ->
        [one] A vehicle with many seats stays
       *[other] { $cars } vehicles with many seats stay
    } free for groups.
assign-keeps-child-seats =
    { $cars ->
        [one] A vehicle that takes child seats stays
       *[other] { $cars } vehicles that take child seats stay
    } free for those who bring children.
assign-leaves-due =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } left aside because something is due before this trip ends.
assign-due-meanwhile = Before this trip ends something is due for this vehicle: { assign-what-is-due }, by { $due_on }. If that is not done in time, the desk looks for another one.
assign-keeps-long-range =
    { $cars ->
        [one] A vehicle that comes further stays
       *[other] { $cars } vehicles that come further stay
    } free for longer trips.
assign-used-less =
    At { $km } km this year it has been driven less than { $than ->
        [one] another one that would do as well
       *[other] { $than } others that would do as well
    }.
assign-within-lease = Its lease leaves { $left_km } km after this trip.
assign-over-lease = With this trip it is { $over_km } km over what its lease allows; no vehicle within its lease would do.
assign-after-swaps =
    { $moves ->
        [one] One other reservation takes
       *[other] { $moves } other reservations take
    } another vehicle that fits as well, so that you can have this one.

assign-other-car-asked =
    { $cars ->
        [one] One other vehicle is
       *[other] { $cars } other vehicles are
    } left aside because you asked for a particular one.
assign-too-few-seats =
    { $cars ->
        [one] One vehicle has
       *[other] { $cars } vehicles have
    } fewer than { $needed } seats.
assign-too-little-luggage =
    { $cars ->
        [one] One vehicle has
       *[other] { $cars } vehicles have
    } a boot smaller than { $needed_l } litres.
assign-too-few-child-seats =
    { $cars ->
        [one] One vehicle takes
       *[other] { $cars } vehicles take
    } fewer than { $needed ->
        [one] one child seat
       *[other] { $needed } child seats
    }.
assign-not-step-free =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } not step-free.
assign-not-with-driver =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } not driven by the drivers of the house.
assign-only-with-driver =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } only driven by the drivers of the house.
assign-not-drivable =
    { $cars ->
        [one] For one vehicle
       *[other] For { $cars } vehicles
    } no driver with the licence is free then.
assign-zone-refused =
    { $cars ->
        [one] One vehicle
       *[other] { $cars } vehicles
    } may not enter the zone { $zone } on that day.
assign-zone-rule-unknown =
    Nobody knows whether { $cars ->
        [one] one vehicle
       *[other] { $cars } vehicles
    } may enter the zone { $zone } on that day: no rule is recorded for that fuel. Ask the fleet management.
assign-zone-norm-unknown =
    Nobody knows whether { $cars ->
        [one] one vehicle
       *[other] { $cars } vehicles
    } may enter the zone { $zone } on that day: the Euro norm is not recorded. Ask the fleet management.
assign-due =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } not promised for that time because something is due first: { assign-what-is-due }, { $cars ->
        [one] by
       *[other] the first of them by
    } { $due_on }.
assign-due-km =
    With this trip { $cars ->
        [one] one vehicle
       *[other] { $cars } vehicles
    } would be driven beyond { $due_km } km, by which something is due: { assign-what-is-due }.
assign-range-unknown =
    { $cars ->
        [one] For one vehicle nobody recorded how far a full battery takes it.
       *[other] For { $cars } vehicles nobody recorded how far a full battery takes them.
    }
assign-range-too-short =
    { $cars ->
        [one] One vehicle does not come
       *[other] { $cars } vehicles do not come
    } { $needed_km } km far (with the reserve), even with a full battery.
assign-not-charged-in-time =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } not charged for { $needed_km } km (with the reserve) by then, or would leave a later trip without charge.
assign-blocked =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } in maintenance or kept back between { $from } and { $to }.
assign-taken =
    { $cars ->
        [one] One vehicle is
       *[other] { $cars } vehicles are
    } taken between { $from } and { $to }, and these reservations cannot all be given another one.
assign-promised-without-car =
    { $trips ->
        [one] One earlier reservation still waits
       *[other] { $trips } earlier reservations still wait
    } for a vehicle.

assign-too-many-moves =
    It would take other vehicles for { $moves ->
        [one] one reservation
       *[other] { $moves } reservations
    }; no more than { $most } are moved without the desk. Ask the desk.

assign-keeps-its-vehicle = This reservation keeps its vehicle.

assign-gave-up = The search was ended before every arrangement had been tried. The desk may find one.

assign-way-earlier = It is possible from { $from } to { $to }.
assign-way-later = It is possible from { $from } to { $to }.
assign-way-any-car = It is possible with another vehicle: let one be chosen for you.
assign-way-any-driver = It is possible with another driver: let one be chosen for you.
assign-way-fewer-people =
    { $people ->
        [one] It is possible for one person.
       *[other] It is possible for up to { $people } people.
    }
assign-way-less-luggage = It is possible with up to { $luggage_l } litres of luggage.
assign-way-fewer-child-seats =
    { $child_seats ->
        [0] It is possible without child seats.
        [one] It is possible with one child seat.
       *[other] It is possible with { $child_seats } child seats.
    }
assign-way-shorter-trip = It is possible for up to { $distance_km } km.
assign-way-outside-zones = It is possible if you stay outside the zones.
assign-way-without-step-free = It is possible with a vehicle that is not step-free.
assign-way-with-driver = It is possible with a driver of the house.
assign-way-without-driver = It is possible if you drive yourselves.

# Why a reservation cannot keep its vehicle.
threat-due = Something is due by then: { assign-what-is-due }, by { $due_on }.
threat-due-km = With what is planned it is driven beyond { $due_km } km, by which something is due: { assign-what-is-due }.
threat-too-few-seats = It has fewer than the { $needed } seats that are needed.
threat-too-little-luggage = Its boot is smaller than the { $needed_l } litres that are needed.
threat-too-few-child-seats =
    It takes fewer child seats than the { $needed ->
        [one] one that is
       *[other] { $needed } that are
    } needed.
threat-not-step-free = It is not step-free.
threat-not-with-driver = The drivers of the house do not drive it.
threat-only-with-driver = Only the drivers of the house drive it.
threat-not-drivable = The driver does not have the licence for it.
threat-zone-refused = It may not enter the zone { $zone } on that day.
threat-zone-rule-unknown = Nobody knows whether it may enter the zone { $zone } on that day: no rule is recorded for its fuel.
threat-zone-norm-unknown = Nobody knows whether it may enter the zone { $zone } on that day: its Euro norm is not recorded.
threat-range-unknown = Nobody recorded how far it comes on a full battery. Note that at the vehicle.
threat-range-too-short = It does not come { $needed_km } km far (with the reserve), even with a full battery.
threat-not-charged-in-time = By then it is not charged for { $needed_km } km (with the reserve).
