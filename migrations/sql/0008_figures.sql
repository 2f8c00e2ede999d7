-- What the figures about maintenance look for -------------------------------------------------------------------------

CREATE INDEX ticket_event_moved_ix ON ticket_event (at, ticket_id) WHERE kind = 'moved';
CREATE INDEX work_log_day_ix ON work_log (worked_on);
CREATE INDEX journal_outage_ix ON journal (at)
    WHERE action IN ('installation.put_out_of_service', 'installation.put_back_in_service', 'installation.retired');

-- The orders of long lists of tickets and of the columns of the board -------------------------------------------------

CREATE INDEX ticket_urgent_ix ON ticket
    ((CAST(CASE priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END AS bigint)), number);
CREATE INDEX ticket_column_ix ON ticket
    (state, (CAST(CASE priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END AS bigint)), number);
CREATE INDEX ticket_soonest_ix ON ticket ((COALESCE(fix_by, 9223372036854775807)), number);
CREATE INDEX ticket_mention_whose_ix ON ticket_mention (person_id, event_id);
