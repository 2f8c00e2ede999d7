-- People ------------------------------------------------------------------------------------------------------------

CREATE TABLE org_unit (
    id {id} NOT NULL CONSTRAINT org_unit_pk PRIMARY KEY,
    code text NOT NULL CONSTRAINT org_unit_code_uq UNIQUE,
    names text NOT NULL,
    parent_id {id} CONSTRAINT org_unit_parent_fk REFERENCES org_unit (id),
    retired boolean NOT NULL
);

CREATE TABLE person (
    id {id} NOT NULL CONSTRAINT person_pk PRIMARY KEY,
    login text NOT NULL CONSTRAINT person_login_uq UNIQUE,
    name text NOT NULL,
    email text NOT NULL CONSTRAINT person_email_uq UNIQUE,
    org_unit_id {id} CONSTRAINT person_org_unit_fk REFERENCES org_unit (id),
    site_id {id},
    language text NOT NULL CONSTRAINT person_language_ck CHECK (language IN ('nl', 'fr', 'de', 'en')),
    active boolean NOT NULL,
    password_hash text,
    search_key text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX person_search_ix ON person (search_key);

CREATE TABLE role_grant (
    id {id} NOT NULL CONSTRAINT role_grant_pk PRIMARY KEY,
    person_id {id} NOT NULL CONSTRAINT role_grant_person_fk REFERENCES person (id),
    role text NOT NULL,
    scope_kind text NOT NULL CONSTRAINT role_grant_scope_kind_ck CHECK (scope_kind IN ('all', 'site', 'org_unit')),
    scope_id {id},
    valid_from bigint,
    valid_to bigint,
    CONSTRAINT role_grant_scope_ck CHECK ((scope_kind = 'all') = (scope_id IS NULL)),
    CONSTRAINT role_grant_span_ck CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
);
CREATE INDEX role_grant_person_ix ON role_grant (person_id);

CREATE TABLE delegation (
    id {id} NOT NULL CONSTRAINT delegation_pk PRIMARY KEY,
    principal_id {id} NOT NULL CONSTRAINT delegation_principal_fk REFERENCES person (id),
    delegate_id {id} NOT NULL CONSTRAINT delegation_delegate_fk REFERENCES person (id),
    valid_from bigint,
    valid_to bigint,
    CONSTRAINT delegation_two_ck CHECK (principal_id <> delegate_id),
    CONSTRAINT delegation_span_ck CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
);
CREATE INDEX delegation_delegate_ix ON delegation (delegate_id);
CREATE INDEX delegation_principal_ix ON delegation (principal_id);

CREATE TABLE session (
    id_hash text NOT NULL CONSTRAINT session_pk PRIMARY KEY,
    person_id {id} NOT NULL CONSTRAINT session_person_fk REFERENCES person (id),
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX session_person_ix ON session (person_id);
CREATE INDEX session_expires_ix ON session (expires_at);

CREATE TABLE api_token (
    id {id} NOT NULL CONSTRAINT api_token_pk PRIMARY KEY,
    person_id {id} NOT NULL CONSTRAINT api_token_person_fk REFERENCES person (id),
    name text NOT NULL,
    token_hash text NOT NULL CONSTRAINT api_token_hash_uq UNIQUE,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
);
CREATE INDEX api_token_person_ix ON api_token (person_id);

CREATE TABLE sign_in_throttle (
    throttle_key text NOT NULL CONSTRAINT sign_in_throttle_pk PRIMARY KEY,
    failures bigint NOT NULL,
    window_started_at bigint NOT NULL,
    blocked_until bigint NOT NULL
);

-- Journal, which is also the outbox -----------------------------------------------------------------------------------

CREATE TABLE journal_strand (
    strand bigint NOT NULL CONSTRAINT journal_strand_pk PRIMARY KEY,
    seq bigint NOT NULL
);
INSERT INTO journal_strand (strand, seq) VALUES
    (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0),
    (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0);

CREATE TABLE journal (
    strand bigint NOT NULL CONSTRAINT journal_strand_fk REFERENCES journal_strand (strand),
    seq bigint NOT NULL,
    id {id} NOT NULL,
    at bigint NOT NULL,
    actor_id {id},
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id {id} NOT NULL,
    data text NOT NULL,
    reason text,
    request_id text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT journal_pk PRIMARY KEY (strand, seq)
);
CREATE UNIQUE INDEX journal_id_uq ON journal (id);
CREATE INDEX journal_subject_ix ON journal (subject_id);

CREATE TABLE consumer_position (
    consumer text NOT NULL,
    strand bigint NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT consumer_position_pk PRIMARY KEY (consumer, strand)
);

CREATE TABLE idempotency (
    person_id {id} NOT NULL CONSTRAINT idempotency_person_fk REFERENCES person (id),
    idempotency_key text NOT NULL,
    request_hash text NOT NULL,
    status bigint NOT NULL,
    headers text NOT NULL,
    body text NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT idempotency_pk PRIMARY KEY (person_id, idempotency_key)
);
CREATE INDEX idempotency_expires_ix ON idempotency (expires_at);

-- Places --------------------------------------------------------------------------------------------------------------

CREATE TABLE place (
    id {id} NOT NULL CONSTRAINT place_pk PRIMARY KEY,
    kind text NOT NULL CONSTRAINT place_kind_ck CHECK (kind IN ('site', 'building', 'floor', 'space')),
    parent_id {id} CONSTRAINT place_parent_fk REFERENCES place (id),
    site_id {id} NOT NULL,
    code text NOT NULL CONSTRAINT place_code_uq UNIQUE,
    names text NOT NULL,
    search_key text NOT NULL,
    space_kind text,
    area_m2 bigint,
    level bigint,
    step_free boolean NOT NULL,
    heritage boolean NOT NULL,
    time_zone text,
    country text,
    address text,
    contact text,
    outline text,
    qr_token text NOT NULL CONSTRAINT place_qr_token_uq UNIQUE,
    retired_at bigint,
    version bigint NOT NULL,
    CONSTRAINT place_parent_ck CHECK ((kind = 'site') = (parent_id IS NULL)),
    CONSTRAINT place_zone_ck CHECK ((kind = 'site') = (time_zone IS NOT NULL))
);
CREATE INDEX place_parent_ix ON place (parent_id);
CREATE INDEX place_site_ix ON place (site_id);

-- The booking engine --------------------------------------------------------------------------------------------------

CREATE TABLE unit (
    id {id} NOT NULL CONSTRAINT unit_pk PRIMARY KEY,
    kind text NOT NULL,
    code text NOT NULL CONSTRAINT unit_code_uq UNIQUE
);

CREATE TABLE bookable (
    id {id} NOT NULL CONSTRAINT bookable_pk PRIMARY KEY,
    kind text NOT NULL,
    code text NOT NULL CONSTRAINT bookable_code_uq UNIQUE,
    names text NOT NULL,
    search_key text NOT NULL,
    site_id {id} NOT NULL CONSTRAINT bookable_site_fk REFERENCES place (id),
    time_zone text NOT NULL,
    retired_at bigint
);
CREATE INDEX bookable_site_ix ON bookable (site_id);

CREATE TABLE bookable_unit (
    bookable_id {id} NOT NULL CONSTRAINT bookable_unit_bookable_fk REFERENCES bookable (id),
    unit_id {id} NOT NULL CONSTRAINT bookable_unit_unit_fk REFERENCES unit (id),
    CONSTRAINT bookable_unit_pk PRIMARY KEY (bookable_id, unit_id)
);
CREATE INDEX bookable_unit_unit_ix ON bookable_unit (unit_id);

-- The chain of scopes a bookable lies under, outermost first; its last link is the bookable itself.
CREATE TABLE bookable_scope (
    bookable_id {id} NOT NULL CONSTRAINT bookable_scope_bookable_fk REFERENCES bookable (id),
    depth bigint NOT NULL,
    scope_id {id} NOT NULL,
    CONSTRAINT bookable_scope_pk PRIMARY KEY (bookable_id, depth)
);
CREATE INDEX bookable_scope_scope_ix ON bookable_scope (scope_id);

CREATE TABLE policy (
    id {id} NOT NULL CONSTRAINT policy_pk PRIMARY KEY,
    scope_id {id} NOT NULL,
    valid_from bigint NOT NULL,
    parts text NOT NULL,
    created_by {id},
    created_at bigint NOT NULL,
    CONSTRAINT policy_scope_uq UNIQUE (scope_id, valid_from)
);

CREATE TABLE closed_day (
    scope_id {id} NOT NULL,
    day text NOT NULL,
    names text NOT NULL,
    source text NOT NULL CONSTRAINT closed_day_source_ck CHECK (source IN ('computed', 'manual')),
    removed boolean NOT NULL,
    CONSTRAINT closed_day_pk PRIMARY KEY (scope_id, day)
);

CREATE TABLE closure (
    id {id} NOT NULL CONSTRAINT closure_pk PRIMARY KEY,
    site_id {id} NOT NULL CONSTRAINT closure_site_fk REFERENCES place (id),
    names text NOT NULL,
    reason text NOT NULL,
    scopes text NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    created_by {id},
    created_at bigint NOT NULL,
    lifted_at bigint,
    CONSTRAINT closure_span_ck CHECK (starts_at < ends_at)
);
CREATE INDEX closure_site_ix ON closure (site_id, starts_at);

CREATE TABLE booking (
    id {id} NOT NULL CONSTRAINT booking_pk PRIMARY KEY,
    title text NOT NULL,
    description text,
    host_id {id} NOT NULL CONSTRAINT booking_host_fk REFERENCES person (id),
    created_by {id} CONSTRAINT booking_creator_fk REFERENCES person (id),
    attendees bigint NOT NULL CONSTRAINT booking_attendees_ck CHECK (attendees >= 0),
    visibility text NOT NULL CONSTRAINT booking_visibility_ck CHECK (visibility IN ('normal', 'private', 'confidential')),
    precedence text NOT NULL,
    cost_centre text,
    start_wall text NOT NULL,
    duration_minutes bigint NOT NULL CONSTRAINT booking_duration_ck CHECK (duration_minutes > 0),
    time_zone text NOT NULL,
    fold text NOT NULL CONSTRAINT booking_fold_ck CHECK (fold IN ('first', 'second')),
    recurrence text,
    extra_dates text NOT NULL,
    wishes text NOT NULL,
    split_from {id} CONSTRAINT booking_split_fk REFERENCES booking (id),
    external_key text CONSTRAINT booking_external_uq UNIQUE,
    external_hash text,
    search_key text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX booking_host_ix ON booking (host_id);
CREATE INDEX booking_creator_ix ON booking (created_by);

CREATE TABLE occurrence (
    id {id} NOT NULL CONSTRAINT occurrence_pk PRIMARY KEY,
    booking_id {id} NOT NULL CONSTRAINT occurrence_booking_fk REFERENCES booking (id),
    original_start text NOT NULL,
    start_wall text NOT NULL,
    duration_minutes bigint NOT NULL CONSTRAINT occurrence_duration_ck CHECK (duration_minutes > 0),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    state text NOT NULL CONSTRAINT occurrence_state_ck CHECK (state IN ('held', 'requested', 'confirmed', 'in_use', 'finished',
        'declined', 'withdrawn', 'expired', 'cancelled', 'released', 'displaced', 'skipped')),
    reason text,
    title text,
    attendees bigint,
    overridden text NOT NULL,
    check_in_from bigint,
    release_at bigint,
    version bigint NOT NULL,
    CONSTRAINT occurrence_span_ck CHECK (starts_at < ends_at)
);
CREATE INDEX occurrence_booking_ix ON occurrence (booking_id, original_start);
CREATE INDEX occurrence_state_ix ON occurrence (state, starts_at) WHERE state IN ('held', 'requested', 'confirmed', 'in_use');
CREATE INDEX occurrence_release_ix ON occurrence (release_at) WHERE release_at IS NOT NULL;

CREATE TABLE claim (
    occurrence_id {id} NOT NULL CONSTRAINT claim_occurrence_fk REFERENCES occurrence (id),
    bookable_id {id} NOT NULL CONSTRAINT claim_bookable_fk REFERENCES bookable (id),
    layout_id {id},
    setup_minutes bigint NOT NULL CONSTRAINT claim_setup_ck CHECK (setup_minutes >= 0),
    cleanup_minutes bigint NOT NULL CONSTRAINT claim_cleanup_ck CHECK (cleanup_minutes >= 0),
    blocked_from bigint NOT NULL,
    blocked_to bigint NOT NULL,
    CONSTRAINT claim_pk PRIMARY KEY (occurrence_id, bookable_id)
);
CREATE INDEX claim_bookable_ix ON claim (bookable_id, blocked_from);

CREATE TABLE occupancy (
    id {id} NOT NULL CONSTRAINT occupancy_pk PRIMARY KEY,
    unit_id {id} NOT NULL CONSTRAINT occupancy_unit_fk REFERENCES unit (id),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    kind text NOT NULL CONSTRAINT occupancy_kind_ck CHECK (kind IN ('hold', 'requested', 'confirmed', 'closure', 'maintenance')),
    exclusive boolean NOT NULL,
    cause_id {id} NOT NULL,
    CONSTRAINT occupancy_span_ck CHECK (starts_at < ends_at),
    CONSTRAINT occupancy_exclusive_ck CHECK (exclusive OR kind = 'requested')
);
CREATE INDEX occupancy_unit_ix ON occupancy (unit_id, starts_at, ends_at) WHERE exclusive;
CREATE INDEX occupancy_request_ix ON occupancy (unit_id, starts_at) WHERE NOT exclusive;
CREATE INDEX occupancy_cause_ix ON occupancy (cause_id);

CREATE TABLE approval (
    id {id} NOT NULL CONSTRAINT approval_pk PRIMARY KEY,
    occurrence_id {id} NOT NULL CONSTRAINT approval_occurrence_fk REFERENCES occurrence (id),
    bookable_id {id} NOT NULL CONSTRAINT approval_bookable_fk REFERENCES bookable (id),
    stage bigint NOT NULL,
    state text NOT NULL CONSTRAINT approval_state_ck CHECK (state IN ('pending', 'approved', 'declined', 'moot')),
    requested_at bigint NOT NULL,
    decided_by {id} CONSTRAINT approval_decider_fk REFERENCES person (id),
    decided_at bigint,
    reason text
);
CREATE INDEX approval_occurrence_ix ON approval (occurrence_id);
CREATE INDEX approval_pending_ix ON approval (bookable_id, requested_at) WHERE state = 'pending';

-- Rooms ---------------------------------------------------------------------------------------------------------------

CREATE TABLE room (
    id {id} NOT NULL CONSTRAINT room_pk PRIMARY KEY CONSTRAINT room_bookable_fk REFERENCES bookable (id),
    description text NOT NULL,
    place_path text NOT NULL,
    team text,
    step_free boolean NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE room_space (
    room_id {id} NOT NULL CONSTRAINT room_space_room_fk REFERENCES room (id),
    place_id {id} NOT NULL CONSTRAINT room_space_place_fk REFERENCES place (id),
    position bigint NOT NULL,
    CONSTRAINT room_space_pk PRIMARY KEY (room_id, place_id)
);
CREATE INDEX room_space_place_ix ON room_space (place_id);

CREATE TABLE feature (
    code text NOT NULL CONSTRAINT feature_pk PRIMARY KEY,
    names text NOT NULL
);

CREATE TABLE room_feature (
    room_id {id} NOT NULL CONSTRAINT room_feature_room_fk REFERENCES room (id),
    feature_code text NOT NULL CONSTRAINT room_feature_feature_fk REFERENCES feature (code),
    CONSTRAINT room_feature_pk PRIMARY KEY (room_id, feature_code)
);

CREATE TABLE layout (
    id {id} NOT NULL CONSTRAINT layout_pk PRIMARY KEY,
    room_id {id} NOT NULL CONSTRAINT layout_room_fk REFERENCES room (id),
    code text NOT NULL,
    names text NOT NULL,
    capacity bigint NOT NULL CONSTRAINT layout_capacity_ck CHECK (capacity > 0),
    setup_minutes bigint NOT NULL CONSTRAINT layout_setup_ck CHECK (setup_minutes >= 0),
    cleanup_minutes bigint NOT NULL CONSTRAINT layout_cleanup_ck CHECK (cleanup_minutes >= 0),
    is_default boolean NOT NULL,
    retired boolean NOT NULL,
    CONSTRAINT layout_code_uq UNIQUE (room_id, code)
);

CREATE TABLE photo (
    id {id} NOT NULL CONSTRAINT photo_pk PRIMARY KEY,
    room_id {id} NOT NULL CONSTRAINT photo_room_fk REFERENCES room (id),
    content_type text NOT NULL,
    content {bytes} NOT NULL,
    alt text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    position bigint NOT NULL
);
CREATE INDEX photo_room_ix ON photo (room_id);
