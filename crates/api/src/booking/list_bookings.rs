//! `GET /bookings`: bookings as lines of a list.

use axum::{extract::State, response::Response};
use booking::{
    policy::Permission,
    queries::bookings::{Whose, by_ids},
};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, ReadProblems, answer};
use kernel::{BookingId, Class, Instant, OccurrenceId, PersonId, PlaceId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    engine,
    sql::{Line, LineSearch, approvals_of, lines},
    views::{BookingSummaryView, Lens, OccurrenceView},
};

/// Whose bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ListScope {
    /// The caller's own and those of the people the caller acts for.
    #[default]
    Mine,
    /// All of a site, for those who manage bookings there.
    Site,
}

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
    /// Only those with a date that ends after this instant.
    #[serde(default)]
    from: Option<Instant>,
    /// Only those with a date that starts before this instant.
    #[serde(default)]
    to: Option<Instant>,
    /// Words that the title or the description contains.
    #[serde(default)]
    q: Option<String>,
}

/// Whose bookings a list is about.
pub(super) fn whose(
    caller: &Caller,
    scope: Option<ListScope>,
    site: Option<PlaceId>,
    host: Option<PersonId>,
) -> Result<Whose, ApiError> {
    match (scope.unwrap_or_default(), site, host) {
        (ListScope::Site, Some(site), _) => {
            if !Permission::ManageBookings.held_by(&caller.cx.actor, &[site.0]) {
                let name = Permission::ManageBookings.name();
                return Err(ApiError::new(Class::Forbidden, "forbidden").with("permission", name));
            }
            Ok(Whose::Site(site))
        }
        (ListScope::Site, None, _) => {
            Err(ApiError::new(Class::Malformed, "missing_parameter").with("field", "site").field("site", "missing"))
        }
        (ListScope::Mine, _, Some(host)) => Ok(Whose::Host(host)),
        (ListScope::Mine, _, None) => Ok(Whose::Mine),
    }
}

/// Bookings, each with its next and its last date.
///
/// With `from`, or without a span, the earliest come first; with `to` alone, the latest.
#[utoipa::path(
    get, path = "/bookings", params(Filter, httpkit::PagingParams),
    responses((status = 200, description = "A page of bookings", body = Page<BookingSummaryView>), ReadProblems)
)]
pub(super) async fn list_bookings(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { scope, site, host, from, to, q } = filter;
    let cx = &caller.cx;
    let search = LineSearch {
        whose: whose(&caller, scope, site, host)?,
        from,
        to,
        text: q,
        newest_first: from.is_none() && to.is_some(),
        after: paging.after::<(Instant, BookingId)>()?,
    };
    let found = lines((&state.db).into(), cx, &search, paging.fetch()).await?;
    let page = Page::of(found, &paging, |line: &Line| (line.at, line.booking));
    let mut ids: Vec<OccurrenceId> = page.items.iter().flat_map(|line| [line.next, line.last]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let (dates, loaded) = by_ids(engine(&state), (&state.db).into(), cx, &ids).await?;
    let approvals = approvals_of((&state.db).into(), &ids).await?;
    let lens = Lens::of_dates(&state, &caller, &dates, &approvals, &loaded).await?;
    let date = |id: Option<OccurrenceId>| {
        let (date, booking) = dates.iter().find(|(date, _)| Some(date.id) == id)?;
        Some((OccurrenceView::new(cx, &lens, booking, date, &approvals), booking))
    };
    let items = page.items.iter().filter_map(|line| {
        let (next, last) = (date(line.next), date(line.last));
        let booking = next.as_ref().or(last.as_ref())?.1;
        let (next, last) = (next.map(|found| found.0), last.map(|found| found.0));
        Some(BookingSummaryView::new(&lens, booking, line.count, next, last))
    });
    answer(None, &Page { items: items.collect(), next_cursor: page.next_cursor.clone() })
}
