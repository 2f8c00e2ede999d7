-- Teams, the hours they work, and what they promise -------------------------------------------------------------------

CREATE TABLE team (
    id {id} NOT NULL CONSTRAINT team_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT team_code_uq UNIQUE,
    names text NOT NULL,
    -- Its holidays and its zone are those of this site; its hours are its own, a JSON object of spans by weekday.
    site_id {id} NOT NULL CONSTRAINT team_site_fk REFERENCES place (id),
    hours text NOT NULL,
    retired_at bigint,
    version bigint NOT NULL
);

CREATE TABLE team_member (
    team_id {id} NOT NULL CONSTRAINT team_member_team_fk REFERENCES team (id),
    person_id {id} NOT NULL CONSTRAINT team_member_person_fk REFERENCES person (id),
    CONSTRAINT team_member_pk PRIMARY KEY (team_id, person_id)
);
CREATE INDEX team_member_person_ix ON team_member (person_id);

-- Minutes of the team's own working time; the row of a team before the row without one.
CREATE TABLE service_level (
    id {id} NOT NULL CONSTRAINT service_level_pk PRIMARY KEY,
    team_id {id} CONSTRAINT service_level_team_fk REFERENCES team (id),
    priority text NOT NULL CONSTRAINT service_level_priority_ck CHECK (priority IN ('critical', 'high', 'medium', 'low')),
    acknowledge_minutes bigint NOT NULL CONSTRAINT service_level_acknowledge_ck CHECK (acknowledge_minutes > 0),
    fix_minutes bigint NOT NULL CONSTRAINT service_level_fix_ck CHECK (fix_minutes >= acknowledge_minutes),
    CONSTRAINT service_level_uq UNIQUE (team_id, priority)
);
-- A unique constraint takes rows without a team for different ones.
CREATE UNIQUE INDEX service_level_common_uq ON service_level (priority) WHERE team_id IS NULL;

-- Tickets -------------------------------------------------------------------------------------------------------------

CREATE TABLE ticket (
    id {id} NOT NULL CONSTRAINT ticket_pk PRIMARY KEY,
    number bigint NOT NULL CONSTRAINT ticket_number_uq UNIQUE,
    kind text NOT NULL CONSTRAINT ticket_kind_ck CHECK (kind IN ('fault', 'request', 'preventive', 'inspection', 'remark')),
    title text NOT NULL,
    description text,
    site_id {id} NOT NULL CONSTRAINT ticket_site_fk REFERENCES place (id),
    place_id {id} NOT NULL CONSTRAINT ticket_place_fk REFERENCES place (id),
    installation_id {id} CONSTRAINT ticket_installation_fk REFERENCES installation (id),
    -- A colleague, or somebody who reported behind a QR code without an account.
    reporter_id {id} CONSTRAINT ticket_reporter_fk REFERENCES person (id),
    guest_name text,
    guest_email text,
    guest_language text,
    follow_hash text CONSTRAINT ticket_follow_uq UNIQUE,
    impact text NOT NULL CONSTRAINT ticket_impact_ck CHECK (impact IN ('person', 'room', 'floor', 'building')),
    urgency text NOT NULL CONSTRAINT ticket_urgency_ck CHECK (urgency IN ('can_wait', 'hinders', 'stops_work', 'danger')),
    priority text NOT NULL CONSTRAINT ticket_priority_ck CHECK (priority IN ('critical', 'high', 'medium', 'low')),
    -- Whether the priority was raised because bookings depend on the place.
    raised boolean NOT NULL,
    state text NOT NULL CONSTRAINT ticket_state_ck CHECK (state IN ('new', 'triaged', 'planned', 'assigned', 'in_progress', 'on_hold',
        'done', 'verified', 'closed', 'rejected', 'duplicate', 'cancelled', 'cannot_complete', 'reopened')),
    reason text,
    team_id {id} CONSTRAINT ticket_team_fk REFERENCES team (id),
    assignee_id {id} CONSTRAINT ticket_assignee_fk REFERENCES person (id),
    worked_by {id} CONSTRAINT ticket_worker_fk REFERENCES person (id),
    planned_from bigint,
    planned_to bigint,
    reported_at bigint NOT NULL,
    -- Since when the service level runs: the report, or the last reopening.
    clock_from bigint NOT NULL,
    acknowledged_at bigint,
    started_at bigint,
    done_at bigint,
    closed_at bigint,
    held_since bigint,
    -- Minutes of the team's working time on hold so far; what the hold that is under way adds is computed.
    held_minutes bigint NOT NULL CONSTRAINT ticket_held_ck CHECK (held_minutes >= 0),
    acknowledge_by bigint,
    -- Three quarters of the time to fix it are over.
    warn_at bigint,
    fix_by bigint,
    warned_at bigint,
    breached_at bigint,
    duplicate_of {id} CONSTRAINT ticket_duplicate_fk REFERENCES ticket (id),
    opened_from {id} CONSTRAINT ticket_opened_from_fk REFERENCES ticket (id),
    reopened_count bigint NOT NULL,
    rating bigint CONSTRAINT ticket_rating_ck CHECK (rating BETWEEN 1 AND 5),
    rating_note text,
    search_key text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT ticket_reporter_ck CHECK (reporter_id IS NULL OR guest_name IS NULL),
    CONSTRAINT ticket_planned_ck CHECK ((planned_from IS NULL) = (planned_to IS NULL) AND (planned_from IS NULL OR planned_from < planned_to)),
    CONSTRAINT ticket_held_since_ck CHECK ((state = 'on_hold') = (held_since IS NOT NULL)),
    CONSTRAINT ticket_duplicate_ck CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL))
);
CREATE INDEX ticket_state_ix ON ticket (site_id, state, number);
CREATE INDEX ticket_place_ix ON ticket (place_id, number);
CREATE INDEX ticket_installation_ix ON ticket (installation_id, number) WHERE installation_id IS NOT NULL;
CREATE INDEX ticket_assignee_ix ON ticket (assignee_id, state) WHERE assignee_id IS NOT NULL;
CREATE INDEX ticket_reporter_ix ON ticket (reporter_id, number) WHERE reporter_id IS NOT NULL;
CREATE INDEX ticket_due_ix ON ticket (fix_by) WHERE fix_by IS NOT NULL AND done_at IS NULL;

