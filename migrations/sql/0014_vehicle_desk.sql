-- The desk of the fleet --------------------------------------------------------------------------------------------------

-- After how many minutes a reservation is released whose keys nobody fetched, and how long before its start they can be fetched.
ALTER TABLE fleet_settings ADD COLUMN release_after_minutes bigint NOT NULL DEFAULT 30
    CONSTRAINT fleet_settings_release_ck CHECK (release_after_minutes BETWEEN 0 AND 1440);
ALTER TABLE fleet_settings ADD COLUMN keys_before_minutes bigint NOT NULL DEFAULT 60
    CONSTRAINT fleet_settings_keys_ck CHECK (keys_before_minutes BETWEEN 0 AND 1440);

-- That a vehicle was handed out, and that it came back.
CREATE TABLE vehicle_handover (
    id {id} NOT NULL CONSTRAINT vehicle_handover_pk PRIMARY KEY,
    occurrence_id {id} NOT NULL CONSTRAINT vehicle_handover_reservation_fk REFERENCES vehicle_reservation (occurrence_id),
    vehicle_id {id} NOT NULL CONSTRAINT vehicle_handover_vehicle_fk REFERENCES vehicle (id),
    -- Who drives.
    driver_id {id} NOT NULL CONSTRAINT vehicle_handover_driver_fk REFERENCES person (id),
    out_at bigint NOT NULL,
    out_by {id} CONSTRAINT vehicle_handover_out_by_fk REFERENCES person (id),
    out_km bigint NOT NULL CONSTRAINT vehicle_handover_out_km_ck CHECK (out_km >= 0),
    out_energy_percent bigint CONSTRAINT vehicle_handover_out_energy_ck CHECK (out_energy_percent BETWEEN 0 AND 100),
    key_label text,
    out_note text,
    -- The name of who signed for it; the drawing is an attachment.
    signed_by text,
    signature_id {id},
    -- Whether the date was said to begin by this, so that taking it back undoes that too.
    checked_in boolean NOT NULL,
    back_at bigint,
    back_by {id} CONSTRAINT vehicle_handover_back_by_fk REFERENCES person (id),
    back_km bigint CONSTRAINT vehicle_handover_back_km_ck CHECK (back_km >= out_km),
    back_energy_percent bigint CONSTRAINT vehicle_handover_back_energy_ck CHECK (back_energy_percent BETWEEN 0 AND 100),
    cleanliness text CONSTRAINT vehicle_handover_clean_ck CHECK (cleanliness IN ('clean', 'dirty', 'very_dirty')),
    private_km bigint CONSTRAINT vehicle_handover_private_ck CHECK (private_km >= 0),
    back_note text,
    undone_at bigint,
    undone_by {id} CONSTRAINT vehicle_handover_undone_by_fk REFERENCES person (id),
    undone_reason text,
    CONSTRAINT vehicle_handover_back_ck CHECK ((back_at IS NULL) = (back_km IS NULL)),
    CONSTRAINT vehicle_handover_undone_ck CHECK (undone_at IS NULL OR back_at IS NULL)
);
-- A reservation is handed out once, and a vehicle to one at a time.
CREATE UNIQUE INDEX vehicle_handover_once_uq ON vehicle_handover (occurrence_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX vehicle_handover_out_uq ON vehicle_handover (vehicle_id) WHERE undone_at IS NULL AND back_at IS NULL;
CREATE INDEX vehicle_handover_vehicle_ix ON vehicle_handover (vehicle_id, out_at);

CREATE TABLE vehicle_damage (
    id {id} NOT NULL CONSTRAINT vehicle_damage_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT vehicle_damage_vehicle_fk REFERENCES vehicle (id),
    -- On which return it was seen, if on one.
    handover_id {id} CONSTRAINT vehicle_damage_handover_fk REFERENCES vehicle_handover (id),
    part text NOT NULL CONSTRAINT vehicle_damage_part_ck CHECK (part IN
        ('front', 'rear', 'left', 'right', 'roof', 'glass', 'wheels', 'inside', 'technical', 'other')),
    description text NOT NULL,
    drivable boolean NOT NULL,
    noted_at bigint NOT NULL,
    noted_by {id} CONSTRAINT vehicle_damage_noted_by_fk REFERENCES person (id),
    -- The ticket by which it is repaired, of whichever area looks after that.
    ticket_id {id},
    ticket_number bigint,
    repaired_at bigint,
    repaired_by {id} CONSTRAINT vehicle_damage_repaired_by_fk REFERENCES person (id),
    repair_note text,
    version bigint NOT NULL
);
CREATE INDEX vehicle_damage_vehicle_ix ON vehicle_damage (vehicle_id, noted_at);
CREATE INDEX vehicle_damage_open_ix ON vehicle_damage (noted_at) WHERE repaired_at IS NULL;

-- From now on the keys must be fetched: what is reserved already too.
UPDATE occurrence SET check_in_from = starts_at - 3600000000, release_at = starts_at + 1800000000
WHERE state IN ('requested', 'confirmed') AND check_in_from IS NULL AND id IN (
    SELECT r.occurrence_id FROM vehicle_reservation r JOIN claim c ON c.occurrence_id = r.occurrence_id
    JOIN vehicle v ON v.id = c.bookable_id WHERE NOT v.chauffeured);
