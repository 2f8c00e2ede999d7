-- Trips, energy, costs and fines of vehicles ------------------------------------------------------------------------------

-- Who drove a vehicle from when until when, and from what to what on the odometer. No two trips of a vehicle overlap in time
-- or in kilometres: see 0016_fleet_costs_guards.
CREATE TABLE trip (
    id {id} NOT NULL CONSTRAINT trip_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT trip_vehicle_fk REFERENCES vehicle (id),
    driver_id {id} NOT NULL CONSTRAINT trip_driver_fk REFERENCES person (id),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    km_out bigint NOT NULL CONSTRAINT trip_km_out_ck CHECK (km_out >= 0),
    km_in bigint NOT NULL,
    kind text NOT NULL CONSTRAINT trip_kind_ck CHECK (kind IN ('business', 'private')),
    purpose text,
    reservation_id {id} CONSTRAINT trip_reservation_fk REFERENCES vehicle_reservation (occurrence_id),
    noted_by {id} CONSTRAINT trip_noted_by_fk REFERENCES person (id),
    noted_at bigint NOT NULL,
    -- Why it was last corrected.
    reason text,
    version bigint NOT NULL,
    CONSTRAINT trip_span_ck CHECK (starts_at < ends_at),
    CONSTRAINT trip_km_ck CHECK (km_out <= km_in)
);
CREATE INDEX trip_vehicle_ix ON trip (vehicle_id, starts_at);
CREATE INDEX trip_driver_ix ON trip (driver_id, starts_at);
CREATE INDEX trip_starts_ix ON trip (starts_at);
CREATE INDEX trip_reservation_ix ON trip (reservation_id) WHERE reservation_id IS NOT NULL;

-- How the statements of a supplier are read: separator, decimals, dates, columns, units; JSON.
CREATE TABLE energy_profile (
    id {id} NOT NULL CONSTRAINT energy_profile_pk PRIMARY KEY,
    supplier text NOT NULL CONSTRAINT energy_profile_supplier_uq UNIQUE,
    mapping text NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE energy_import (
    id {id} NOT NULL CONSTRAINT energy_import_pk PRIMARY KEY,
    supplier text NOT NULL,
    file_name text NOT NULL,
    taken_count bigint NOT NULL,
    taken_at bigint NOT NULL,
    taken_by {id} CONSTRAINT energy_import_taker_fk REFERENCES person (id),
    undone_at bigint,
    undone_by {id} CONSTRAINT energy_import_undoer_fk REFERENCES person (id)
);
CREATE INDEX energy_import_taken_ix ON energy_import (taken_at);

-- What a vehicle took: thousandths of a litre, of a kilowatt-hour or of a kilogram, by the kind.
CREATE TABLE energy_transaction (
    id {id} NOT NULL CONSTRAINT energy_transaction_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT energy_transaction_vehicle_fk REFERENCES vehicle (id),
    at bigint NOT NULL,
    kind text NOT NULL CONSTRAINT energy_transaction_kind_ck
        CHECK (kind IN ('petrol', 'diesel', 'lpg', 'cng', 'hydrogen', 'electricity')),
    quantity bigint NOT NULL CONSTRAINT energy_transaction_quantity_ck CHECK (quantity > 0),
    cents bigint NOT NULL,
    currency text NOT NULL,
    odometer_km bigint CONSTRAINT energy_transaction_km_ck CHECK (odometer_km >= 0),
    card text,
    station text,
    supplier text NOT NULL,
    reference text,
    import_id {id} CONSTRAINT energy_transaction_import_fk REFERENCES energy_import (id),
    noted_by {id} CONSTRAINT energy_transaction_noted_by_fk REFERENCES person (id),
    version bigint NOT NULL
);
CREATE INDEX energy_transaction_vehicle_ix ON energy_transaction (vehicle_id, at);
CREATE INDEX energy_transaction_at_ix ON energy_transaction (at);
CREATE INDEX energy_transaction_card_ix ON energy_transaction (card, at) WHERE card IS NOT NULL;
CREATE INDEX energy_transaction_import_ix ON energy_transaction (import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX energy_transaction_reference_uq ON energy_transaction (supplier, reference) WHERE reference IS NOT NULL;

-- What a vehicle costs beside its lease and its energy, over so many months from a day on.
CREATE TABLE vehicle_cost (
    id {id} NOT NULL CONSTRAINT vehicle_cost_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT vehicle_cost_vehicle_fk REFERENCES vehicle (id),
    kind text NOT NULL CONSTRAINT vehicle_cost_kind_ck
        CHECK (kind IN ('tax', 'insurance', 'repair', 'damage', 'washing', 'tyres', 'parking', 'other')),
    on_day text NOT NULL,
    months bigint NOT NULL CONSTRAINT vehicle_cost_months_ck CHECK (months BETWEEN 1 AND 60),
    cents bigint NOT NULL,
    note text,
    noted_by {id} CONSTRAINT vehicle_cost_noted_by_fk REFERENCES person (id),
    version bigint NOT NULL
);
CREATE INDEX vehicle_cost_vehicle_ix ON vehicle_cost (vehicle_id, on_day);

-- How much carbon dioxide a unit of energy makes, from a day on: grams for a litre, a kilowatt-hour or a kilogram.
CREATE TABLE co2_factor (
    id {id} NOT NULL CONSTRAINT co2_factor_pk PRIMARY KEY,
    kind text NOT NULL CONSTRAINT co2_factor_kind_ck
        CHECK (kind IN ('petrol', 'diesel', 'lpg', 'cng', 'hydrogen', 'electricity')),
    from_day text NOT NULL,
    grams bigint NOT NULL CONSTRAINT co2_factor_grams_ck CHECK (grams >= 0),
    source text NOT NULL,
    to_confirm boolean NOT NULL
);
CREATE UNIQUE INDEX co2_factor_uq ON co2_factor (kind, from_day);

CREATE TABLE fine (
    id {id} NOT NULL CONSTRAINT fine_pk PRIMARY KEY,
    reference text NOT NULL CONSTRAINT fine_reference_uq UNIQUE,
    plate text NOT NULL,
    at bigint NOT NULL,
    place text,
    kind text NOT NULL CONSTRAINT fine_kind_ck CHECK (kind IN ('speeding', 'red_light', 'parking', 'zone', 'phone', 'toll', 'other')),
    cents bigint NOT NULL CONSTRAINT fine_cents_ck CHECK (cents >= 0),
    due_on text,
    state text NOT NULL CONSTRAINT fine_state_ck CHECK (state IN ('open', 'paid', 'contested', 'passed_on', 'dropped')),
    -- Who drove, where somebody said so or it was passed on: else it is found out whenever it is asked.
    driver_id {id} CONSTRAINT fine_driver_fk REFERENCES person (id),
    driver_reason text,
    note text,
    noted_by {id} CONSTRAINT fine_noted_by_fk REFERENCES person (id),
    noted_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT fine_driver_ck CHECK ((driver_id IS NULL) = (driver_reason IS NULL))
);
CREATE INDEX fine_at_ix ON fine (at);
