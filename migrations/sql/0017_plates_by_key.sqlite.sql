DROP TRIGGER plate_no_overlap_insert;
CREATE TRIGGER plate_no_overlap_insert BEFORE INSERT ON plate_assignment BEGIN
    SELECT RAISE(ABORT, 'plate_no_overlap') WHERE EXISTS (
        SELECT 1 FROM plate_assignment other
        WHERE ({other_key} = {new_key} OR other.vehicle_id = NEW.vehicle_id) AND other.id <> NEW.id
            AND (NEW.until_day IS NULL OR other.from_day < NEW.until_day)
            AND (other.until_day IS NULL OR other.until_day > NEW.from_day));
END;

DROP TRIGGER plate_no_overlap_update;
CREATE TRIGGER plate_no_overlap_update BEFORE UPDATE ON plate_assignment BEGIN
    SELECT RAISE(ABORT, 'plate_no_overlap') WHERE EXISTS (
        SELECT 1 FROM plate_assignment other
        WHERE ({other_key} = {new_key} OR other.vehicle_id = NEW.vehicle_id) AND other.id <> NEW.id
            AND (NEW.until_day IS NULL OR other.from_day < NEW.until_day)
            AND (other.until_day IS NULL OR other.until_day > NEW.from_day));
END;
