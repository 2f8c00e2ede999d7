-- SQLite cannot change a constraint: the table is made anew.
CREATE TABLE energy_transaction_next (
    id {id} NOT NULL CONSTRAINT energy_transaction_pk PRIMARY KEY,
    vehicle_id {id} NOT NULL CONSTRAINT energy_transaction_vehicle_fk REFERENCES vehicle (id),
    at bigint NOT NULL,
    kind text NOT NULL CONSTRAINT energy_transaction_kind_ck
        CHECK (kind IN ('petrol', 'diesel', 'lpg', 'cng', 'hydrogen', 'electricity')),
    quantity bigint NOT NULL CONSTRAINT energy_transaction_quantity_ck CHECK ({check}),
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
INSERT INTO energy_transaction_next (id, vehicle_id, at, kind, quantity, cents, currency, odometer_km, card, station, supplier, reference, import_id,
    noted_by, version)
SELECT id, vehicle_id, at, kind, quantity, cents, currency, odometer_km, card, station, supplier, reference, import_id,
    noted_by, version FROM energy_transaction;
DROP TABLE energy_transaction;
ALTER TABLE energy_transaction_next RENAME TO energy_transaction;
CREATE INDEX energy_transaction_vehicle_ix ON energy_transaction (vehicle_id, at);
CREATE INDEX energy_transaction_at_ix ON energy_transaction (at);
CREATE INDEX energy_transaction_card_ix ON energy_transaction (card, at) WHERE card IS NOT NULL;
CREATE INDEX energy_transaction_import_ix ON energy_transaction (import_id) WHERE import_id IS NOT NULL;
