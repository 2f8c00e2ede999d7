-- SQLite cannot change a constraint: the table is made anew.
CREATE TABLE attachment_next (
    id {id} NOT NULL CONSTRAINT attachment_pk PRIMARY KEY,
    subject_kind text NOT NULL CONSTRAINT attachment_subject_ck
        CHECK (subject_kind IN ('installation', 'contract', 'ticket', 'inspection', 'remark', 'vehicle', 'vehicle_paper', 'vehicle_file',
            'vehicle_handover', 'vehicle_damage')),
    subject_id {id} NOT NULL,
    kind text NOT NULL CONSTRAINT attachment_kind_ck CHECK (kind IN ('photo', 'document')),
    title text NOT NULL,
    content_type text NOT NULL,
    content {bytes} NOT NULL,
    byte_count bigint NOT NULL,
    width bigint,
    height bigint,
    valid_from text,
    valid_to text,
    created_by {id} CONSTRAINT attachment_creator_fk REFERENCES person (id),
    created_at bigint NOT NULL,
    CONSTRAINT attachment_size_ck CHECK ((width IS NULL) = (height IS NULL)),
    CONSTRAINT attachment_span_ck CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
INSERT INTO attachment_next (id, subject_kind, subject_id, kind, title, content_type, content, byte_count, width, height,
    valid_from, valid_to, created_by, created_at)
SELECT id, subject_kind, subject_id, kind, title, content_type, content, byte_count, width, height,
    valid_from, valid_to, created_by, created_at FROM attachment;
DROP TABLE attachment;
ALTER TABLE attachment_next RENAME TO attachment;
CREATE INDEX attachment_subject_ix ON attachment (subject_id, created_at);
