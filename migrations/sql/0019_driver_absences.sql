-- When drivers are not there. The closure keeps their time from being booked.
CREATE TABLE driver_absence (
    id {id} NOT NULL CONSTRAINT driver_absence_pk PRIMARY KEY,
    driver_id {id} NOT NULL CONSTRAINT driver_absence_driver_fk REFERENCES driver (id),
    closure_id {id} NOT NULL CONSTRAINT driver_absence_closure_uq UNIQUE CONSTRAINT driver_absence_closure_fk REFERENCES closure (id),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    CONSTRAINT driver_absence_span_ck CHECK (starts_at < ends_at)
);
CREATE INDEX driver_absence_driver_ix ON driver_absence (driver_id, ends_at);
