//! Words and pure rules of rooms: no database, no async, no clock.

use booking::model::{
    finding::Finding,
    policy::MAX_BUFFER_MINUTES,
    wish::{Fit, Wish},
};
use buildings::model::Place;
use kernel::{
    BookableId, FieldError, IdGen, Instant, LayoutId, Names, PhotoId, PlaceId, Zone,
    field::{MAX_CODE, MAX_NAME, NamesInput, NamesPatch, Wrong, check_code, one_line, several_lines},
};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

/// The most people a layout holds.
pub const MAX_CAPACITY: i64 = 100_000;
/// The most layouts a room has in use.
pub const MAX_LAYOUTS: usize = 30;
/// The longest description, in characters.
pub const MAX_DESCRIPTION: usize = 4000;
/// The feature that is a trait of the room itself, so that it can be searched like any other.
pub const STEP_FREE: &str = "step_free";

/// A way in which a room is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Which one.
    pub id: LayoutId,
    /// Its short name, unique in its room: `theatre`.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// How many people it holds.
    pub capacity: i64,
    /// Minutes to set it up.
    pub setup_minutes: i64,
    /// Minutes to clear it away.
    pub cleanup_minutes: i64,
    /// Whether it is taken when nothing else is asked for.
    pub is_default: bool,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// A photo of a room, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Which one.
    pub id: PhotoId,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
}

/// A room as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Which one; also the id of its bookable.
    pub id: BookableId,
    /// Its code, unique among all bookables.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// What one should know about it.
    pub description: String,
    /// The way from its site down to the last place that all its spaces share.
    pub path: Vec<Place>,
    /// The zone of its site.
    pub zone: Zone,
    /// The spaces it takes up, in order.
    pub space_ids: Vec<PlaceId>,
    /// What it has, by code, in order; [`STEP_FREE`] is among them when it holds.
    pub features: Vec<String>,
    /// Its layouts in use, the smallest first.
    pub layouts: Vec<Layout>,
    /// Its photos in order.
    pub photos: Vec<Photo>,
    /// The rooms that share a unit with it, in order of id.
    pub overlaps_with: Vec<BookableId>,
    /// Whether one gets there without a step.
    pub step_free: bool,
    /// Who prepares it.
    pub team: Option<String>,
    /// Since when it can no longer be booked.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Room {
    /// How many people the largest layout holds.
    #[must_use]
    pub fn capacity(&self) -> i64 {
        self.layouts.iter().map(|layout| layout.capacity).max().unwrap_or_default()
    }
}

/// A layout to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLayout)]
pub struct LayoutInput {
    /// Its short name, unique in its room, also among those that were retired.
    #[schema(max_length = 40, example = "theatre")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// How many people it holds.
    #[schema(minimum = 1)]
    pub capacity: i64,
    /// Minutes to set it up.
    #[serde(default)]
    #[schema(minimum = 0)]
    pub setup_minutes: i64,
    /// Minutes to clear it away.
    #[serde(default)]
    #[schema(minimum = 0)]
    pub cleanup_minutes: i64,
    /// Whether it becomes the default.
    #[serde(default)]
    pub is_default: bool,
}

impl LayoutInput {
    /// The layout it would become; what is wrong is added to `wrong`.
    pub(crate) fn check(self, ids: &dyn IdGen, wrong: &mut Wrong) -> Layout {
        let Self { code, names, capacity, setup_minutes, cleanup_minutes, is_default } = self;
        let layout = Layout {
            id: LayoutId::new(ids),
            code: wrong.take(check_code("layouts.code", &code)),
            names: wrong.take(names.check("layouts.names")),
            capacity,
            setup_minutes,
            cleanup_minutes,
            is_default,
            retired: false,
        };
        layout.check_numbers(wrong);
        layout
    }
}

/// Changes to a layout: what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LayoutChange)]
pub struct LayoutPatch {
    /// A new short name.
    pub code: Option<String>,
    /// New names.
    pub names: Option<NamesPatch>,
    /// How many people it holds.
    pub capacity: Option<i64>,
    /// Minutes to set it up.
    pub setup_minutes: Option<i64>,
    /// Minutes to clear it away.
    pub cleanup_minutes: Option<i64>,
    /// `true` makes it the default; the present default cannot give that up by itself.
    pub is_default: Option<bool>,
}

impl LayoutPatch {
    /// The layout after the change; what is wrong is added to `wrong`.
    pub(crate) fn check(self, layout: &Layout, wrong: &mut Wrong) -> Layout {
        let Self { code, names, capacity, setup_minutes, cleanup_minutes, is_default } = self;
        let mut changed = layout.clone();
        wrong.put(&mut changed.code, code.map(|code| check_code("layouts.code", &code)));
        wrong.put(&mut changed.names, names.map(|names| names.check("layouts.names", &layout.names)));
        changed.capacity = capacity.unwrap_or(changed.capacity);
        changed.setup_minutes = setup_minutes.unwrap_or(changed.setup_minutes);
        changed.cleanup_minutes = cleanup_minutes.unwrap_or(changed.cleanup_minutes);
        changed.is_default = is_default.unwrap_or(changed.is_default);
        changed.check_numbers(wrong);
        changed
    }
}

