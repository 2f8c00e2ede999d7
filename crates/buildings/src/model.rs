//! Words and pure rules of places: no database, no async, no clock.

pub mod contract;
pub mod document;
pub mod installation;
pub mod meter;
pub mod outage;
pub mod outline;

use kernel::{
    FieldError, IdGen, Instant, Names, PlaceId, Rejection, Zone,
    field::{NamesInput, NamesPatch, Wrong, check_code, several_lines},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// The longest address or contact, in characters.
pub const MAX_TEXT: usize = 1000;
/// The most levels a tree has, the site included: halls within halls come to an end.
pub const MAX_DEPTH: usize = 12;

kernel::text_enum! {
    /// Which level of the tree a place is.
    pub enum PlaceKind {
        /// An address with its own time zone and calendar.
        Site = "site",
        /// A building on a site.
        Building = "building",
        /// A storey of a building.
        Floor = "floor",
        /// Anything with walls or a name.
        Space = "space",
    }
}

impl PlaceKind {
    /// Whether a place of this kind may stand directly under `parent` (`None` = at the top).
    #[must_use]
    pub const fn fits_under(self, parent: Option<Self>) -> bool {
        matches!(
            (self, parent),
            (Self::Site, None)
                | (Self::Building, Some(Self::Site))
                | (Self::Floor, Some(Self::Building))
                | (Self::Space, Some(_))
        )
    }
}

kernel::text_enum! {
    /// What a space is for.
    pub enum SpaceKind {
        /// A room where people meet.
        MeetingRoom = "meeting_room",
        /// A room where the press is received.
        PressRoom = "press_room",
        /// A room for receptions and ceremonies.
        Salon = "salon",
        /// A room where people eat.
        DiningRoom = "dining_room",
        /// A room where people work.
        Office = "office",
        /// Where food is prepared.
        Kitchen = "kitchen",
        /// An interpreter's or technician's booth.
        Booth = "booth",
        /// An entrance or waiting area.
        Lobby = "lobby",
        /// A way to somewhere else.
        Corridor = "corridor",
        /// Where things are kept.
        Storage = "storage",
        /// Machines of the building.
        PlantRoom = "plant_room",
        /// Toilets and washrooms.
        Sanitary = "sanitary",
        /// A parking bay or car park.
        Parking = "parking",
        /// A terrace, court or garden.
        Outdoor = "outdoor",
        /// Anything else.
        Other = "other",
    }
}

/// A site, building, floor or space, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which one.
    pub id: PlaceId,
    /// Which level of the tree.
    pub kind: PlaceKind,
    /// What it lies in; `None` for a site.
    pub parent_id: Option<PlaceId>,
    /// The site it lies on; its own id for a site.
    pub site_id: PlaceId,
    /// Its short name on plans and doors: `W16-4-01`.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// What it is for; only spaces.
    pub space_kind: Option<SpaceKind>,
    /// Floor area in square metres.
    pub area_m2: Option<i64>,
    /// The storey, 0 = ground floor; only floors.
    pub level: Option<i64>,
    /// Whether one gets there without a step.
    pub step_free: bool,
    /// Whether it is protected heritage.
    pub heritage: bool,
    /// The zone its clocks show; only sites.
    pub time_zone: Option<Zone>,
    /// ISO 3166-1 alpha-2 code of the country whose holidays hold; only sites.
    pub country: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Whom to ask, with a telephone number or mail address.
    pub contact: Option<String>,
    /// Since when it is no longer used.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

/// An optional text of several lines: empty is none.
pub(crate) fn optional_text(field: &'static str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| several_lines(field, text, MAX_TEXT)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A country as two capital letters.
pub(crate) fn check_country(code: Option<&str>) -> Result<Option<String>, FieldError> {
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else { return Ok(None) };
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(Some(code.to_ascii_uppercase()))
    } else {
        Err(FieldError::new("country", "invalid"))
    }
}

/// A place to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlace)]
pub struct AddPlace {
    /// Which level of the tree.
    pub kind: PlaceKind,
    /// What it lies in; absent for a site.
    pub parent_id: Option<PlaceId>,
    /// Unique among all places: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "W16-4-01")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// What it is for; only spaces.
    pub space_kind: Option<SpaceKind>,
    /// Floor area in square metres.
    #[schema(minimum = 1)]
    pub area_m2: Option<i64>,
    /// The storey, 0 = ground floor; only floors.
    pub level: Option<i64>,
    /// Whether one gets there without a step.
    #[serde(default)]
    pub step_free: bool,
    /// Whether it is protected heritage.
    #[serde(default)]
    pub heritage: bool,
    /// The zone its clocks show; a site must have one, others must not.
    pub time_zone: Option<Zone>,
    /// The country whose holidays hold; only sites.
    pub country: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
}

impl AddPlace {
    /// The place it would become under that parent; or all that is wrong with it.
    pub(crate) fn check(self, ids: &dyn IdGen, parent: Option<&Place>) -> Result<Place, Rejection> {
        let Self {
            kind,
            parent_id,
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
        } = self;
        let mut wrong = Wrong::default();
        if !kind.fits_under(parent.map(|parent| parent.kind)) {
            wrong.add(FieldError::new("parent_id", if parent.is_none() { "required" } else { "not_for_this_kind" }));
        } else if parent.is_some_and(|parent| parent.retired_at.is_some()) {
            wrong.add(FieldError::new("parent_id", "retired"));
        }
        let id = PlaceId::new(ids);
        let place = Place {
            id,
            kind,
            parent_id,
            site_id: parent.map_or(id, |parent| parent.site_id),
            code: wrong.take(check_code("code", &code)),
            names: wrong.take(names.check("names")),
            space_kind,
            area_m2,
            level,
            step_free,
            heritage,
            time_zone,
            country: wrong.take(check_country(country.as_deref())),
            address: wrong.take(optional_text("address", address.as_deref())),
            contact: wrong.take(optional_text("contact", contact.as_deref())),
            retired_at: None,
            version: 1,
        };
        place.check_traits(&mut wrong);
        wrong.or(place)
    }
}

/// Changes to a place: what is absent stays as it is, `null` empties it. A place keeps its kind and its parent:
/// policies and permissions hang on where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaceChange)]
pub struct PlacePatch {
    /// A new code.
    pub code: Option<String>,
    /// New names.
    pub names: Option<NamesPatch>,
    /// What it is for.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<SpaceKind>)]
    pub space_kind: Option<Option<SpaceKind>>,
    /// Floor area in square metres.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub area_m2: Option<Option<i64>>,
    /// The storey.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub level: Option<Option<i64>>,
    /// Whether one gets there without a step.
    pub step_free: Option<bool>,
    /// Whether it is protected heritage.
    pub heritage: Option<bool>,
    /// The zone of a site. Refused while something on the site can be booked.
    pub time_zone: Option<Zone>,
    /// The country whose holidays hold.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub country: Option<Option<String>>,
    /// Postal address.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub address: Option<Option<String>>,
    /// Whom to ask.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub contact: Option<Option<String>>,
}

impl PlacePatch {
    /// The place after the change, its version untouched; or all that is wrong with it.
    pub(crate) fn check(self, place: &Place) -> Result<Place, Rejection> {
        let Self { code, names, space_kind, area_m2, level, step_free, heritage, time_zone, country, address, contact } =
            self;
        let mut wrong = Wrong::default();
        let mut changed = place.clone();
        wrong.put(&mut changed.code, code.map(|code| check_code("code", &code)));
        wrong.put(&mut changed.names, names.map(|names| names.check("names", &place.names)));
        wrong.put(&mut changed.country, country.map(|country| check_country(country.as_deref())));
        wrong.put(&mut changed.address, address.map(|text| optional_text("address", text.as_deref())));
        wrong.put(&mut changed.contact, contact.map(|text| optional_text("contact", text.as_deref())));
        changed.space_kind = space_kind.unwrap_or(changed.space_kind);
        changed.area_m2 = area_m2.unwrap_or(changed.area_m2);
        changed.level = level.unwrap_or(changed.level);
        changed.step_free = step_free.unwrap_or(changed.step_free);
        changed.heritage = heritage.unwrap_or(changed.heritage);
        changed.time_zone = time_zone.or(changed.time_zone);
        changed.check_traits(&mut wrong);
        wrong.or(changed)
    }
}

impl Place {
    /// Whether each trait belongs to that kind of place and is of a plausible size.
    fn check_traits(&self, wrong: &mut Wrong) {
        let Self { kind, space_kind, area_m2, level, time_zone, country, .. } = self;
        let mut only = |of: PlaceKind, field: &'static str, given: bool| {
            if given && *kind != of {
                wrong.add(FieldError::new(field, "not_for_this_kind"));
            }
        };
        only(PlaceKind::Space, "space_kind", space_kind.is_some());
        only(PlaceKind::Floor, "level", level.is_some());
        only(PlaceKind::Site, "time_zone", time_zone.is_some());
        only(PlaceKind::Site, "country", country.is_some());
        if *kind == PlaceKind::Site && time_zone.is_none() {
            wrong.add(FieldError::new("time_zone", "required"));
        }
        if area_m2.is_some_and(|area| !(1..=1_000_000).contains(&area)) {
            wrong.add(FieldError::new("area_m2", "invalid"));
        }
        if level.is_some_and(|level| !(-20..=200).contains(&level)) {
            wrong.add(FieldError::new("level", "invalid"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_has_four_levels_and_spaces_within_spaces() {
        use PlaceKind::{Building, Floor, Site, Space};
        let allowed: Vec<_> = PlaceKind::ALL
            .iter()
            .flat_map(|&kind| [None, Some(Site), Some(Building), Some(Floor), Some(Space)].map(|parent| (kind, parent)))
            .filter(|(kind, parent)| kind.fits_under(*parent))
            .collect();
        assert_eq!(
            allowed,
            [
                (Site, None),
                (Building, Some(Site)),
                (Floor, Some(Building)),
                (Space, Some(Site)),
                (Space, Some(Building)),
                (Space, Some(Floor)),
                (Space, Some(Space)),
            ]
        );
    }

    struct Ids;

    impl IdGen for Ids {
        fn next(&self) -> uuid::Uuid {
            uuid::Uuid::from_u128(1)
        }
    }

    fn add(kind: PlaceKind) -> AddPlace {
        AddPlace {
            kind,
            parent_id: None,
            code: "A".into(),
            names: NamesInput { nl: "A".into(), ..NamesInput::default() },
            space_kind: None,
            area_m2: None,
            level: None,
            step_free: true,
            heritage: false,
            time_zone: None,
            country: None,
            address: None,
            contact: None,
        }
    }

    fn wrong(result: Result<Place, Rejection>) -> Vec<String> {
        result.unwrap_err().fields().iter().map(FieldError::to_string).collect()
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let site = AddPlace { time_zone: Some(Zone::BRUSSELS), ..add(PlaceKind::Site) }.check(&Ids, None).unwrap();
        assert_eq!((site.site_id, site.version), (site.id, 1));
        assert_eq!(wrong(add(PlaceKind::Site).check(&Ids, None)), ["time_zone: required"]);
        assert_eq!(wrong(add(PlaceKind::Building).check(&Ids, None)), ["parent_id: required"]);
        let odd = AddPlace {
            code: String::new(),
            level: Some(1),
            time_zone: Some(Zone::BRUSSELS),
            area_m2: Some(0),
            ..add(PlaceKind::Floor)
        };
        assert_eq!(
            wrong(odd.check(&Ids, Some(&site))),
            ["parent_id: not_for_this_kind", "code: required", "time_zone: not_for_this_kind", "area_m2: invalid"]
        );
        let retired = Place { retired_at: Some(Instant::from_micros(1)), ..site };
        assert_eq!(wrong(add(PlaceKind::Building).check(&Ids, Some(&retired))), ["parent_id: retired"]);
    }

    #[test]
    fn absent_is_not_null() {
        let site = AddPlace { time_zone: Some(Zone::BRUSSELS), country: Some("be".into()), ..add(PlaceKind::Site) };
        let site = site.check(&Ids, None).unwrap();
        assert_eq!(site.country.as_deref(), Some("BE"));
        assert_eq!(PlacePatch::default().check(&site).unwrap(), site);
        let emptied = PlacePatch { country: Some(None), ..PlacePatch::default() }.check(&site).unwrap();
        assert_eq!(emptied, Place { country: None, ..site });
    }
}
