# Findings, reasons and problems of the fleet. Instants and days arrive ready to be shown.

plate-in-the-way =
    The plate { $plate } is on { $vehicle } from { $begins_on } on. Choose another day, or take it over.
    .title = Another plate is in the way
odometer-less = The odometer cannot show { $km } km: on { $before_at } it showed { $before_km } km. If that was wrong, correct it first.
    .title = The odometer would run backwards
odometer-more = The odometer cannot have shown { $km } km: on { $after_at } it showed { $after_km } km.
    .title = The odometer would run backwards
odometer-implausible =
    The odometer is { $further_km } km further than on { $before_at }, when it showed { $before_km } km: more than the { $most_km } km that a vehicle drives in that time. Look again and correct the number, or confirm it if it is right.
    .title = Is that what the odometer shows?
odometer-read-twice = The odometer was read at that very moment already. Correct that reading, or give another moment.
reading-corrected = This reading was corrected already. Correct the one that stands in its place.
deadline-done = This is done already.
vehicle-state =
    { $state ->
        [in_service] The vehicle is in service.
        [out_of_service] The vehicle is out of service.
       *[disposed] The vehicle is gone for good; nothing can be changed any more.
    }
    .title = The vehicle is in another state
too-many-vehicle-files = A vehicle has at most { $max } files of that sort.

vehicle-lacks =
    This vehicle is not what was asked for: { $feature ->
        [step_free] accessible with a wheelchair
        [child_seat] with an anchor for a child seat
        [zero_emission] zero-emission
        [car] a car
        [van] a van
        [minibus] a minibus
        [electric] electric
       *[other] { $feature }
    }.
too-few-seats = There are { $seats } seats; { $attendees } people travel.
with-driver-only = Only professional drivers drive this vehicle.
driver-retired = This person no longer drives for the house.
licence-missing = The licence has no category for this vehicle.
licence-expired = The licence was valid until { $ended_on }.
licence-never-checked = Nobody has looked at the licence yet. Check it first.
licence-check-too-old = The licence was last checked on { $checked_on }, { $age_days } days before; at most { $max_days } are allowed. Check it again.

emission-fuel-admitted = Allowed: since { $since_on } all vehicles with this fuel are.
emission-norm-admitted = Allowed: since { $since_on } at least { $min } is needed, which this vehicle has.
emission-norm-too-old = Not allowed: since { $since_on } at least { $min } is needed.
emission-fuel-refused = Not allowed: since { $since_on } no vehicle with this fuel is.
emission-norm-unknown = Not known: since { $since_on } at least { $min } is needed, and nobody noted the norm of this vehicle.
emission-no-rule = Not known: there is no rule for this fuel on { $asked_on }.

field-vin = A vehicle identification number has 17 letters and digits, without I, O and Q.
field-plate = Belgian ones look like 1-ABC-234. If this one has another form, say so.
file-too-large = The file is too large: at most { $max_megabytes } MB.
field-no-plate = This is no number plate: one has 2 to 12 letters, digits and hyphens.
field-period-too-long = The period is too long. Choose a later start or an earlier end.

# Reservations.
no-vehicle-fits = No vehicle fits.
field-single-date = Only one date at a time can be reserved. Reserve each date on its own.
vehicle-swapped = { $to } in place of { $from }, so that one more reservation fitted in. The vehicle has all that was asked for.
