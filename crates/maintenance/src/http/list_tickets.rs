//! `GET /tickets`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{
    Instant, PersonId, PlaceId,
    id::{InstallationId, TeamId},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    model::{priority::Priority, state::TicketState, ticket::TicketKind},
    queries::{self, Between, Position, TicketFilter, TicketLine, TicketScope, TicketSort},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Whose: `mine` (the default) those one reported or follows, `assigned` those one was given, `site` all of `site`,
    /// `all` everything that one may see.
    #[param(inline)]
    scope: Option<TicketScope>,
    /// Only on this site; needed for `scope=site`.
    site: Option<PlaceId>,
    /// Only in these states; may be repeated.
    #[serde(default)]
    state: Vec<TicketState>,
    /// Only of these priorities; may be repeated.
    #[serde(default)]
    priority: Vec<Priority>,
    /// Only about this; may be repeated.
    #[serde(default)]
    kind: Vec<TicketKind>,
    team: Option<TeamId>,
    assignee: Option<PersonId>,
    /// Only in this place and everything inside it.
    place: Option<PlaceId>,
    installation: Option<InstallationId>,
    /// Words that title or description contain, or the number.
    q: Option<String>,
    /// Only those whose promise was not kept.
    breached: Option<bool>,
    /// Only those reported from this instant on.
    reported_from: Option<Instant>,
    /// Only those reported before this instant.
    reported_to: Option<Instant>,
    /// Only those whose service level runs from this instant or a later one: since the report, or the last reopening.
    promised_from: Option<Instant>,
    /// Only those whose service level runs from an instant before this one.
    promised_to: Option<Instant>,
    /// `priority` (the default: the most urgent first), `number` (the newest first), `due` (what must be done first).
    #[param(inline)]
    sort: Option<TicketSort>,
}

/// Tickets that the caller may see.
#[utoipa::path(get, path = "/tickets", tag = "tickets", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<TicketLine>), httpkit::ReadProblems))]
pub(crate) async fn list_tickets(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter {
        scope,
        site,
        state: states,
        priority,
        kind,
        team,
        assignee,
        place,
        installation,
        q,
        breached,
        reported_from,
        reported_to,
        promised_from,
        promised_to,
        sort,
    } = filter;
    let filter = TicketFilter {
        scope: scope.unwrap_or(TicketScope::Mine),
        site,
        states,
        priorities: priority,
        kinds: kind,
        team,
        assignee,
        place,
        installation,
        q,
        breached: breached.unwrap_or_default(),
        reported: Between { from: reported_from, to: reported_to },
        promised: Between { from: promised_from, to: promised_to },
        sort: sort.unwrap_or(TicketSort::Priority),
    };
    let after: Option<Position> = paging.after()?;
    let tickets = queries::list(state.db.read(), &caller.cx, &filter, after, paging.fetch()).await?;
    let page = Page::of(tickets, &paging, |(position, _)| *position);
    answer(None, &page.map(|(_, ticket)| ticket))
}
