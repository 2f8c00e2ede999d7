-- How long before the end the desk is warned; nothing: a quarter of the time to mend it.
ALTER TABLE service_level ADD COLUMN warn_minutes bigint
    CONSTRAINT service_level_warn_ck CHECK (warn_minutes >= 0 AND warn_minutes <= fix_minutes);
