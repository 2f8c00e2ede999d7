//! `GET /approvals`: what waits for the caller's decision.

use axum::{extract::State, response::Response};
use booking::{model::booking::ApprovalState, queries::approvals::waiting};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, ReadProblems, answer};
use kernel::{ApprovalId, BookableId, BookingId, Instant, OccurrenceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    engine,
    sql::approvals_of,
    views::{Lens, OccurrenceView, PersonRef},
};

/// No filters: what waits for the caller is one list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {}

/// A request that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Approval)]
pub(super) struct ApprovalView {
    id: ApprovalId,
    /// Which stage, from 1.
    stage: i64,
    state: ApprovalState,
    bookable_id: BookableId,
    bookable_name: String,
    #[schema(format = DateTime)]
    requested_at: String,
    occurrence: OccurrenceView,
    booking: ApprovalBookingView,
    /// Other requests for the same time: agreeing to this one refuses them.
    competing: Vec<OccurrenceId>,
}

/// The booking that asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBooking)]
pub(super) struct ApprovalBookingView {
    id: BookingId,
    title: String,
    host: PersonRef,
    attendees: i64,
}

/// What waits for the caller's decision, the soonest date first.
#[utoipa::path(
    get, path = "/approvals", params(httpkit::PagingParams),
    responses((status = 200, description = "A page of requests", body = Page<ApprovalView>), ReadProblems)
)]
pub(super) async fn list_approvals(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter {}, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let cx = &caller.cx;
    let after = paging.after::<(Instant, ApprovalId)>()?;
    let fetch = usize::try_from(paging.fetch()).unwrap_or(usize::MAX);
    let (found, loaded) = waiting(engine(&state), (&state.db).into(), cx, after, fetch).await?;
    let page = Page::of(found, &paging, |one| (one.occurrence.starts_at, one.id));
    let dates: Vec<_> = page.items.iter().map(|one| (one.occurrence.clone(), one.booking.clone())).collect();
    let ids: Vec<OccurrenceId> = dates.iter().map(|(date, _)| date.id).collect();
    let approvals = approvals_of((&state.db).into(), &ids).await?;
    let lens = Lens::of_dates(&state, &caller, &dates, &approvals, &loaded).await?;
    let page = page.map(|one| ApprovalView {
        id: one.id,
        stage: one.stage,
        state: ApprovalState::Pending,
        bookable_id: one.bookable,
        bookable_name: lens.bookable_name(one.bookable, cx),
        requested_at: one.requested_at.rfc3339_in(one.booking.series.zone),
        occurrence: OccurrenceView::new(cx, &lens, &one.booking, &one.occurrence, &approvals),
        booking: ApprovalBookingView {
            id: one.booking.id,
            title: one.booking.title.clone(),
            host: lens.people.person(one.booking.host),
            attendees: one.booking.attendees,
        },
        competing: one.competing,
    });
    answer(None, &page)
}
