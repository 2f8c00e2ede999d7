CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap EXCLUDE USING gist
    (unit_id WITH =, int8range(starts_at, ends_at, '[)') WITH &&) WHERE (exclusive);

CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'journal_append_only' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_change();

CREATE VIEW occupancy_readable AS
SELECT id, unit_id, kind, exclusive,
       to_timestamp(starts_at / 1000000.0) AS starts_at, to_timestamp(ends_at / 1000000.0) AS ends_at
FROM occupancy;
