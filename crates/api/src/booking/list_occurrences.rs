//! `GET /occurrences`: dates of bookings, in the order of their starts.

use axum::{extract::State, response::Response};
use booking::{
    model::state::State as DateState,
    queries::bookings::{Search, dates},
};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, ReadProblems, answer};
use kernel::{BookableId, Instant, OccurrenceId, PersonId, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    engine,
    list_bookings::{ListScope, whose},
    sql::approvals_of,
    views::{Lens, OccurrenceView},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// `mine` when absent.
    #[serde(default)]
    #[param(inline)]
    scope: Option<ListScope>,
    /// The site, for `scope=site`.
    #[serde(default)]
    site: Option<PlaceId>,
    /// Only those for this person, as far as the caller may see them.
    #[serde(default)]
    host: Option<PersonId>,
    /// Only dates that end after this instant.
    #[serde(default)]
    from: Option<Instant>,
    /// Only dates that start before this instant.
    #[serde(default)]
    to: Option<Instant>,
    /// Only dates in these states.
    #[serde(default)]
    #[param(inline)]
    state: Vec<DateState>,
    /// Only dates that take this.
    #[serde(default)]
    bookable: Option<BookableId>,
    /// Words that the title or the description contains.
    #[serde(default)]
    q: Option<String>,
}

/// Dates of bookings, in the order of their starts; with `to` alone, the latest first.
#[utoipa::path(
    get, path = "/occurrences", params(Filter, httpkit::PagingParams),
    responses((status = 200, description = "A page of dates", body = Page<OccurrenceView>), ReadProblems)
)]
pub(super) async fn list_occurrences(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { scope, site, host, from, to, state: states, bookable, q } = filter;
    let cx = &caller.cx;
    let search = Search {
        whose: whose(&caller, scope, site, host)?,
        from,
        to,
        states,
        bookable,
        text: q,
        newest_first: from.is_none() && to.is_some(),
        after: paging.after::<(Instant, OccurrenceId)>()?,
    };
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let (found, loaded, next) = dates(engine(&state), (&state.db).into(), cx, &search, limit).await?;
    let ids: Vec<OccurrenceId> = found.iter().map(|(date, _)| date.id).collect();
    let approvals = approvals_of((&state.db).into(), &ids).await?;
    let lens = Lens::of_dates(&state, &caller, &found, &approvals, &loaded).await?;
    let items: Vec<OccurrenceView> =
        found.iter().map(|(date, booking)| OccurrenceView::new(cx, &lens, booking, date, &approvals)).collect();
    // Dates that the caller may not see are left out, so the place of the next page is not that of the last item.
    let next_cursor = next.and_then(|next| Page::of(vec![(); limit + 1], &paging, |()| next).next_cursor);
    answer(None, &Page { items, next_cursor })
}
