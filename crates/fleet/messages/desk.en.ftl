# The desk of the fleet: handing out, taking back, damage.

vehicle-promised-before =
    { $host_name ->
        [null] Somebody else
       *[other] { $host_name }
    } has this vehicle from { $from } until { $until }, before this reservation. Give that one another vehicle, or release it, first.
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
not-at-this-stage =
    { $stage ->
        [requested] This reservation is not approved yet.
        [to_hand_out] The vehicle has not been handed out yet.
        [out] The vehicle is out already.
        [overdue] The vehicle is out, and should be back.
        [back] The vehicle is back already.
        [no_show] Nobody fetched the keys, so the reservation was released.
       *[gone] This reservation is over or was called off.
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
