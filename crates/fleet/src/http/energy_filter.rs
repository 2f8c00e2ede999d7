//! Which energy a caller asks for.

use kernel::{BookableId, Instant, PlaceId, id::EnergyImportId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{model::energy::EnergyKind, queries::EnergyFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only of this vehicle.
    vehicle: Option<BookableId>,
    /// Only of vehicles of this site.
    site: Option<PlaceId>,
    /// At or after this instant.
    from: Option<Instant>,
    /// Before this instant.
    to: Option<Instant>,
    /// Only this kind.
    kind: Option<EnergyKind>,
    /// Only from this import.
    import: Option<EnergyImportId>,
}

impl From<Filter> for EnergyFilter {
    fn from(filter: Filter) -> Self {
        let Filter { vehicle, site, from, to, kind, import } = filter;
        Self { vehicle, site, from, to, kind, import }
    }
}
