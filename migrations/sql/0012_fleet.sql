-- Vehicles ------------------------------------------------------------------------------------------------------------

-- The id of a vehicle is the id of its bookable, which knows its code, its names and its site.
CREATE TABLE vehicle (
    id {id} NOT NULL CONSTRAINT vehicle_pk PRIMARY KEY CONSTRAINT vehicle_bookable_fk REFERENCES bookable (id),
    make text NOT NULL,
    model text NOT NULL,
    vin text CONSTRAINT vehicle_vin_uq UNIQUE,
    category text NOT NULL CONSTRAINT vehicle_category_ck CHECK (category IN ('m1', 'm2', 'm3', 'n1', 'n2', 'n3', 'l')),
    body text NOT NULL CONSTRAINT vehicle_body_ck CHECK (body IN ('car', 'van', 'minibus', 'other')),
    fuel text NOT NULL CONSTRAINT vehicle_fuel_ck
        CHECK (fuel IN ('electric', 'hydrogen', 'plug_in_hybrid', 'plug_in_hybrid_diesel', 'petrol', 'diesel', 'cng', 'lpg')),
    euro_norm text CONSTRAINT vehicle_norm_ck
        CHECK (euro_norm IN ('euro_0', 'euro_1', 'euro_2', 'euro_3', 'euro_4', 'euro_5', 'euro_6', 'euro_6d', 'euro_7')),
    co2_g_km bigint,
    seats bigint NOT NULL CONSTRAINT vehicle_seats_ck CHECK (seats > 0),
    step_free boolean NOT NULL,
    child_seat_anchors bigint NOT NULL,
    boot_litres bigint,
    range_km bigint,
    battery_wh bigint,
    charge_plug text CONSTRAINT vehicle_plug_ck CHECK (charge_plug IN ('type_2', 'ccs', 'chademo', 'domestic')),
    max_charge_watts bigint,
    first_registered_on text,
    acquired_on text,
    -- Which exception to the rule on buying is claimed.
    acquisition_exception text,
    home_bay_id {id} NOT NULL CONSTRAINT vehicle_bay_fk REFERENCES place (id),
    chauffeured boolean NOT NULL,
    lessor text,
    lease_starts_on text,
    lease_ends_on text,
    lease_km_total bigint,
    lease_km_per_year bigint,
    lease_monthly_cents bigint,
    remarks text,
    state text NOT NULL CONSTRAINT vehicle_state_ck CHECK (state IN ('in_service', 'out_of_service', 'disposed')),
    state_since bigint NOT NULL,
    state_reason text,
    version bigint NOT NULL,
    CONSTRAINT vehicle_lease_ck CHECK ((lessor IS NULL) = (lease_starts_on IS NULL)),
    CONSTRAINT vehicle_lease_span_ck CHECK (lease_ends_on IS NULL OR lease_starts_on <= lease_ends_on),
    CONSTRAINT vehicle_reason_ck CHECK ((state = 'in_service') = (state_reason IS NULL))
);
CREATE INDEX vehicle_bay_ix ON vehicle (home_bay_id);

-- Why the engine keeps a vehicle closed: it is out of service, or a deadline passed. One closure for each.
CREATE TABLE vehicle_block (
    vehicle_id {id} NOT NULL CONSTRAINT vehicle_block_vehicle_fk REFERENCES vehicle (id),
    -- The deadline, or the vehicle itself where it is out of service.
    cause_id {id} NOT NULL,
    closure_id {id} NOT NULL CONSTRAINT vehicle_block_closure_fk REFERENCES closure (id),
    CONSTRAINT vehicle_block_pk PRIMARY KEY (vehicle_id, cause_id)
);

-- Plates: days since 1970-01-01, half-open; no end: until further notice. No plate is on two vehicles on one day and no
-- vehicle has two plates on one day: see 0012_fleet_guards.
CREATE TABLE plate_assignment (
    id {id} NOT NULL CONSTRAINT plate_assignment_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT plate_assignment_vehicle_fk REFERENCES vehicle (id),
    plate text NOT NULL,
    -- Of another form than Belgian plates have.
    unusual boolean NOT NULL,
    from_day bigint NOT NULL,
    until_day bigint,
    CONSTRAINT plate_assignment_span_ck CHECK (until_day IS NULL OR from_day < until_day)
);
CREATE INDEX plate_assignment_plate_ix ON plate_assignment (plate, from_day);
CREATE INDEX plate_assignment_vehicle_ix ON plate_assignment (vehicle_id, from_day);

-- Appended only. A correction is a row of its own at the moment of the wrong one, which keeps its figure and names it.
CREATE TABLE odometer_reading (
    id {id} NOT NULL CONSTRAINT odometer_reading_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT odometer_reading_vehicle_fk REFERENCES vehicle (id),
    read_at bigint NOT NULL,
    km bigint NOT NULL CONSTRAINT odometer_reading_ck CHECK (km >= 0),
    source text NOT NULL CONSTRAINT odometer_reading_source_ck
        CHECK (source IN ('manual', 'hand_out', 'return', 'service', 'energy', 'import')),
    read_by {id} CONSTRAINT odometer_reading_person_fk REFERENCES person (id),
    noted_at bigint NOT NULL,
    -- Why it was corrected; only corrections have it.
    reason text,
    corrected_by {id}
);
CREATE UNIQUE INDEX odometer_reading_uq ON odometer_reading (vehicle_id, read_at) WHERE corrected_by IS NULL;

