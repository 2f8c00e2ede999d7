-- Work that comes again -----------------------------------------------------------------------------------------------

CREATE TABLE maintenance_plan (
    id {id} NOT NULL CONSTRAINT maintenance_plan_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT maintenance_plan_code_uq UNIQUE,
    -- What the tickets say.
    title text NOT NULL,
    description text,
    site_id {id} NOT NULL CONSTRAINT maintenance_plan_site_fk REFERENCES place (id),
    -- Without a place it is where the installation stands.
    place_id {id} CONSTRAINT maintenance_plan_place_fk REFERENCES place (id),
    installation_id {id} CONSTRAINT maintenance_plan_installation_fk REFERENCES installation (id),
    team_id {id} CONSTRAINT maintenance_plan_team_fk REFERENCES team (id),
    checklist_id {id} CONSTRAINT maintenance_plan_checklist_fk REFERENCES checklist (id),
    impact text NOT NULL CONSTRAINT maintenance_plan_impact_ck CHECK (impact IN ('person', 'room', 'floor', 'building')),
    urgency text NOT NULL CONSTRAINT maintenance_plan_urgency_ck CHECK (urgency IN ('can_wait', 'hinders', 'stops_work', 'danger')),
    minutes bigint NOT NULL CONSTRAINT maintenance_plan_minutes_ck CHECK (minutes > 0),
    trigger_kind text NOT NULL CONSTRAINT maintenance_plan_trigger_ck CHECK (trigger_kind IN ('calendar', 'meter')),
    -- By the calendar: an RFC 5545 rule on the face of a clock.
    recurrence text,
    starts_at text,
    time_zone text,
    -- Up to which date of the rule work was made or left out.
    dealt_until text,
    -- By a meter: from which total on the next work counts.
    meter_id {id} CONSTRAINT maintenance_plan_meter_fk REFERENCES meter (id),
    every_units bigint CONSTRAINT maintenance_plan_every_ck CHECK (every_units > 0),
    base_total bigint,
    -- Days before the date, or units before the reading, at which the work is made.
    ahead bigint NOT NULL CONSTRAINT maintenance_plan_ahead_ck CHECK (ahead >= 0),
    counted_from text NOT NULL CONSTRAINT maintenance_plan_counted_ck CHECK (counted_from IN ('last_due', 'last_done')),
    paused_at bigint,
    retired_at bigint,
    version bigint NOT NULL,
    CONSTRAINT maintenance_plan_where_ck CHECK (place_id IS NOT NULL OR installation_id IS NOT NULL),
    CONSTRAINT maintenance_plan_calendar_ck CHECK ((trigger_kind = 'calendar') = (recurrence IS NOT NULL)
        AND (recurrence IS NULL) = (starts_at IS NULL) AND (recurrence IS NULL) = (time_zone IS NULL)
        AND (recurrence IS NULL) = (dealt_until IS NULL)),
    CONSTRAINT maintenance_plan_meter_ck CHECK ((trigger_kind = 'meter') = (meter_id IS NOT NULL)
        AND (meter_id IS NULL) = (every_units IS NULL) AND (meter_id IS NULL) = (base_total IS NULL))
);
CREATE INDEX maintenance_plan_site_ix ON maintenance_plan (site_id, code);
CREATE INDEX maintenance_plan_installation_ix ON maintenance_plan (installation_id) WHERE installation_id IS NOT NULL;

-- The tickets that a plan made. What is due is made once: the database holds to it.
CREATE TABLE plan_work (
    ticket_id {id} NOT NULL CONSTRAINT plan_work_pk PRIMARY KEY CONSTRAINT plan_work_ticket_fk REFERENCES ticket (id),
    plan_id {id} NOT NULL CONSTRAINT plan_work_plan_fk REFERENCES maintenance_plan (id),
    position bigint NOT NULL,
    -- A date of the rule, or a total of the meter.
    due_key text NOT NULL,
    -- Null where it is due at a reading.
    due_at bigint,
    made_at bigint NOT NULL,
    CONSTRAINT plan_work_due_uq UNIQUE (plan_id, due_key),
    CONSTRAINT plan_work_position_uq UNIQUE (plan_id, position)
);

-- Which task stands for one that was left undone before, once.
CREATE TABLE carried_task (
    task_id {id} NOT NULL CONSTRAINT carried_task_pk PRIMARY KEY CONSTRAINT carried_task_task_fk REFERENCES task (id),
    from_task_id {id} NOT NULL CONSTRAINT carried_task_from_uq UNIQUE CONSTRAINT carried_task_from_fk REFERENCES task (id)
);