impl Layout {
    fn check_numbers(&self, wrong: &mut Wrong) {
        if !(1..=MAX_CAPACITY).contains(&self.capacity) {
            wrong.add(FieldError::new("layouts.capacity", "invalid"));
        }
        let minutes =
            [("layouts.setup_minutes", self.setup_minutes), ("layouts.cleanup_minutes", self.cleanup_minutes)];
        for (field, minutes) in minutes {
            if !(0..=MAX_BUFFER_MINUTES).contains(&minutes) {
                wrong.add(FieldError::new(field, "invalid"));
            }
        }
    }
}

/// Checks the layouts of a new room together; the first is the default when none says so.
pub(crate) fn check_layouts(ids: &dyn IdGen, inputs: Vec<LayoutInput>, wrong: &mut Wrong) -> Vec<Layout> {
    let mut layouts: Vec<_> = inputs.into_iter().map(|input| input.check(ids, wrong)).collect();
    if layouts.len() > MAX_LAYOUTS {
        wrong.add(FieldError::new("layouts", "too_many"));
    }
    let repeated = layouts.iter().enumerate().any(|(index, layout)| {
        layouts[..index].iter().any(|earlier| earlier.code == layout.code && !layout.code.is_empty())
    });
    if repeated {
        wrong.add(FieldError::new("layouts.code", "repeated"));
    }
    match layouts.iter().filter(|layout| layout.is_default).count() {
        0 => match layouts.first_mut() {
            Some(first) => first.is_default = true,
            None => wrong.add(FieldError::new("layouts", "required")),
        },
        1 => {}
        _ => wrong.add(FieldError::new("layouts.is_default", "repeated")),
    }
    layouts
}

/// The texts of a room, checked.
pub(crate) fn check_description(text: &str) -> Result<String, FieldError> {
    several_lines("description", text, MAX_DESCRIPTION)
}

/// The team of a room, checked; empty is none.
pub(crate) fn check_team(text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| one_line("team", text, MAX_NAME)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A feature's code: lower-case letters, digits and `_`.
pub(crate) fn check_feature_code(code: &str) -> Result<String, FieldError> {
    let code = code.trim();
    let plain = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if code.is_empty() {
        Err(FieldError::new("code", "required"))
    } else if !plain || code.len() > MAX_CODE {
        Err(FieldError::new("code", "invalid"))
    } else {
        Ok(code.to_owned())
    }
}

/// The places that all the ways share, from the site down: what a room that spreads over several spaces lies under.
#[must_use]
pub fn common_path(paths: &[&[Place]]) -> Vec<Place> {
    let Some((first, rest)) = paths.split_first() else { return vec![] };
    first
        .iter()
        .enumerate()
        .take_while(|(depth, place)| rest.iter().all(|path| path.get(*depth).is_some_and(|other| other.id == place.id)))
        .map(|(_, place)| place.clone())
        .collect()
}

/// What decides how a room answers a wish, apart from time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomFacts {
    /// Its layouts, retired ones too.
    pub layouts: Vec<Layout>,
    /// What it has, by code.
    pub features: Vec<String>,
    /// Whether one gets there without a step.
    pub step_free: bool,
}

/// How a room answers a wish: the layout asked for, else the smallest that holds the people (the default when their
/// number does not matter); what is missing or too small; and the seats that would stay empty as its rank.
#[must_use]
pub fn fit(room: &RoomFacts, wish: &Wish) -> Fit {
    let mut findings = Vec::new();
    for feature in &wish.features {
        let there = if feature == STEP_FREE { room.step_free } else { room.features.contains(feature) };
        if !there {
            findings.push(Finding::refusal("feature_missing", json!({ "feature": feature })));
        }
    }
    let in_use = || room.layouts.iter().filter(|layout| !layout.retired);
    // Of equals the default comes first, then the code decides.
    let smallest_first = |layout: &&Layout| (layout.capacity, !layout.is_default, layout.code.clone());
    let holding = || in_use().filter(|layout| layout.capacity >= wish.attendees);
    let chosen = match wish.layout {
        Some(id) => {
            // A retired layout is still known to bookings that were made with it.
            let asked = room.layouts.iter().find(|layout| layout.id == id);
            match asked {
                None => findings.push(Finding::refusal("layout_unknown", json!({}))),
                Some(layout) if layout.retired => findings.push(Finding::notice("layout_retired", json!({}))),
                Some(_) => {}
            }
            asked
        }
        None if wish.attendees == 0 => in_use().find(|layout| layout.is_default).or_else(|| in_use().next()),
        None => holding().min_by_key(smallest_first).or_else(|| in_use().max_by_key(smallest_first)),
    };
    let Some(layout) = chosen else {
        if wish.layout.is_none() && wish.attendees > 0 {
            findings.push(Finding::refusal("too_small", json!({ "capacity": 0, "attendees": wish.attendees })));
        }
        return Fit { findings, rank: i64::MAX, ..Fit::default() };
    };
    if layout.capacity < wish.attendees {
        let mut data = json!({ "capacity": layout.capacity, "attendees": wish.attendees });
        if let Some(larger) = holding().min_by_key(smallest_first) {
            data["larger_layout_id"] = json!(larger.id);
        }
        findings.push(Finding::refusal("too_small", data));
    }
    Fit {
        layout: Some(layout.id),
        setup_minutes: layout.setup_minutes,
        cleanup_minutes: layout.cleanup_minutes,
        findings,
        rank: (layout.capacity - wish.attendees).abs(),
        presence: None,
    }
}

#[cfg(test)]
mod tests;
