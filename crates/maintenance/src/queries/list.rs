//! Lists of tickets, a page at a time.

use db::sql::Raw;
use kernel::{
    Actor, Ctx, Instant, PersonId, PlaceId,
    id::{InstallationId, TeamId},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::line::{JOINS, SELECT, TicketLine, push_inside, read};
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
    let (key, order) = match sort {
        TicketSort::Priority => (RANK, RANK),
        TicketSort::Number => ("-t.number", ""),
        TicketSort::Due => (DUE, DUE),
    };
    // The page is found by an index in its order; only then the names are looked up.
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push(", page.position FROM (SELECT t.id, ").push(key);
    sql.push(" AS position FROM ticket t WHERE ");
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
    match after {
        None => {}
        Some((_, number)) if order.is_empty() => {
            sql.push(" AND t.number < ").bind(number);
        }
        Some((position, number)) => {
            sql.push(" AND ").push(order).push(" >= ").bind(position).push(" AND (").push(order).push(" > ");
            sql.bind(position).push(" OR t.number > ").bind(number).push(")");
        }
    }
    sql.push(" ORDER BY ");
    if order.is_empty() {
        sql.push("t.number DESC");
    } else {
        sql.push(order).push(", t.number");
    }
    // As a number in the text: how many there are is what the planner has to know.
    sql.push(&format!(" LIMIT {limit}) page JOIN ticket t ON t.id = page.id")).push(JOINS);
    sql.push(" ORDER BY page.position, t.number");
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
/// When something must be done, what has no promise last; as the index says it.
const DUE: &str = "COALESCE(t.fix_by, 9223372036854775807)";
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
    sql.push("t.id IN (");
    push_own(sql, actor);
    sql.push(")");
}

/// Their ids, each by an index of its own.
fn push_own(sql: &mut Raw, actor: &Actor) {
    let me = actor.person.unwrap_or(PersonId(Uuid::nil()));
    sql.push("SELECT id FROM ticket WHERE reporter_id IN (");
    sql.bind_all([me].iter().chain(&actor.acts_for).map(|id| id.0));
    sql.push(") UNION ALL SELECT ticket_id FROM ticket_follower WHERE person_id = ").bind(me.0);
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
    sql.push("t.id IN (");
    push_own(sql, actor);
    sql.push(" UNION ALL SELECT id FROM ticket WHERE assignee_id = ").bind(me);
    sql.push(
        " UNION ALL SELECT e.ticket_id FROM ticket_mention n JOIN ticket_event e ON e.id = n.event_id WHERE n.person_id = ",
    );
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

    #[test]
    fn the_orders_are_those_of_the_indexes() {
        let indexes = include_str!("../../../../migrations/sql/0008_figures.sql");
        for order in [RANK, DUE] {
            assert!(indexes.contains(&format!("({})", order.replace("t.", ""))), "{order}");
        }
    }
}