-- Who sees what the reporter sees: the reporters of its duplicates.
CREATE TABLE ticket_follower (
    ticket_id {id} NOT NULL CONSTRAINT ticket_follower_ticket_fk REFERENCES ticket (id),
    person_id {id} NOT NULL CONSTRAINT ticket_follower_person_fk REFERENCES person (id),
    CONSTRAINT ticket_follower_pk PRIMARY KEY (ticket_id, person_id)
);
CREATE INDEX ticket_follower_person_ix ON ticket_follower (person_id);
CREATE INDEX ticket_duplicate_ix ON ticket (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE ticket_counter (
    one bigint NOT NULL CONSTRAINT ticket_counter_pk PRIMARY KEY CONSTRAINT ticket_counter_one_ck CHECK (one = 1),
    last bigint NOT NULL
);
INSERT INTO ticket_counter (one, last) VALUES (1, 0);

-- What happened to a ticket, in order: moves and comments. Append-only.
CREATE TABLE ticket_event (
    id {id} NOT NULL CONSTRAINT ticket_event_pk PRIMARY KEY,
    ticket_id {id} NOT NULL CONSTRAINT ticket_event_ticket_fk REFERENCES ticket (id),
    at bigint NOT NULL,
    actor_id {id} CONSTRAINT ticket_event_actor_fk REFERENCES person (id),
    kind text NOT NULL CONSTRAINT ticket_event_kind_ck CHECK (kind IN ('moved', 'commented', 'changed', 'worked', 'attached', 'answered')),
    verb text,
    from_state text,
    to_state text,
    text text,
    -- Whether the reporter sees it too.
    public boolean NOT NULL,
    data text NOT NULL
);
CREATE INDEX ticket_event_ticket_ix ON ticket_event (ticket_id, at, id);

CREATE TABLE ticket_mention (
    event_id {id} NOT NULL CONSTRAINT ticket_mention_event_fk REFERENCES ticket_event (id),
    person_id {id} NOT NULL CONSTRAINT ticket_mention_person_fk REFERENCES person (id),
    seen_at bigint,
    CONSTRAINT ticket_mention_pk PRIMARY KEY (event_id, person_id)
);
CREATE INDEX ticket_mention_person_ix ON ticket_mention (person_id) WHERE seen_at IS NULL;

CREATE TABLE work_log (
    id {id} NOT NULL CONSTRAINT work_log_pk PRIMARY KEY,
    ticket_id {id} NOT NULL CONSTRAINT work_log_ticket_fk REFERENCES ticket (id),
    kind text NOT NULL CONSTRAINT work_log_kind_ck CHECK (kind IN ('time', 'part', 'service')),
    person_id {id} NOT NULL CONSTRAINT work_log_person_fk REFERENCES person (id),
    worked_on text NOT NULL,
    minutes bigint CONSTRAINT work_log_minutes_ck CHECK (minutes > 0),
    quantity bigint CONSTRAINT work_log_quantity_ck CHECK (quantity > 0),
    cost_cents bigint CONSTRAINT work_log_cost_ck CHECK (cost_cents >= 0),
    note text NOT NULL,
    created_at bigint NOT NULL,
    -- Struck out with a reason instead of deleted.
    struck_at bigint,
    struck_reason text,
    CONSTRAINT work_log_time_ck CHECK ((kind = 'time') = (minutes IS NOT NULL))
);
CREATE INDEX work_log_ticket_ix ON work_log (ticket_id, created_at);

CREATE TABLE checklist (
    id {id} NOT NULL CONSTRAINT checklist_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT checklist_code_uq UNIQUE,
    names text NOT NULL,
    items text NOT NULL,
    retired_at bigint,
    version bigint NOT NULL
);

CREATE TABLE task (
    id {id} NOT NULL CONSTRAINT task_pk PRIMARY KEY,
    ticket_id {id} NOT NULL CONSTRAINT task_ticket_fk REFERENCES ticket (id),
    position bigint NOT NULL,
    kind text NOT NULL CONSTRAINT task_kind_ck CHECK (kind IN ('tick', 'number', 'text', 'pass_fail', 'choice', 'meter')),
    names text NOT NULL,
    -- What an answer may be: choices, smallest and largest number, the meter. A JSON object by kind.
    demands text NOT NULL,
    required boolean NOT NULL,
    answer text,
    note text,
    failed boolean,
    answered_by {id} CONSTRAINT task_person_fk REFERENCES person (id),
    answered_at bigint,
    opened_ticket_id {id} CONSTRAINT task_opened_fk REFERENCES ticket (id),
    CONSTRAINT task_position_uq UNIQUE (ticket_id, position)
);

-- How often somebody without an account reported: by address and by QR token, all processes together.
CREATE TABLE report_throttle (
    throttle_key text NOT NULL CONSTRAINT report_throttle_pk PRIMARY KEY,
    reports bigint NOT NULL,
    window_started_at bigint NOT NULL
);
