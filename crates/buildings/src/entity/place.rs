//! Rows of `place`.

use kernel::{Instant, Names, PlaceId, Zone};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    entity::prelude::*,
};

use crate::model::{Place, PlaceKind, SpaceKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlaceId,
    pub kind: PlaceKind,
    pub parent_id: Option<PlaceId>,
    pub site_id: PlaceId,
    pub code: String,
    pub names: Names,
    pub search_key: String,
    pub space_kind: Option<SpaceKind>,
    pub area_m2: Option<i64>,
    pub level: Option<i64>,
    pub step_free: bool,
    pub heritage: bool,
    pub time_zone: Option<Zone>,
    pub country: Option<String>,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub outline: Option<String>,
    pub qr_token: String,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The key by which a place is found: its code and its names.
fn search_key(code: &str, names: &Names) -> String {
    format!("{} {}", kernel::search_key(code), names.search_key())
}

impl From<Model> for Place {
    fn from(row: Model) -> Self {
        let Model {
            id,
            kind,
            parent_id,
            site_id,
            code,
            names,
            search_key: _,
            space_kind,
            area_m2,
            level,
            step_free,
            heritage,
            time_zone,
            country,
            address,
            contact,
            outline: _,
            qr_token: _,
            retired_at,
            version,
        } = row;
        Self {
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
        }
    }
}

/// All that a place is known by; its outline and its QR code stay as they are.
impl From<Place> for ActiveModel {
    fn from(place: Place) -> Self {
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
            id: Set(id),
            kind: Set(kind),
            parent_id: Set(parent_id),
            site_id: Set(site_id),
            search_key: Set(search_key(&code, &names)),
            code: Set(code),
            names: Set(names),
            space_kind: Set(space_kind),
            area_m2: Set(area_m2),
            level: Set(level),
            step_free: Set(step_free),
            heritage: Set(heritage),
            time_zone: Set(time_zone),
            country: Set(country),
            address: Set(address),
            contact: Set(contact),
            outline: NotSet,
            qr_token: NotSet,
            retired_at: Set(retired_at),
            version: Set(version),
        }
    }
}
