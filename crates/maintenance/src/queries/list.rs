//! Lists of tickets, a page at a time.

use db::sql::Raw;
use kernel::{
    Actor, Ctx, Instant, PersonId, PlaceId,
    id::{InstallationId, TeamId},
};
use sea_orm::ConnectionTrait;

use super::line::{FROM, SELECT, TicketLine, push_inside, read};
use crate::{
    TicketError,
    model::{priority::Priority, state::TicketState, ticket::TicketKind},
    policy::Permission,
};

kernel::text_enum! {
    /// Whose tickets.
    pub enum TicketScope {
        /// Those one reported or follows.
        Mine = "mine",
        /// Those one was given.
        Assigned = "assigned",
        /// Those of a site.
        Site = "site",
        /// All that one may see.
        All = "all",
    }
}

kernel::text_enum! {
    /// In which order.
    pub enum TicketSort {
        /// The most urgent first, then the oldest.
        Priority = "priority",
        /// The newest first.
        Number = "number",
        /// Those that must be done first; those without a promise last.
        Due = "due",
    }
}

/// Which tickets.
#[derive(Debug, Clone)]
pub(crate) struct TicketFilter {
    pub(crate) scope: TicketScope,
    pub(crate) site: Option<PlaceId>,
    pub(crate) states: Vec<TicketState>,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) kinds: Vec<TicketKind>,
    pub(crate) team: Option<TeamId>,
    pub(crate) assignee: Option<PersonId>,
    pub(crate) place: Option<PlaceId>,
    pub(crate) installation: Option<InstallationId>,
    pub(crate) q: Option<String>,
    pub(crate) breached: bool,
    pub(crate) reported: Between,
    pub(crate) promised: Between,
    pub(crate) sort: TicketSort,
}

/// From an instant on, and before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Between {
    pub(crate) from: Option<Instant>,
    pub(crate) to: Option<Instant>,
}

impl Between {
    fn push(self, sql: &mut Raw, column: &str) {
        if let Some(from) = self.from {
            sql.push(" AND ").push(column).push(" >= ").bind(from.micros());
        }
        if let Some(to) = self.to {
            sql.push(" AND ").push(column).push(" < ").bind(to.micros());
        }
    }
}

/// The position of a ticket in the order of a list.
pub(crate) type Position = (i64, i64);

