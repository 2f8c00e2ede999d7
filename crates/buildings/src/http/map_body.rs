//! What plans and maps look like to a caller.

use kernel::{BookableId, Instant, Lang, PlaceId};
use serde::Serialize;
use utoipa::ToSchema;

use super::installation_body::PlaceInShort;
use crate::{
    commands::Drawn,
    map::{LiveState, RoomOnMap, SpaceOnMap},
    model::{
        SpaceKind,
        outline::{Outline, Polygon},
    },
    queries::{FloorMap, FloorPlan},
};

/// The plan of a floor. Coordinates go from its top left corner, x to the right and y downwards.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FloorPlan)]
pub(crate) struct PlanBody {
    /// Where the picture is; its address changes with the picture.
    url: String,
    content_type: String,
    width: i64,
    height: i64,
    /// How many millimetres a unit is, where it is known.
    mm_per_unit: Option<i64>,
    version: i64,
}

impl PlanBody {
    pub(crate) fn new(floor: PlaceId, plan: FloorPlan) -> Self {
        let FloorPlan { content_type, width, height, mm_per_unit, version } = plan;
        let url = format!("{}/floors/{floor}/plan", httpkit::API);
        Self { url, content_type, width, height, mm_per_unit, version }
    }
}

/// Where a space lies on the plan of its floor.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outline)]
pub(crate) struct OutlineBody {
    space_id: PlaceId,
    outline: Option<Polygon>,
    /// In square units of the plan.
    area: Option<f64>,
    /// In square metres, where the plan says how large a unit is.
    area_m2: Option<f64>,
    /// The version of the space.
    version: i64,
}

impl From<Drawn> for OutlineBody {
    fn from(Drawn { space, outline, mm_per_unit }: Drawn) -> Self {
        let area = outline.as_ref().map(Outline::area);
        Self {
            space_id: space.id,
            outline: outline.as_ref().map(Outline::polygon),
            area,
            area_m2: area.zip(mm_per_unit).map(|(area, scale)| square_metres(area, scale)),
            version: space.version,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a scale is at most 10,000")]
fn square_metres(area: f64, mm_per_unit: i64) -> f64 {
    let metres = mm_per_unit as f64 / 1000.0;
    (area * metres * metres * 100.0).round() / 100.0
}

/// A floor with its plan and its spaces, and what goes on in them now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FloorMap)]
pub(crate) struct MapBody {
    floor: PlaceInShort,
    /// Null while nobody has put one.
    plan: Option<PlanBody>,
    /// Outer ones before what lies in them.
    spaces: Vec<SpaceBody>,
}

/// A space on the map.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SpaceOnMap)]
pub(crate) struct SpaceBody {
    id: PlaceId,
    code: String,
    /// The name in the caller's language.
    name: String,
    space_kind: Option<SpaceKind>,
    /// Null while nobody has drawn it.
    outline: Option<Polygon>,
    /// The worst of what goes on in its rooms; null when it is no room.
    state: Option<LiveState>,
    rooms: Vec<RoomBody>,
    /// How many installations stand in it.
    installations: i64,
    /// How many of them do not work.
    out_of_service: i64,
}

/// A room on the map.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoomOnMap)]
pub(crate) struct RoomBody {
    /// By which it is booked.
    id: BookableId,
    code: String,
    /// The name in the caller's language.
    name: String,
    state: LiveState,
    /// When that changes, as far as one can see half an hour ahead.
    until: Option<Instant>,
}

impl MapBody {
    pub(crate) fn new(map: FloorMap, lang: Lang) -> Self {
        let FloorMap { floor, plan, spaces } = map;
        Self {
            floor: PlaceInShort::new(&floor, lang),
            plan: plan.map(|plan| PlanBody::new(floor.id, plan)),
            spaces: spaces.into_iter().map(|space| SpaceBody::new(space, lang)).collect(),
        }
    }
}

impl SpaceBody {
    fn new(space: SpaceOnMap, lang: Lang) -> Self {
        let state = space.state();
        let SpaceOnMap { place, outline, installations, out_of_service, rooms } = space;
        let room = |RoomOnMap { id, code, names, state, until }| RoomBody {
            id,
            code,
            name: kernel::Names::get(&names, lang).to_owned(),
            state,
            until,
        };
        Self {
            id: place.id,
            name: place.names.get(lang).to_owned(),
            code: place.code,
            space_kind: place.space_kind,
            outline: outline.as_ref().map(Outline::polygon),
            state,
            rooms: rooms.into_iter().map(room).collect(),
            installations,
            out_of_service,
        }
    }
}
