-- What came of a report without an account, by the key under which it was sent: a retry is answered with it.
CREATE TABLE guest_report (
    report_key text NOT NULL CONSTRAINT guest_report_pk PRIMARY KEY,
    request_hash text NOT NULL,
    ticket_id {id} NOT NULL CONSTRAINT guest_report_ticket_fk REFERENCES ticket (id),
    salt text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX guest_report_expires_ix ON guest_report (expires_at);
CREATE INDEX guest_report_ticket_ix ON guest_report (ticket_id);
