-- Reservations of vehicles ----------------------------------------------------------------------------------------------

-- What somebody needs, beside the date of the booking, which knows when, for whom and in which state.
CREATE TABLE vehicle_reservation (
    occurrence_id {id} NOT NULL CONSTRAINT vehicle_reservation_pk PRIMARY KEY
        CONSTRAINT vehicle_reservation_occurrence_fk REFERENCES occurrence (id),
    booking_id {id} NOT NULL CONSTRAINT vehicle_reservation_booking_fk REFERENCES booking (id),
    passengers bigint NOT NULL CONSTRAINT vehicle_reservation_passengers_ck CHECK (passengers > 0),
    luggage_l bigint NOT NULL CONSTRAINT vehicle_reservation_luggage_ck CHECK (luggage_l >= 0),
    distance_km bigint CONSTRAINT vehicle_reservation_distance_ck CHECK (distance_km >= 0),
    child_seats bigint NOT NULL CONSTRAINT vehicle_reservation_child_seats_ck CHECK (child_seats >= 0),
    step_free boolean NOT NULL,
    with_driver boolean NOT NULL,
    -- The codes of zones, a list in JSON.
    zones text NOT NULL,
    -- Whether this vehicle was asked for, so that no other will do.
    by_name boolean NOT NULL,
    destination text
);
CREATE INDEX vehicle_reservation_booking_ix ON vehicle_reservation (booking_id);

-- Which reservation got another vehicle, and why: rows are only added.
CREATE TABLE vehicle_swap (
    id {id} NOT NULL CONSTRAINT vehicle_swap_pk PRIMARY KEY,
    occurrence_id {id} NOT NULL CONSTRAINT vehicle_swap_reservation_fk REFERENCES vehicle_reservation (occurrence_id),
    from_vehicle_id {id} NOT NULL CONSTRAINT vehicle_swap_from_fk REFERENCES vehicle (id),
    to_vehicle_id {id} NOT NULL CONSTRAINT vehicle_swap_to_fk REFERENCES vehicle (id),
    at bigint NOT NULL,
    -- For which reservation room was made.
    because_of_id {id} CONSTRAINT vehicle_swap_because_fk REFERENCES vehicle_reservation (occurrence_id),
    -- What there is to know about the new vehicle: codes with numbers, a list in JSON.
    reasons text NOT NULL,
    CONSTRAINT vehicle_swap_other_ck CHECK (from_vehicle_id <> to_vehicle_id)
);
CREATE INDEX vehicle_swap_reservation_ix ON vehicle_swap (occurrence_id);
CREATE INDEX vehicle_swap_because_ix ON vehicle_swap (because_of_id);