CREATE TABLE vehicle_deadline (
    id {id} NOT NULL CONSTRAINT vehicle_deadline_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT vehicle_deadline_vehicle_fk REFERENCES vehicle (id),
    kind text NOT NULL CONSTRAINT vehicle_deadline_kind_ck
        CHECK (kind IN ('inspection', 'insurance', 'tyres', 'lease_end', 'service', 'other')),
    title text,
    due_on text,
    due_km bigint,
    lead_days bigint NOT NULL CONSTRAINT vehicle_deadline_days_ck CHECK (lead_days >= 0),
    lead_km bigint NOT NULL CONSTRAINT vehicle_deadline_km_ck CHECK (lead_km >= 0),
    every_months bigint,
    every_km bigint,
    blocks boolean NOT NULL,
    done_on text,
    done_km bigint,
    done_by {id} CONSTRAINT vehicle_deadline_person_fk REFERENCES person (id),
    note text,
    follows_id {id} CONSTRAINT vehicle_deadline_follows_fk REFERENCES vehicle_deadline (id),
    version bigint NOT NULL,
    CONSTRAINT vehicle_deadline_due_ck CHECK (due_on IS NOT NULL OR due_km IS NOT NULL),
    CONSTRAINT vehicle_deadline_title_ck CHECK (kind <> 'other' OR title IS NOT NULL)
);
CREATE INDEX vehicle_deadline_vehicle_ix ON vehicle_deadline (vehicle_id);
CREATE INDEX vehicle_deadline_open_ix ON vehicle_deadline (due_on) WHERE done_on IS NULL;

-- Drivers: no number of a licence is kept, only what must be known -----------------------------------------------------

CREATE TABLE driver (
    id {id} NOT NULL CONSTRAINT driver_pk PRIMARY KEY,
    person_id {id} NOT NULL CONSTRAINT driver_person_uq UNIQUE CONSTRAINT driver_person_fk REFERENCES person (id),
    -- A professional, who can be booked.
    bookable_id {id} CONSTRAINT driver_bookable_uq UNIQUE CONSTRAINT driver_bookable_fk REFERENCES bookable (id),
    checked_at bigint,
    checked_by {id} CONSTRAINT driver_checker_fk REFERENCES person (id),
    remarks text,
    retired_at bigint,
    version bigint NOT NULL
);

CREATE TABLE driver_licence (
    driver_id {id} NOT NULL CONSTRAINT driver_licence_driver_fk REFERENCES driver (id),
    category text NOT NULL CONSTRAINT driver_licence_category_ck
        CHECK (category IN ('am', 'a1', 'a2', 'a', 'b', 'be', 'c1', 'c1e', 'c', 'ce', 'd1', 'd1e', 'd', 'de', 'g')),
    valid_to text,
    CONSTRAINT driver_licence_pk PRIMARY KEY (driver_id, category)
);

CREATE TABLE fleet_settings (
    one bigint NOT NULL CONSTRAINT fleet_settings_pk PRIMARY KEY CONSTRAINT fleet_settings_one_ck CHECK (one = 1),
    licence_check_days bigint NOT NULL CONSTRAINT fleet_settings_check_ck CHECK (licence_check_days > 0),
    version bigint NOT NULL
);
INSERT INTO fleet_settings (one, licence_check_days, version) VALUES (1, 365, 1);

-- What may enter a zone, and what may be bought, from a day on --------------------------------------------------------

CREATE TABLE emission_scheme (
    id {id} NOT NULL CONSTRAINT emission_scheme_pk PRIMARY KEY,
    kind text NOT NULL CONSTRAINT emission_scheme_kind_ck CHECK (kind IN ('zone', 'acquisition')),
    code text NOT NULL CONSTRAINT emission_scheme_code_uq UNIQUE,
    names text NOT NULL
);

CREATE TABLE emission_rule (
    id {id} NOT NULL CONSTRAINT emission_rule_pk PRIMARY KEY,
    scheme_id {id} NOT NULL CONSTRAINT emission_rule_scheme_fk REFERENCES emission_scheme (id),
    valid_from text NOT NULL,
    fuel text NOT NULL CONSTRAINT emission_rule_fuel_ck CHECK (fuel IN ('electric', 'hydrogen', 'petrol', 'diesel', 'cng', 'lpg')),
    admits text NOT NULL CONSTRAINT emission_rule_admits_ck CHECK (admits IN ('all', 'from_norm', 'none')),
    min_norm text CONSTRAINT emission_rule_norm_ck
        CHECK (min_norm IN ('euro_0', 'euro_1', 'euro_2', 'euro_3', 'euro_4', 'euro_5', 'euro_6', 'euro_6d', 'euro_7')),
    source text NOT NULL,
    -- Somebody who knows the law has still to look at it.
    to_confirm boolean NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT emission_rule_uq UNIQUE (scheme_id, fuel, valid_from),
    CONSTRAINT emission_rule_min_ck CHECK ((admits = 'from_norm') = (min_norm IS NOT NULL))
);
