//! The board: what is to be done, in columns by state.

use std::collections::HashMap;

use db::sql::Raw;
use kernel::{Ctx, PlaceId, id::TeamId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    line::{JOINS, SELECT, TicketLine, read},
    list::RANK,
};
use crate::{TicketError, model::state::TicketState, policy::Permission};

/// How many tickets a column shows.
const SHOWN: i64 = 50;
/// The columns, in order: everything that somebody has still to do something with.
const COLUMNS: &[TicketState] = &[
    TicketState::New,
    TicketState::Reopened,
    TicketState::Triaged,
    TicketState::Planned,
    TicketState::Assigned,
    TicketState::InProgress,
    TicketState::OnHold,
    TicketState::CannotComplete,
    TicketState::Done,
    TicketState::Verified,
];

/// What of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BoardFilter {
    pub(crate) site: Option<PlaceId>,
    pub(crate) team: Option<TeamId>,
}

/// The board.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketBoard)]
pub(crate) struct Board {
    /// In the order of a ticket's life.
    columns: Vec<Column>,
}

/// The tickets in one state.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketColumn)]
pub(crate) struct Column {
    state: TicketState,
    /// How many there are.
    count: i64,
    /// The most urgent of them, at most 50.
    items: Vec<TicketLine>,
}

/// The board of the sites on which the actor sees tickets: two statements.
pub(crate) async fn board(conn: &impl ConnectionTrait, cx: &Ctx, filter: BoardFilter) -> Result<Board, TicketError> {
    let seen = Permission::SeeTickets.scope(&cx.actor, filter.site)?;
    let narrow = |sql: &mut Raw| {
        if let Some(sites) = &seen {
            sql.push(" AND t.site_id IN (").bind_all(sites.iter().copied()).push(")");
        }
        if let Some(team) = filter.team {
            sql.push(" AND t.team_id = ").bind(team.0);
        }
    };
    let mut sql = Raw::new(conn);
    sql.push("SELECT t.state, COUNT(*) AS count FROM ticket t WHERE t.state IN (");
    sql.bind_all(COLUMNS.iter().map(|state| state.as_str())).push(")");
    narrow(&mut sql);
    sql.push(" GROUP BY t.state");
    let mut counts: HashMap<TicketState, i64> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        counts.insert(row.try_get("", "state")?, row.try_get("", "count")?);
    }
    // Each column walks along the index of its state and stops when it is full; only then the names are looked up.
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push(" FROM (");
    for (index, state) in COLUMNS.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " UNION ALL " });
        sql.push("SELECT id FROM (SELECT t.id FROM ticket t WHERE t.state = '").push(state.as_str()).push("'");
        narrow(&mut sql);
        sql.push(" ORDER BY ").push(RANK).push(&format!(", t.number LIMIT {SHOWN}) c{index}"));
    }
    sql.push(") shown JOIN ticket t ON t.id = shown.id").push(JOINS).push(" ORDER BY ").push(RANK).push(", t.number");
    let mut items: HashMap<TicketState, Vec<TicketLine>> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let (ticket, line) = read(&row, cx)?;
        items.entry(ticket.state).or_default().push(line);
    }
    let columns = COLUMNS.iter().map(|state| Column {
        state: *state,
        count: counts.get(state).copied().unwrap_or_default(),
        items: items.remove(state).unwrap_or_default(),
    });
    Ok(Board { columns: columns.collect() })
}
