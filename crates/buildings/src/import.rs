//! Places in a file: reading rows, and what they would change.

pub(crate) mod contracts;
pub(crate) mod installations;

use std::{collections::HashMap, io::Read};

use kernel::{
    Ctx, PlaceId, Rejection, Zone,
    field::{NamesInput, NamesPatch},
};

use crate::{
    BuildingsError,
    model::{AddPlace, MAX_DEPTH, Place, PlaceKind, PlacePatch, SpaceKind},
    policy::Permission,
    sheet::{self, Refused, Row},
};

/// The columns of a file of places. `kind` and `code` must be there; a column that is absent changes nothing.
pub const COLUMNS: &[&str] = &[
    "kind",
    "code",
    "parent",
    "name_nl",
    "name_fr",
    "name_de",
    "name_en",
    "space_kind",
    "area_m2",
    "level",
    "step_free",
    "heritage",
    "time_zone",
    "country",
    "address",
    "contact",
];

/// A row of a file of places. `None` = the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    line: u64,
    kind: PlaceKind,
    code: String,
    /// The code of what it lies in; empty = nothing.
    parent: Option<String>,
    names: NamesPatch,
    space_kind: Option<Option<SpaceKind>>,
    area_m2: Option<Option<i64>>,
    level: Option<Option<i64>>,
    step_free: Option<bool>,
    heritage: Option<bool>,
    time_zone: Option<Option<Zone>>,
    country: Option<Option<String>>,
    address: Option<Option<String>>,
    contact: Option<Option<String>>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceRows {
    /// The rows that could be read.
    pub rows: Vec<PlaceRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file of places; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(reader: impl Read) -> PlaceRows {
    let sheet = sheet::read(reader, COLUMNS, &["kind", "code"]);
    let mut parsed = PlaceRows { rows: vec![], problems: sheet.problems };
    for row in &sheet.rows {
        match place_row(row) {
            Ok(row) => parsed.rows.push(row),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    parsed
}

fn place_row(row: &Row) -> Result<PlaceRow, Refused> {
    let text = |column| row.get(column).map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()));
    let name = |column| row.get(column).map(str::to_owned);
    Ok(PlaceRow {
        line: row.line,
        kind: row.parsed("kind")?.ok_or_else(|| Refused::new(row.line, "kind", "required"))?,
        code: row.text("code").ok_or_else(|| Refused::new(row.line, "code", "required"))?.to_owned(),
        parent: name("parent"),
        names: NamesPatch { nl: name("name_nl"), fr: name("name_fr"), de: name("name_de"), en: name("name_en") },
        space_kind: optional(row, "space_kind")?,
        area_m2: optional(row, "area_m2")?,
        level: optional(row, "level")?,
        step_free: row.boolean("step_free")?,
        heritage: row.boolean("heritage")?,
        time_zone: optional(row, "time_zone")?,
        country: text("country"),
        address: text("address"),
        contact: text("contact"),
    })
}

/// Absent column, empty cell or value.
fn optional<T: std::str::FromStr>(row: &Row, column: &'static str) -> Result<Option<Option<T>>, Refused> {
    let value = row.parsed(column)?;
    Ok(row.get(column).map(|_| value))
}

/// A place as a row of a file.
pub(crate) fn to_cells(place: &Place, parent: &str) -> Vec<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        place.kind.to_string(),
        place.code.clone(),
        parent.to_owned(),
        place.names.nl.clone(),
        place.names.fr.clone(),
        place.names.de.clone(),
        place.names.en.clone(),
        place.space_kind.map(|kind| kind.to_string()).unwrap_or_default(),
        number(place.area_m2),
        number(place.level),
        place.step_free.to_string(),
        place.heritage.to_string(),
        place.time_zone.map(|zone| zone.to_string()).unwrap_or_default(),
        text(&place.country),
        text(&place.address),
        text(&place.contact),
    ]
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Add(Box<Place>),
    Change { from: Box<Place>, to: Box<Place> },
    Keep,
}

/// What rows come to on a tree of places, in an order in which each place follows what it lies in.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) refused: Vec<Refused>,
}

/// Compares rows with all places there are, without writing anything.
pub(crate) fn plan(cx: &Ctx, places: Vec<Place>, rows: Vec<PlaceRow>) -> Plan {
    let mut plan = Plan::default();
    let mut tree = Tree::new(places);
    let mut seen = std::collections::HashSet::new();
    let (mut waiting, repeated): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| seen.insert(row.code.clone()));
    plan.refused.extend(repeated.iter().map(|row| Refused::new(row.line, "code", "repeated")));
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for row in waiting {
            if !tree.by_code.contains_key(&row.code) && !tree.knows_parent(&row) {
                later.push(row);
                continue;
            }
            let line = row.line;
            match step(cx, &tree, row) {
                Ok(step) => {
                    if let Step::Add(place) | Step::Change { to: place, .. } = &step {
                        tree.put((**place).clone());
                    }
                    plan.steps.push(step);
                }
                Err(error) => plan.refused.extend(refused(line, &error)),
            }
        }
        waiting = later;
        if waiting.len() == before || waiting.is_empty() {
            break;
        }
    }
    plan.refused.extend(waiting.iter().map(|row| Refused::new(row.line, "parent", "unknown")));
    plan.refused.sort_by_key(|refused| refused.line);
    plan
}

