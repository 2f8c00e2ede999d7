-- Rides: a driver of the house drives ------------------------------------------------------------------------------------

-- One for each reservation with a driver. When it is and for whom is the date's business.
CREATE TABLE ride (
    occurrence_id {id} NOT NULL CONSTRAINT ride_pk PRIMARY KEY
        CONSTRAINT ride_reservation_fk REFERENCES vehicle_reservation (occurrence_id),
    -- Who drives; nobody while it waits for a driver.
    driver_id {id} CONSTRAINT ride_driver_fk REFERENCES driver (id),
    state text NOT NULL CONSTRAINT ride_state_ck
        CHECK (state IN ('planned', 'assigned', 'accepted', 'on_the_way', 'on_board', 'done')),
    pick_up text,
    drop_off text,
    -- For the driver and the desk only.
    passenger_phone text,
    remarks text,
    decline_reason text,
    -- What the driver notes.
    start_km bigint CONSTRAINT ride_start_km_ck CHECK (start_km >= 0),
    end_km bigint CONSTRAINT ride_end_km_ck CHECK (end_km >= 0),
    waiting_minutes bigint CONSTRAINT ride_waiting_ck CHECK (waiting_minutes >= 0),
    empty_km bigint CONSTRAINT ride_empty_ck CHECK (empty_km >= 0),
    accepted_at bigint,
    set_off_at bigint,
    boarded_at bigint,
    done_at bigint,
    version bigint NOT NULL,
    CONSTRAINT ride_has_driver_ck CHECK ((state = 'planned') = (driver_id IS NULL)),
    CONSTRAINT ride_km_ck CHECK (end_km >= start_km)
);
CREATE INDEX ride_driver_ix ON ride (driver_id);

-- The least minutes between two duties, and the longest duty.
ALTER TABLE fleet_settings ADD COLUMN rest_minutes bigint NOT NULL DEFAULT 660
    CONSTRAINT fleet_settings_rest_ck CHECK (rest_minutes BETWEEN 0 AND 1440);
ALTER TABLE fleet_settings ADD COLUMN longest_duty_minutes bigint NOT NULL DEFAULT 660
    CONSTRAINT fleet_settings_duty_ck CHECK (longest_duty_minutes BETWEEN 60 AND 1440);
