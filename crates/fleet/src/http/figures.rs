//! What the endpoints of the figures have in common.

use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller};
use kernel::{FieldError, PlaceId};
use media::workbook::{Cell, Sheet};
use serde::Deserialize;
use serde_json::Map;
use utoipa::IntoParams;

use crate::{
    FleetError,
    model::cost::CostKind,
    policy::Permission,
    queries::{self, CostFigures, FleetFigures, FleetFiguresFilter, VehicleFigures},
};

/// The longest time that is reckoned at once.
const MAX_DAYS: i64 = 3 * 366;

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct FiguresQuery {
    /// The first day, by the calendar of each site.
    from: NaiveDate,
    /// The last day; at most three years after the first.
    to: NaiveDate,
    /// Only of this site; else of all whose fleet the caller sees.
    site: Option<PlaceId>,
}

impl FiguresQuery {
    pub(super) async fn reckon(&self, state: &AppState, caller: &Caller) -> Result<FleetFigures, ApiError> {
        Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
        let Self { from, to, site } = *self;
        if from > to {
            return Err(FleetError::from(FieldError::new("to", "before_start")).into());
        }
        if (to - from).num_days() > MAX_DAYS {
            return Err(FleetError::from(FieldError::new("to", "period_too_long")).into());
        }
        let filter = FleetFiguresFilter { from, to, site };
        Ok(queries::fleet_figures((&state.db).into(), &caller.cx, &filter).await?)
    }

    /// What a file with the figures is called, without its ending.
    pub(super) fn file_name(&self) -> String {
        format!("fleet-{}-{}", self.from, self.to)
    }
}

const COLUMNS: &[&str] = &[
    "vehicle",
    "name",
    "bookable_hours",
    "used_hours",
    "reservations",
    "no_shows",
    "late_returns",
    "trips",
    "km",
    "km_known",
    "lease",
    "energy",
];
const MORE_COLUMNS: &[&str] = &[
    "total",
    "per_100_km",
    "co2_kg",
    "co2_declared_kg",
    "lease_ends",
    "lease_cap_km",
    "lease_driven_km",
    "lease_projected_km",
];

/// The figures as a table with heads in the caller's language: a row for each vehicle, and all of them at the end.
pub(super) fn sheet(state: &AppState, caller: &Caller, figures: &FleetFigures) -> Sheet {
    let word = |code: &str| {
        let code = format!("fleet_figures_{code}");
        state.texts.text(caller.cx.lang, &code, None, &Map::new()).unwrap_or(code)
    };
    let kinds = CostKind::ALL.iter().map(|kind| word(&format!("cost_{kind}")));
    let columns = COLUMNS.iter().map(|column| word(column)).chain(kinds);
    let columns = columns.chain(MORE_COLUMNS.iter().map(|column| word(column))).collect();
    let mut rows: Vec<Vec<Cell>> = figures.vehicles.iter().map(|one| row(one, &word)).collect();
    let all = VehicleFigures {
        code: word("all"),
        name: String::new(),
        usage: figures.usage.clone(),
        costs: figures.costs.clone(),
        lease: None,
        ..match figures.vehicles.first() {
            Some(any) => any.clone(),
            None => return Sheet { name: word("sheet"), columns, rows },
        }
    };
    rows.push(row(&all, &word));
    Sheet { name: word("sheet"), columns, rows }
}

fn row(one: &VehicleFigures, word: &impl Fn(&str) -> String) -> Vec<Cell> {
    let (usage, costs): (_, &CostFigures) = (&one.usage, &one.costs);
    #[expect(clippy::cast_precision_loss, reason = "hours of at most three years, and kilograms")]
    let tenths = |part: i64, whole: i64| Cell::Tenths(part as f64 / whole as f64);
    let mut cells: Vec<Cell> = vec![
        one.code.as_str().into(),
        one.name.as_str().into(),
        tenths(usage.bookable_minutes, 60),
        tenths(usage.used_minutes, 60),
        usage.reservations.into(),
        usage.no_shows.into(),
        usage.late_returns.into(),
        usage.trips.into(),
        costs.km.into(),
        word(if costs.km_known { "yes" } else { "no" }).into(),
        Cell::Cents(costs.lease_cents),
        Cell::Cents(costs.energy_cents),
    ];
    for kind in CostKind::ALL {
        let cents = costs.kinds.iter().find(|cost| cost.kind == *kind).map_or(0, |cost| cost.cents);
        cells.push(Cell::Cents(cents));
    }
    cells.push(Cell::Cents(costs.total_cents));
    cells.push(costs.cents_per_100_km.map_or(Cell::Empty, Cell::Cents));
    cells.push(tenths(costs.co2_grams, 1000));
    cells.push(costs.co2_declared_grams.map_or(Cell::Empty, |grams| tenths(grams, 1000)));
    cells.push(one.lease.as_ref().map(|lease| lease.ends_on).into());
    cells.push(one.lease.as_ref().map(|lease| lease.cap_km).into());
    cells.push(one.lease.as_ref().map(|lease| lease.driven_km).into());
    cells.push(one.lease.as_ref().and_then(|lease| lease.projected_km).into());
    cells
}
