//! What places and closed days look like to a caller.

use chrono::NaiveDate;
use kernel::{Lang, Names, PlaceId, Zone};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    holidays::{ClosedDay, ClosedDaySource},
    model::{Place, PlaceKind, SpaceKind},
};

/// A site, building, floor or space.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
pub(crate) struct PlaceBody {
    id: PlaceId,
    kind: PlaceKind,
    #[schema(example = "W16-4-01")]
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    /// What it lies in; null for a site.
    parent_id: Option<PlaceId>,
    site_id: PlaceId,
    space_kind: Option<SpaceKind>,
    area_m2: Option<i64>,
    /// The storey, 0 = ground floor; only floors.
    level: Option<i64>,
    step_free: bool,
    heritage: bool,
    /// Only sites.
    time_zone: Option<Zone>,
    /// The country whose holidays hold (ISO 3166-1 alpha-2); only sites.
    country: Option<String>,
    address: Option<String>,
    contact: Option<String>,
    retired: bool,
    version: i64,
}

impl PlaceBody {
    pub(crate) fn new(place: Place, lang: Lang) -> Self {
        let Place {
            id,
            kind,
            parent_id,
            site_id,
            code,
            names,
            space_kind,
            area_m2,
            level,
            step_free,
            heritage,
            time_zone,
            country,
            address,
            contact,
            retired_at,
            version,
        } = place;
        Self {
            id,
            kind,
            code,
            name: names.get(lang).to_owned(),
            names,
            parent_id,
            site_id,
            space_kind,
            area_m2,
            level,
            step_free,
            heritage,
            time_zone,
            country,
            address,
            contact,
            retired: retired_at.is_some(),
            version,
        }
    }
}

/// A day on which a site is closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Holiday)]
pub(crate) struct HolidayBody {
    day: NaiveDate,
    /// The name in the caller's language.
    name: String,
    names: Names,
    source: ClosedDaySource,
}

impl HolidayBody {
    pub(crate) fn new(closed: ClosedDay, lang: Lang) -> Self {
        let ClosedDay { day, names, source } = closed;
        Self { day, name: names.get(lang).to_owned(), names, source }
    }
}
