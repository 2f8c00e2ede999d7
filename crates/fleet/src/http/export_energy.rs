//! `GET /energy-transactions.csv`

use axum::{extract::State, response::Response};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, Query, download};
use kernel::WallTime;

use super::energy_filter::Filter;
use crate::{FleetError, policy::Permission, queries};

const COLUMNS: &[&str] = &[
    "vehicle",
    "at",
    "kind",
    "quantity",
    "amount",
    "currency",
    "odometer_km",
    "card",
    "station",
    "supplier",
    "reference",
    "notices",
];

/// The energy that matches as CSV, the last first: times on the clock of the site, quantities in litres, kilowatt-hours or
/// kilograms. At most 100,000.
#[utoipa::path(get, path = "/energy-transactions.csv", tag = "fleet", params(Filter),
    responses((status = 200, description = "A CSV file", content_type = "text/csv", body = String), httpkit::ReadProblems))]
pub(crate) async fn export_energy(
    State(state): State<AppState>,
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let most = sheet::MAX_ROWS as u64;
    let all = queries::list_energy((&state.db).into(), &caller.cx, &filter.into(), None, most).await?;
    let rows = all.into_iter().map(|one| {
        let (taken, cents) = (&one.taken, one.taken.cents);
        let notices: Vec<&str> = one.notices.iter().map(|notice| notice.as_str()).collect();
        vec![
            one.code,
            WallTime::at(taken.at, one.zone).to_string(),
            taken.kind.to_string(),
            thousandths(taken.quantity),
            media::workbook::Cell::Cents(cents).text(),
            one.currency,
            taken.odometer_km.map(|km| km.to_string()).unwrap_or_default(),
            one.card.unwrap_or_default(),
            one.station.unwrap_or_default(),
            taken.supplier.clone(),
            taken.reference.clone().unwrap_or_default(),
            notices.join("|"),
        ]
    });
    download("text/csv; charset=utf-8", "energy.csv", sheet::write(COLUMNS, rows))
}

/// `-41.237`
fn thousandths(quantity: i64) -> String {
    let (sign, size) = (if quantity < 0 { "-" } else { "" }, quantity.unsigned_abs());
    format!("{sign}{}.{:03}", size / 1000, size % 1000)
}
