-- What hangs on many things: photos, certificates, reports -----------------------------------------------------------

CREATE TABLE attachment (
    id {id} NOT NULL CONSTRAINT attachment_pk PRIMARY KEY,
    subject_kind text NOT NULL CONSTRAINT attachment_subject_ck CHECK (subject_kind IN ('installation', 'contract', 'ticket', 'inspection', 'remark')),
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
CREATE INDEX attachment_subject_ix ON attachment (subject_id, created_at);

-- The plan of a floor: a picture; the outlines of its spaces are in the picture's coordinates -------------------------

CREATE TABLE floor_plan (
    floor_id {id} NOT NULL CONSTRAINT floor_plan_pk PRIMARY KEY CONSTRAINT floor_plan_floor_fk REFERENCES place (id),
    content_type text NOT NULL,
    content {bytes} NOT NULL,
    width bigint NOT NULL CONSTRAINT floor_plan_width_ck CHECK (width > 0),
    height bigint NOT NULL CONSTRAINT floor_plan_height_ck CHECK (height > 0),
    -- How many millimetres a unit of the picture is; null where it is not known.
    mm_per_unit bigint CONSTRAINT floor_plan_scale_ck CHECK (mm_per_unit > 0),
    version bigint NOT NULL
);

-- Suppliers and contracts ---------------------------------------------------------------------------------------------

CREATE TABLE supplier (
    id {id} NOT NULL CONSTRAINT supplier_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT supplier_code_uq UNIQUE,
    name text NOT NULL,
    email text,
    phone text,
    search_key text NOT NULL,
    retired_at bigint,
    version bigint NOT NULL
);

CREATE TABLE contract (
    id {id} NOT NULL CONSTRAINT contract_pk PRIMARY KEY,
    supplier_id {id} NOT NULL CONSTRAINT contract_supplier_fk REFERENCES supplier (id),
    code text NOT NULL CONSTRAINT contract_code_uq UNIQUE,
    title text NOT NULL,
    starts_on text NOT NULL,
    ends_on text,
    notice_on text,
    yearly_cents bigint CONSTRAINT contract_yearly_ck CHECK (yearly_cents >= 0),
    remarks text,
    search_key text NOT NULL,
    retired_at bigint,
    version bigint NOT NULL,
    CONSTRAINT contract_span_ck CHECK (ends_on IS NULL OR starts_on <= ends_on),
    CONSTRAINT contract_notice_ck CHECK (notice_on IS NULL OR (ends_on IS NOT NULL AND notice_on <= ends_on))
);
CREATE INDEX contract_supplier_ix ON contract (supplier_id);
CREATE INDEX contract_ends_ix ON contract (ends_on) WHERE ends_on IS NOT NULL;

-- Installations -------------------------------------------------------------------------------------------------------

CREATE TABLE installation_class (
    code text NOT NULL CONSTRAINT installation_class_pk PRIMARY KEY,
    names text NOT NULL
);

CREATE TABLE installation (
    id {id} NOT NULL CONSTRAINT installation_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT installation_code_uq UNIQUE,
    names text NOT NULL,
    class_code text NOT NULL CONSTRAINT installation_class_fk REFERENCES installation_class (code),
    place_id {id} NOT NULL CONSTRAINT installation_place_fk REFERENCES place (id),
    site_id {id} NOT NULL CONSTRAINT installation_site_fk REFERENCES place (id),
    parent_id {id} CONSTRAINT installation_parent_fk REFERENCES installation (id),
    maker text,
    model text,
    serial text,
    supplier_id {id} CONSTRAINT installation_supplier_fk REFERENCES supplier (id),
    contract_id {id} CONSTRAINT installation_contract_fk REFERENCES contract (id),
    criticality text NOT NULL CONSTRAINT installation_criticality_ck CHECK (criticality IN ('low', 'normal', 'high', 'vital')),
    commissioned_on text,
    remarks text,
    qr_token text NOT NULL CONSTRAINT installation_qr_token_uq UNIQUE,
    out_of_service_since bigint,
    out_of_service_reason text,
    search_key text NOT NULL,
    retired_at bigint,
    version bigint NOT NULL,
    CONSTRAINT installation_out_ck CHECK ((out_of_service_since IS NULL) = (out_of_service_reason IS NULL))
);
CREATE INDEX installation_place_ix ON installation (place_id);
CREATE INDEX installation_site_ix ON installation (site_id, code);
CREATE INDEX installation_parent_ix ON installation (parent_id);
CREATE INDEX installation_class_ix ON installation (class_code);
CREATE INDEX installation_contract_ix ON installation (contract_id);

CREATE TABLE meter (
    id {id} NOT NULL CONSTRAINT meter_pk PRIMARY KEY,
    installation_id {id} NOT NULL CONSTRAINT meter_installation_fk REFERENCES installation (id),
    code text NOT NULL,
    names text NOT NULL,
    unit text NOT NULL CONSTRAINT meter_unit_ck CHECK (unit IN ('hours', 'starts', 'kilometres', 'kilowatt_hours', 'cubic_metres', 'litres', 'pieces')),
    retired boolean NOT NULL,
    CONSTRAINT meter_code_uq UNIQUE (installation_id, code)
);

CREATE TABLE meter_reading (
    id {id} NOT NULL CONSTRAINT meter_reading_pk PRIMARY KEY,
    meter_id {id} NOT NULL CONSTRAINT meter_reading_meter_fk REFERENCES meter (id),
    read_at bigint NOT NULL,
    reading bigint NOT NULL CONSTRAINT meter_reading_ck CHECK (reading >= 0),
    -- The meter was replaced or reset: the reading begins anew and may be smaller than the one before.
    restarts boolean NOT NULL,
    read_by {id} CONSTRAINT meter_reading_person_fk REFERENCES person (id),
    note text,
    CONSTRAINT meter_reading_uq UNIQUE (meter_id, read_at)
);
