-- Exclusive occupancies of a unit never overlap, so only the last one that starts before the new one ends can clash:
-- one probe of occupancy_unit_ix instead of a walk through the unit's whole past.
CREATE TRIGGER occupancy_no_overlap_insert BEFORE INSERT ON occupancy WHEN NEW.exclusive BEGIN
    SELECT RAISE(ABORT, 'occupancy_no_overlap') WHERE NEW.starts_at < (
        SELECT other.ends_at FROM occupancy other
        WHERE other.unit_id = NEW.unit_id AND other.exclusive AND other.starts_at < NEW.ends_at AND other.id <> NEW.id
        ORDER BY other.starts_at DESC LIMIT 1);
END;

CREATE TRIGGER occupancy_no_overlap_update BEFORE UPDATE OF unit_id, starts_at, ends_at, exclusive ON occupancy
WHEN NEW.exclusive BEGIN
    SELECT RAISE(ABORT, 'occupancy_no_overlap') WHERE NEW.starts_at < (
        SELECT other.ends_at FROM occupancy other
        WHERE other.unit_id = NEW.unit_id AND other.exclusive AND other.starts_at < NEW.ends_at AND other.id <> NEW.id
        ORDER BY other.starts_at DESC LIMIT 1);
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'journal_append_only');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'journal_append_only');
END;

CREATE VIEW occupancy_readable AS
SELECT lower(hex(id)) AS id, lower(hex(unit_id)) AS unit_id, kind, exclusive,
       strftime('%Y-%m-%dT%H:%M:%SZ', starts_at / 1000000, 'unixepoch') AS starts_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', ends_at / 1000000, 'unixepoch') AS ends_at
FROM occupancy;
