ALTER TABLE attachment DROP CONSTRAINT attachment_subject_ck;
ALTER TABLE attachment ADD CONSTRAINT attachment_subject_ck
    CHECK (subject_kind IN ('installation', 'contract', 'ticket', 'inspection', 'remark', 'vehicle', 'vehicle_paper', 'vehicle_file',
        'vehicle_handover', 'vehicle_damage'));
