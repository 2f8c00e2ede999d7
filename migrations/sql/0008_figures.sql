-- What the figures about maintenance and the long lists of tickets look for -------------------------------------------

CREATE INDEX ticket_event_moved_ix ON ticket_event (at, ticket_id) WHERE kind = 'moved';
CREATE INDEX work_log_day_ix ON work_log (worked_on);
CREATE INDEX journal_outage_ix ON journal (at)
    WHERE action IN ('installation.put_out_of_service', 'installation.put_back_in_service', 'installation.retired');