struct Tree {
    by_code: HashMap<String, Place>,
    codes: HashMap<PlaceId, String>,
}

impl Tree {
    fn new(places: Vec<Place>) -> Self {
        let mut tree = Self { by_code: HashMap::new(), codes: HashMap::new() };
        for place in places {
            tree.put(place);
        }
        tree
    }

    fn put(&mut self, place: Place) {
        self.codes.insert(place.id, place.code.clone());
        self.by_code.insert(place.code.clone(), place);
    }

    fn knows_parent(&self, row: &PlaceRow) -> bool {
        row.parent.as_deref().is_none_or(|code| code.is_empty() || self.by_code.contains_key(code))
    }

    fn above(&self, place: &Place) -> Option<&Place> {
        self.by_code.get(self.codes.get(&place.parent_id?)?)
    }
}

/// What one row comes to, when everything it lies in is known.
fn step(cx: &Ctx, tree: &Tree, row: PlaceRow) -> Result<Step, BuildingsError> {
    let parent = row.parent.as_deref().filter(|code| !code.is_empty());
    let Some(present) = tree.by_code.get(&row.code) else {
        let parent = parent.and_then(|code| tree.by_code.get(code));
        let chain: Vec<_> = parent.map(|parent| parent.site_id.0).into_iter().collect();
        Permission::ManagePlaces.require(&cx.actor, &chain)?;
        if std::iter::successors(parent, |place| tree.above(place)).count() >= MAX_DEPTH {
            return Err(Rejection::field("parent", "too_deep").into());
        }
        return Ok(Step::Add(new_place(row, parent.map(|parent| parent.id)).check(&*cx.ids, parent)?.into()));
    };
    Permission::ManagePlaces.require(&cx.actor, &[present.site_id.0, present.id.0])?;
    if present.retired_at.is_some() {
        return Err(Rejection::field("code", "retired").into());
    }
    if present.kind != row.kind {
        return Err(Rejection::field("kind", "differs").into());
    }
    if row.parent.is_some() && parent != tree.above(present).map(|place| place.code.as_str()) {
        return Err(Rejection::field("parent", "differs").into());
    }
    if row.time_zone.as_ref().is_some_and(|zone| *zone != present.time_zone) {
        return Err(Rejection::field("time_zone", "differs").into());
    }
    let changed = patch(row).check(present)?;
    Ok(if changed == *present { Step::Keep } else { Step::Change { from: present.clone().into(), to: changed.into() } })
}

fn new_place(row: PlaceRow, parent_id: Option<PlaceId>) -> AddPlace {
    let NamesPatch { nl, fr, de, en } = row.names;
    AddPlace {
        kind: row.kind,
        parent_id,
        code: row.code,
        names: NamesInput {
            nl: nl.unwrap_or_default(),
            fr: fr.unwrap_or_default(),
            de: de.unwrap_or_default(),
            en: en.unwrap_or_default(),
        },
        space_kind: row.space_kind.flatten(),
        area_m2: row.area_m2.flatten(),
        level: row.level.flatten(),
        step_free: row.step_free.unwrap_or_default(),
        heritage: row.heritage.unwrap_or_default(),
        time_zone: row.time_zone.flatten(),
        country: row.country.flatten(),
        address: row.address.flatten(),
        contact: row.contact.flatten(),
    }
}

fn patch(row: PlaceRow) -> PlacePatch {
    PlacePatch {
        code: None,
        names: Some(row.names),
        space_kind: row.space_kind,
        area_m2: row.area_m2,
        level: row.level,
        step_free: row.step_free,
        heritage: row.heritage,
        time_zone: None,
        country: row.country,
        address: row.address,
        contact: row.contact,
    }
}

/// An error as lines of a report; a column of the file is called a little differently from the API's field.
fn refused(line: u64, error: &BuildingsError) -> Vec<Refused> {
    let fields = error.fields();
    if fields.is_empty() {
        return vec![Refused::new(line, "", kernel::Problem::code(error))];
    }
    fields
        .into_iter()
        .map(|wrong| {
            let column = match &*wrong.field {
                "names" => "name_nl",
                "parent_id" => "parent",
                other => other,
            };
            Refused::new(line, column, wrong.code)
        })
        .collect()
}

#[cfg(test)]
mod tests;
