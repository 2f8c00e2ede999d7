CREATE TRIGGER trip_no_overlap_insert BEFORE INSERT ON trip BEGIN
    SELECT RAISE(ABORT, 'trip_time_no_overlap') WHERE EXISTS (
        SELECT 1 FROM trip other WHERE other.vehicle_id = NEW.vehicle_id AND other.id <> NEW.id
            AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at);
    -- A trip of no kilometres is in the way of none.
    SELECT RAISE(ABORT, 'trip_km_no_overlap') WHERE EXISTS (
        SELECT 1 FROM trip other WHERE other.vehicle_id = NEW.vehicle_id AND other.id <> NEW.id
            AND other.km_out < NEW.km_in AND other.km_in > NEW.km_out
            AND other.km_out < other.km_in AND NEW.km_out < NEW.km_in);
END;

CREATE TRIGGER trip_no_overlap_update BEFORE UPDATE ON trip BEGIN
    SELECT RAISE(ABORT, 'trip_time_no_overlap') WHERE EXISTS (
        SELECT 1 FROM trip other WHERE other.vehicle_id = NEW.vehicle_id AND other.id <> NEW.id
            AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at);
    -- A trip of no kilometres is in the way of none.
    SELECT RAISE(ABORT, 'trip_km_no_overlap') WHERE EXISTS (
        SELECT 1 FROM trip other WHERE other.vehicle_id = NEW.vehicle_id AND other.id <> NEW.id
            AND other.km_out < NEW.km_in AND other.km_in > NEW.km_out
            AND other.km_out < other.km_in AND NEW.km_out < NEW.km_in);
END;
