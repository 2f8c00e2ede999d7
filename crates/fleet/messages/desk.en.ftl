# The desk of the fleet: handing out, taking back, damage.

vehicle-promised-before =
    { $host_name ->
        [null] Somebody else
       *[other] { $host_name }
    } has this vehicle from { $from } until { $until }. Give that one another vehicle, or release it, first.
    .title = Somebody else has it first
vehicle-promised-after =
    { $host_name ->
        [null] Somebody else
       *[other] { $host_name }
    } has this vehicle from { $from } until { $until }. Bring it back by then, or ask the desk to give that reservation another vehicle first.
    .title = Not that long

vehicle-still-out =
    The vehicle is still out, since { $out_since }. Take it back first, or give this reservation another vehicle.
    .title = The vehicle is not back yet
driver-has-keys =
    { $driver_name } still has { $vehicle_code }, since { $since }. Take that vehicle back first, or note who else drives this one.
    .title = The driver has another vehicle
ride-not-at-desk =
    A driver of the house drives this: the driver sets off on the page of rides.
    .title = Not at the desk
not-at-this-stage =
    { $stage ->
        [requested] This reservation is not approved yet. Somebody has to approve it before the keys go out.
        [to_hand_out] The vehicle has not been handed out yet. Hand it out first, or release the reservation once it has begun.
        [out] The vehicle is out. Take it back when it is here, or take the hand-out back if it was a mistake.
        [overdue] The vehicle is out, and should be back. Take it back when it is here, or call whoever has it.
        [back] The vehicle is back already. What was noted wrongly can be corrected here.
        [no_show] Nobody fetched the keys, so the reservation was released. Reserve anew if a vehicle is still needed.
        [not_there] The vehicle was still out with somebody else, so the reservation came to nothing. Reserve anew if a vehicle is still needed.
       *[gone] This reservation is over or was called off. Reserve anew if a vehicle is still needed.
    }
    .title = Not possible now
may-not-drive =
    This person may not drive this vehicle today. Look at the licence now and note what stands on it, or choose who else drives.
    .title = Not allowed to drive
no-replacement =
    { $count ->
        [0] No reservation has to move.
        [one] For one reservation there is no other vehicle. Move the others one by one, and call the person.
       *[other] For { $count } reservations there is no other vehicle. Move the others one by one, and call the people.
    }
    .title = No other vehicle
damage-repaired = This damage is repaired already.
vehicle-replaced = { $to } in place of { $from }, which is not there. The vehicle has all that was asked for.
