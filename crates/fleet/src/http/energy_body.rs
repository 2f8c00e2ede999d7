//! What energy looks like to a caller.

use httpkit::AppState;
use kernel::{
    BookableId, Ctx, Instant, Zone,
    id::{EnergyId, EnergyImportId},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    model::energy::{EnergyKind, EnergyNotice},
    queries::EnergyTaken,
};

/// Energy that a vehicle took.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyTransaction)]
pub(crate) struct EnergyBody {
    id: EnergyId,
    vehicle_id: BookableId,
    #[schema(example = "CAR-07")]
    vehicle_code: String,
    /// The name of the vehicle in the caller's language.
    vehicle_name: String,
    time_zone: Zone,
    at: Instant,
    kind: EnergyKind,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram, by the kind.
    quantity: i64,
    cents: i64,
    #[schema(example = "EUR")]
    currency: String,
    odometer_km: Option<i64>,
    card: Option<String>,
    station: Option<String>,
    supplier: String,
    reference: Option<String>,
    /// From which file; none when it was noted by hand.
    import_id: Option<EnergyImportId>,
    /// What is strange about it.
    notices: Vec<EnergyNoticeBody>,
    may_strike: bool,
}

/// What is strange about energy that a vehicle took.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyNoticeText)]
pub(crate) struct EnergyNoticeBody {
    code: EnergyNotice,
    /// In the caller's language.
    text: String,
}

impl EnergyNoticeBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, code: EnergyNotice) -> Self {
        let text = state.texts.text(cx.lang, code.as_str(), None, &serde_json::Map::new());
        Self { code, text: text.unwrap_or_default() }
    }
}

impl EnergyBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, one: EnergyTaken) -> Self {
        let EnergyTaken { id, taken, code, names, zone, currency, card, station, import_id, notices, may_strike } = one;
        Self {
            id,
            vehicle_id: taken.vehicle,
            vehicle_code: code,
            vehicle_name: names.get(cx.lang).to_owned(),
            time_zone: zone,
            at: taken.at,
            kind: taken.kind,
            quantity: taken.quantity,
            cents: taken.cents,
            currency,
            odometer_km: taken.odometer_km,
            card,
            station,
            supplier: taken.supplier,
            reference: taken.reference,
            import_id,
            notices: notices.into_iter().map(|notice| EnergyNoticeBody::new(state, cx, notice)).collect(),
            may_strike,
        }
    }
}