/// At most `limit` tickets that match and that the actor may see, behind a position. One statement.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    filter: &TicketFilter,
    after: Option<Position>,
    limit: u64,
) -> Result<Vec<(Position, TicketLine)>, TicketError> {
    let TicketFilter {
        scope,
        site,
        states,
        priorities,
        kinds,
        team,
        assignee,
        place,
        installation,
        q,
        breached,
        reported,
        promised,
        sort,
    } = filter;
    let key = match sort {
        TicketSort::Priority => RANK,
        TicketSort::Number => "-t.number",
        TicketSort::Due => "COALESCE(t.fix_by, 9223372036854775807)",
    };
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push(", ").push(key).push(" AS position").push(FROM).push(" WHERE ");
    match scope {
        TicketScope::Mine => push_mine(&mut sql, &cx.actor),
        TicketScope::Assigned => {
            sql.push("t.assignee_id = ").bind(cx.actor.person.map(|id| id.0).unwrap_or_default());
        }
        TicketScope::Site => {
            let site = site.ok_or(TicketError::field("site", "required"))?;
            Permission::SeeTickets.require(&cx.actor, &[site.0])?;
            sql.push("1 = 1");
        }
        TicketScope::All => push_visible(&mut sql, &cx.actor),
    }
    if let Some(site) = site {
        sql.push(" AND t.site_id = ").bind(site.0);
    }
    push_words(&mut sql, "t.state", states.iter().map(|state| state.as_str()));
    push_words(&mut sql, "t.priority", priorities.iter().map(|priority| priority.as_str()));
    push_words(&mut sql, "t.kind", kinds.iter().map(|kind| kind.as_str()));
    if let Some(team) = team {
        sql.push(" AND t.team_id = ").bind(team.0);
    }
    if let Some(assignee) = assignee {
        sql.push(" AND t.assignee_id = ").bind(assignee.0);
    }
    if let Some(installation) = installation {
        sql.push(" AND t.installation_id = ").bind(installation.0);
    }
    if let Some(place) = place {
        sql.push(" AND t.place_id IN ");
        push_inside(&mut sql, *place);
    }
    reported.push(&mut sql, "t.reported_at");
    promised.push(&mut sql, "t.clock_from");
    push_search(&mut sql, q.as_deref());
    if *breached {
        let now = cx.now.micros();
        sql.push(" AND (t.done_at > t.fix_by OR (t.done_at IS NULL AND t.held_since IS NULL AND t.state IN (");
        sql.push(OPEN).push(") AND (t.fix_by < ").bind(now);
        sql.push(" OR (t.acknowledged_at IS NULL AND t.acknowledge_by < ").bind(now).push("))))");
    }
    if let Some((position, number)) = after {
        sql.push(" AND (").push(key).push(" > ").bind(position).push(" OR (").push(key).push(" = ").bind(position);
        sql.push(" AND t.number > ").bind(number).push("))");
    }
    sql.push(" ORDER BY ").push(key).push(", t.number LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = conn.query_all_raw(sql.build()).await?;
    rows.iter()
        .map(|row| {
            let (ticket, line) = read(row, cx)?;
            Ok(((row.try_get("", "position")?, ticket.number), line))
        })
        .collect()
}

/// The place of a priority in the order, as [`Priority::rank`] says it, with the type of a bound number.
pub(super) const RANK: &str =
    "CAST(CASE t.priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END AS bigint)";
/// The states of [`TicketState::is_open`].
pub(crate) const OPEN: &str = "'new', 'triaged', 'planned', 'assigned', 'in_progress', 'on_hold', 'reopened'";

fn push_words(sql: &mut Raw, column: &str, words: impl ExactSizeIterator<Item = &'static str>) {
    if words.len() > 0 {
        sql.push(" AND ").push(column).push(" IN (").bind_all(words).push(")");
    }
}

/// Tickets whose title or description contains each of the words, or whose number it is.
fn push_search(sql: &mut Raw, q: Option<&str>) {
    let q = q.unwrap_or_default().trim();
    if let Ok(number) = q.trim_start_matches('#').parse::<i64>() {
        sql.push(" AND t.number = ").bind(number);
        return;
    }
    for word in kernel::search_key(q).split_whitespace().take(8) {
        let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND t.search_key LIKE ").bind(format!("%{word}%")).push(" ESCAPE '\\'");
    }
}

/// The tickets that the actor reported, also for those they act for, and those they follow.
fn push_mine(sql: &mut Raw, actor: &Actor) {
    let Some(me) = actor.person else {
        sql.push("1 = 0");
        return;
    };
    sql.push("(t.reporter_id IN (").bind_all([me].iter().chain(&actor.acts_for).map(|id| id.0));
    sql.push(") OR EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND f.person_id = ").bind(me.0);
    sql.push("))");
}

/// The tickets that the actor may see at all: as [`crate::policy::Ties::sight`] says it.
fn push_visible(sql: &mut Raw, actor: &Actor) {
    let Some(sites) = Permission::SeeTickets.sites(actor) else {
        sql.push("1 = 1");
        return;
    };
    sql.push("(");
    if !sites.is_empty() {
        sql.push("t.site_id IN (").bind_all(sites).push(") OR ");
    }
    let me = actor.person.map(|id| id.0).unwrap_or_default();
    sql.push("t.assignee_id = ").bind(me).push(" OR ");
    push_mine(sql, actor);
    sql.push(" OR EXISTS (SELECT 1 FROM ticket_event e JOIN ticket_mention n ON n.event_id = e.id WHERE e.ticket_id = t.id AND n.person_id = ");
    sql.bind(me).push("))");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_statement_are_those_of_the_model() {
        let open: Vec<_> =
            TicketState::ALL.iter().filter(|state| state.is_open()).map(|state| format!("'{state}'")).collect();
        let mut listed: Vec<_> = OPEN.split(", ").map(str::to_owned).collect();
        listed.sort_unstable();
        let mut expected = open;
        expected.sort_unstable();
        assert_eq!(listed, expected);
        for priority in Priority::ALL {
            let said = RANK.contains(&format!("'{priority}' THEN {}", priority.rank()));
            assert!(said || (*priority == Priority::Low && RANK.contains("ELSE 3")), "{priority}");
        }
    }
}
