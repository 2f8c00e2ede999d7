//! What rooms look like to a caller.

use kernel::{BookableId, Lang, LayoutId, Names, PhotoId, PlaceId, Zone};
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::{Layout, Photo, Room};

/// A room.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Room)]
pub struct RoomBody {
    /// Which one; also the id by which it is booked.
    id: BookableId,
    /// Unique among everything that can be booked.
    #[schema(example = "W16-PRESS")]
    code: String,
    /// The name in the caller's language.
    name: String,
    /// The name in the four languages.
    names: Names,
    description: String,
    /// Where it is.
    site: SiteBody,
    /// The zone of its site.
    time_zone: Zone,
    /// The way to it in the caller's language, the site first.
    #[schema(example = "Wetstraat › Wetstraat 16 › Kelder")]
    place_path: String,
    /// The spaces it takes up.
    space_ids: Vec<PlaceId>,
    /// What it has, by code; names at `GET /features`.
    features: Vec<String>,
    /// How it can be set up, the smallest first.
    layouts: Vec<LayoutBody>,
    /// How many people the largest layout holds.
    capacity: i64,
    photos: Vec<PhotoBody>,
    /// The rooms that cannot be used at the same time: its parts, or the whole it is a part of.
    overlaps_with: Vec<BookableId>,
    step_free: bool,
    /// Who prepares it.
    team: Option<String>,
    /// Whether it can no longer be booked.
    retired: bool,
    version: i64,
}

/// The site of a room.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoomSite)]
pub(crate) struct SiteBody {
    id: PlaceId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// A way in which a room is set up.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Layout)]
pub(crate) struct LayoutBody {
    id: LayoutId,
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    capacity: i64,
    setup_minutes: i64,
    cleanup_minutes: i64,
    /// Whether it is taken when nothing else is asked for.
    is_default: bool,
}

/// A photo of a room.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Photo)]
pub(crate) struct PhotoBody {
    id: PhotoId,
    /// Where the bytes are; they never change.
    url: String,
    /// What it shows, for those who do not see it.
    alt: String,
    /// Pixels.
    width: i64,
    /// Pixels.
    height: i64,
}

impl RoomBody {
    /// The room in a language.
    #[must_use]
    pub fn new(room: Room, lang: Lang) -> Self {
        let capacity = room.capacity();
        let Room {
            id,
            code,
            names,
            description,
            path,
            zone,
            space_ids,
            features,
            layouts,
            photos,
            overlaps_with,
            step_free,
            team,
            retired_at,
            version,
        } = room;
        let site = path.first().map_or_else(
            || SiteBody { id: PlaceId(id.0), code: String::new(), name: String::new() },
            |site| SiteBody { id: site.id, code: site.code.clone(), name: site.names.get(lang).to_owned() },
        );
        Self {
            id,
            code,
            name: names.get(lang).to_owned(),
            names,
            description,
            site,
            time_zone: zone,
            place_path: path.iter().map(|place| place.names.get(lang)).collect::<Vec<_>>().join(" › "),
            space_ids,
            features,
            layouts: layouts.into_iter().map(|layout| LayoutBody::new(layout, lang)).collect(),
            capacity,
            photos: photos.into_iter().map(PhotoBody::from).collect(),
            overlaps_with,
            step_free,
            team,
            retired: retired_at.is_some(),
            version,
        }
    }
}

impl LayoutBody {
    fn new(layout: Layout, lang: Lang) -> Self {
        let Layout { id, code, names, capacity, setup_minutes, cleanup_minutes, is_default, retired: _ } = layout;
        let name = names.get(lang).to_owned();
        Self { id, code, name, names, capacity, setup_minutes, cleanup_minutes, is_default }
    }
}

impl From<Photo> for PhotoBody {
    fn from(photo: Photo) -> Self {
        let Photo { id, alt, width, height } = photo;
        Self { id, url: format!("{}/photos/{id}", httpkit::API), alt, width, height }
    }
}
