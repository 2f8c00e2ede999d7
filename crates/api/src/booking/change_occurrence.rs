//! `PATCH /occurrences/{id}`: change one date, or it and those after it.

use axum::{extract::State, response::Response};
use booking::{
    commands::edit::{Reach, edit},
    model::wish::Pick,
    queries::bookings::{Details, booking_of},
};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, Query, VersionedProblems};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{done_booking, engine, explain, input::ChangeBody, views::BookingView, visible};

/// How much of a series to change, seen from one of its dates.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum DateScope {
    /// Only this date.
    #[default]
    This,
    /// This date and those after it; they become a booking of their own.
    Following,
}

impl DateScope {
    pub(super) const fn of(self, id: OccurrenceId) -> Reach {
        match self {
            Self::This => Reach::This(id),
            Self::Following => Reach::Following(id),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct DateReach {
    /// How much to change: `this` when absent.
    #[serde(default)]
    #[param(inline)]
    pub(super) scope: Option<DateScope>,
}

/// What a date takes now, as picks.
pub(super) fn present_picks(details: &Details, id: OccurrenceId) -> Vec<Pick> {
    let claims = details.occurrences.iter().find(|date| date.id == id).map(|date| &*date.claims).unwrap_or_default();
    claims
        .iter()
        .map(|claim| {
            let picked = details.booking.picks.iter().find(|pick| pick.id == claim.bookable);
            Pick { layout_id: claim.layout, ..picked.cloned().unwrap_or_else(|| Pick::plain(claim.bookable)) }
        })
        .collect()
}

/// Changes one date, or it and those after it. Answers the booking that the date then belongs to.
#[utoipa::path(
    patch, path = "/occurrences/{id}", request_body = ChangeBody,
    params(("id" = OccurrenceId, Path, description = "The date"), DateReach,
        ("If-Match" = String, Header, description = "The version of the date that the caller saw: `\"v3\"`")),
    responses((status = 200, description = "Changed", body = BookingView), VersionedProblems)
)]
pub(super) async fn change_occurrence(
    State(state): State<AppState>,
    caller: Caller,
    seen: IfMatch,
    Path(id): Path<OccurrenceId>,
    Query(DateReach { scope }): Query<DateReach>,
    Json(body): Json<ChangeBody>,
) -> Result<Response, ApiError> {
    let picks = if body.needs_picks() {
        let booking = booking_of((&state.db).into(), id).await?;
        Some(present_picks(&visible(&state, &caller, booking).await?, id))
    } else {
        None
    };
    let change = match body.into_command(picks) {
        Ok(change) => change,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let reach = scope.unwrap_or_default().of(id);
    let write = caller.begin(&state).await?;
    match edit(engine(&state), &write.tx, &write.cx, reach, change, seen.version()).await {
        Ok(details) => done_booking(&state, &caller, write, &details).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
