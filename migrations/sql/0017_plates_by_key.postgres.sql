ALTER TABLE plate_assignment DROP CONSTRAINT plate_once_no_overlap;
ALTER TABLE plate_assignment ADD CONSTRAINT plate_once_no_overlap EXCLUDE USING gist
    (({key}) WITH =, int8range(from_day, until_day, '[)') WITH &&);
