ALTER TABLE trip ADD CONSTRAINT trip_time_no_overlap EXCLUDE USING gist
    (vehicle_id WITH =, int8range(starts_at, ends_at, '[)') WITH &&);
ALTER TABLE trip ADD CONSTRAINT trip_km_no_overlap EXCLUDE USING gist
    (vehicle_id WITH =, int8range(km_out, km_in, '[)') WITH &&);
