-- Inspections by rule -------------------------------------------------------------------------------------------------

-- Which installations are inspected, by whom and on what legal basis: dated, because the law changes.
CREATE TABLE inspection_regime (
    id {id} NOT NULL CONSTRAINT inspection_regime_pk PRIMARY KEY,
    code text NOT NULL,
    names text NOT NULL,
    class_code text NOT NULL CONSTRAINT inspection_regime_class_fk REFERENCES installation_class (code),
    legal_basis text NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    -- Somebody who knows the law has still to look at it.
    to_confirm boolean NOT NULL,
    performer text NOT NULL CONSTRAINT inspection_regime_performer_ck
        CHECK (performer IN ('accredited_body', 'accredited_technician', 'competent_person', 'own_staff')),
    lead_days bigint NOT NULL CONSTRAINT inspection_regime_lead_ck CHECK (lead_days >= 0),
    version bigint NOT NULL,
    CONSTRAINT inspection_regime_code_uq UNIQUE (code, valid_from),
    CONSTRAINT inspection_regime_span_ck CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX inspection_regime_class_ix ON inspection_regime (class_code);

CREATE TABLE inspection_interval (
    regime_id {id} NOT NULL CONSTRAINT inspection_interval_regime_fk REFERENCES inspection_regime (id),
    code text NOT NULL,
    position bigint NOT NULL,
    names text NOT NULL,
    months bigint NOT NULL CONSTRAINT inspection_interval_months_ck CHECK (months > 0),
    applies text NOT NULL CONSTRAINT inspection_interval_applies_ck CHECK (applies IN ('always', 'with_contract', 'without_contract')),
    -- An inspection of that interval counts for this one too.
    covered_by text,
    CONSTRAINT inspection_interval_pk PRIMARY KEY (regime_id, code)
);

CREATE TABLE inspection (
    id {id} NOT NULL CONSTRAINT inspection_pk PRIMARY KEY,
    installation_id {id} NOT NULL CONSTRAINT inspection_installation_fk REFERENCES installation (id),
    site_id {id} NOT NULL CONSTRAINT inspection_site_fk REFERENCES place (id),
    -- The rule as it was when the inspection became due.
    regime_id {id} NOT NULL CONSTRAINT inspection_regime_fk REFERENCES inspection_regime (id),
    regime_code text NOT NULL,
    interval_code text NOT NULL,
    due_on text NOT NULL,
    state text NOT NULL CONSTRAINT inspection_state_ck
        CHECK (state IN ('planned', 'scheduled', 'performed', 'conform', 'conform_with_remarks', 'non_conform', 'dropped')),
    scheduled_on text,
    performed_on text,
    performer text,
    note text,
    reason text,
    -- Whether its result put the installation out of service.
    out_of_service boolean NOT NULL,
    ticket_id {id} CONSTRAINT inspection_ticket_uq UNIQUE CONSTRAINT inspection_ticket_fk REFERENCES ticket (id),
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT inspection_due_uq UNIQUE (installation_id, regime_code, interval_code, due_on),
    CONSTRAINT inspection_performed_ck CHECK ((state IN ('performed', 'conform', 'conform_with_remarks', 'non_conform')) = (performed_on IS NOT NULL)),
    CONSTRAINT inspection_scheduled_ck CHECK (state <> 'scheduled' OR scheduled_on IS NOT NULL),
    CONSTRAINT inspection_dropped_ck CHECK ((state = 'dropped') = (reason IS NOT NULL))
);
-- One at a time is awaited of each interval.
CREATE UNIQUE INDEX inspection_awaited_uq ON inspection (installation_id, regime_code, interval_code) WHERE state IN ('planned', 'scheduled');
CREATE INDEX inspection_site_ix ON inspection (site_id, due_on);

CREATE TABLE inspection_remark (
    id {id} NOT NULL CONSTRAINT inspection_remark_pk PRIMARY KEY,
    inspection_id {id} NOT NULL CONSTRAINT inspection_remark_inspection_fk REFERENCES inspection (id),
    position bigint NOT NULL,
    text text NOT NULL,
    deadline text,
    state text NOT NULL CONSTRAINT inspection_remark_state_ck CHECK (state IN ('open', 'work_order', 'cleared')),
    ticket_id {id} CONSTRAINT inspection_remark_ticket_uq UNIQUE CONSTRAINT inspection_remark_ticket_fk REFERENCES ticket (id),
    cleared_at bigint,
    cleared_by {id} CONSTRAINT inspection_remark_person_fk REFERENCES person (id),
    cleared_note text,
    version bigint NOT NULL,
    CONSTRAINT inspection_remark_position_uq UNIQUE (inspection_id, position),
    CONSTRAINT inspection_remark_work_ck CHECK (state <> 'work_order' OR ticket_id IS NOT NULL),
    CONSTRAINT inspection_remark_cleared_ck CHECK ((state = 'cleared') = (cleared_at IS NOT NULL))
);
