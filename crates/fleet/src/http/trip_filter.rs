//! Which trips a caller asks for.

use kernel::{BookableId, Instant, PersonId, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{model::trip::TripKind, queries::TripFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only with this vehicle.
    vehicle: Option<BookableId>,
    /// Only those that this person drove.
    driver: Option<PersonId>,
    /// Only with vehicles of this site.
    site: Option<PlaceId>,
    /// That began at or after this instant.
    from: Option<Instant>,
    /// That began before this instant.
    to: Option<Instant>,
    /// Only of this kind.
    kind: Option<TripKind>,
}

impl From<Filter> for TripFilter {
    fn from(filter: Filter) -> Self {
        let Filter { vehicle, driver, site, from, to, kind } = filter;
        Self { vehicle, driver, site, from, to, kind }
    }
}
