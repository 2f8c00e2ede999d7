//! Bookings over HTTP: availability, bookings and their dates, approvals, timeline, calendar feeds. One endpoint a file.
//!
//! They live here and not in `booking`, which knows no HTTP and no people.

mod approve;
mod availability;
mod cancel_booking;
mod cancel_occurrence;
mod change_booking;
mod change_occurrence;
mod check_in;
mod create_booking;
mod decide;
mod decline;
mod driver_calendar;
mod end;
mod extend;
mod feed;
mod filters;
mod get_booking;
mod get_occurrence;
mod input;
mod list_approvals;
mod list_bookings;
mod list_occurrences;
mod person_calendar;
mod preview_booking;
mod preview_change_booking;
mod preview_change_occurrence;
mod refusal;
mod release;
mod room_calendar;
mod sql;
mod taken_feed;
mod timeline;
mod vehicle_calendar;
mod views;

use std::{sync::Arc, time::Duration};

use axum::response::Response;
use booking::{
    Engine,
    commands::sweep::{self, Swept},
    policy,
    queries::bookings::{Details, get},
};
use httpkit::{ApiError, AppState, Caller, Module, PermissionRow, Sweep, SweepError, Write, answer};
use kernel::{BookingId, Ctx, Lang, OccurrenceId};
use utoipa_axum::{router::OpenApiRouter, routes};

use refusal::explain;
use views::{BookingView, Lens, OccurrenceView};

/// The texts of the engine's codes, and the few words that only these endpoints use.
static MESSAGES: [(Lang, &str); 8] = [
    booking::MESSAGES[0],
    booking::MESSAGES[1],
    booking::MESSAGES[2],
    booking::MESSAGES[3],
    (Lang::Nl, include_str!("../../messages/nl.ftl")),
    (Lang::Fr, include_str!("../../messages/fr.ftl")),
    (Lang::De, include_str!("../../messages/de.ftl")),
    (Lang::En, include_str!("../../messages/en.ftl")),
];

/// The rows of the engine's permission matrix.
static PERMISSIONS: [PermissionRow; policy::PERMISSIONS.len()] = {
    let mut rows = [PermissionRow { name: "", roles: &[], holds: "" }; policy::PERMISSIONS.len()];
    let mut index = 0;
    while index < rows.len() {
        let row = &policy::PERMISSIONS[index];
        rows[index] = PermissionRow { name: row.name, roles: row.roles, holds: row.holds };
        index += 1;
    }
    rows
};

/// Bookings, with the texts and permissions of the engine.
pub(crate) fn module() -> Module {
    let routes = OpenApiRouter::new()
        .routes(routes!(availability::availability))
        .routes(routes!(list_bookings::list_bookings, create_booking::create_booking))
        .routes(routes!(preview_booking::preview_booking))
        .routes(routes!(get_booking::get_booking, change_booking::change_booking))
        .routes(routes!(preview_change_booking::preview_change_booking))
        .routes(routes!(cancel_booking::cancel_booking))
        .routes(routes!(list_occurrences::list_occurrences))
        .routes(routes!(get_occurrence::get_occurrence, change_occurrence::change_occurrence))
        .routes(routes!(preview_change_occurrence::preview_change_occurrence))
        .routes(routes!(cancel_occurrence::cancel_occurrence))
        .routes(routes!(check_in::check_in))
        .routes(routes!(extend::extend))
        .routes(routes!(end::end))
        .routes(routes!(release::release))
        .routes(routes!(list_approvals::list_approvals))
        .routes(routes!(approve::approve))
        .routes(routes!(decline::decline))
        .routes(routes!(decide::decide_many))
        .routes(routes!(timeline::timeline))
        .routes(routes!(room_calendar::room_calendar))
        .routes(routes!(vehicle_calendar::vehicle_calendar))
        .routes(routes!(driver_calendar::driver_calendar))
        .routes(routes!(person_calendar::person_calendar));
    Module {
        name: "bookings",
        routes,
        messages: &MESSAGES,
        permissions: &PERMISSIONS,
        sweeps: vec![Sweep {
            name: "move_dates_on",
            every: Duration::from_secs(30),
            run: |state| Box::pin(move_on(state)),
        }],
    }
}

async fn move_on(state: AppState) -> Result<u64, SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let Swept { moved, failed } = sweep::sweep(engine(&state), &state.db, &cx).await?;
    if failed > 0 {
        return Err(format!("{failed} bookings could not be dealt with, {moved} dates moved").into());
    }
    Ok(moved)
}

/// The engine, which knows the kinds of bookables of all areas.
pub(crate) fn engine(state: &AppState) -> &Engine {
    state.get()
}

/// Answers a read with a booking.
async fn show_booking(state: &AppState, caller: &Caller, details: &Details) -> Result<Response, ApiError> {
    let lens = Lens::of_details(state, caller, details).await?;
    answer(Some(details.booking.version), &BookingView::new(&caller.cx, &lens, details))
}

/// Commits and answers with the booking.
async fn done_booking(
    state: &AppState,
    caller: &Caller,
    write: Write,
    details: &Details,
) -> Result<Response, ApiError> {
    let lens = Lens::of_details(state, caller, details).await?;
    write.ok(Some(details.booking.version), &BookingView::new(&caller.cx, &lens, details)).await
}

/// Commits and answers with one date of the booking.
async fn done_occurrence(
    state: &AppState,
    caller: &Caller,
    write: Write,
    details: &Details,
    id: OccurrenceId,
) -> Result<Response, ApiError> {
    let view = occurrence(state, caller, details, id).await?;
    write.ok(Some(view.version()), &view).await
}

async fn occurrence(
    state: &AppState,
    caller: &Caller,
    details: &Details,
    id: OccurrenceId,
) -> Result<OccurrenceView, ApiError> {
    let lens = Lens::of_details(state, caller, details).await?;
    let date = details.occurrences.iter().find(|date| date.id == id).ok_or_else(ApiError::not_found)?;
    Ok(OccurrenceView::new(&caller.cx, &lens, &details.booking, date, &details.approvals))
}

/// One booking, if the caller may see it.
async fn visible(state: &AppState, caller: &Caller, id: BookingId) -> Result<Details, ApiError> {
    Ok(get(engine(state), (&state.db).into(), &caller.cx, id).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_four_languages() {
        let english = MESSAGES.iter().filter(|(lang, _)| *lang == Lang::En).flat_map(|(_, text)| text.lines());
        let codes: Vec<&str> = english
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once(" =")?.0))
            .collect();
        assert!(codes.len() > 40, "{codes:?}");
        let texts = httpkit::Texts::new(&MESSAGES);
        for code in codes {
            for &lang in Lang::ALL {
                assert!(texts.has(lang, code), "{code} in {lang}");
            }
        }
    }
}
