ALTER TABLE plate_assignment ADD CONSTRAINT plate_once_no_overlap EXCLUDE USING gist
    (plate WITH =, int8range(from_day, until_day, '[)') WITH &&);
ALTER TABLE plate_assignment ADD CONSTRAINT plate_of_vehicle_no_overlap EXCLUDE USING gist
    (vehicle_id WITH =, int8range(from_day, until_day, '[)') WITH &&);

ALTER TABLE attachment DROP CONSTRAINT attachment_subject_ck;
ALTER TABLE attachment ADD CONSTRAINT attachment_subject_ck
    CHECK (subject_kind IN ('installation', 'contract', 'ticket', 'inspection', 'remark', 'vehicle', 'vehicle_paper', 'vehicle_file'));
