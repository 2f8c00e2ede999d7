//! Rooms in a file: one row for each layout of a room.

use std::{collections::HashMap, io::Read};

use buildings::sheet::{self, Refused, Row};
use kernel::field::NamesPatch;

use crate::model::{Layout, Room, STEP_FREE};

/// The columns of a file of rooms. `code` must be there; a column that is absent changes nothing.
pub const COLUMNS: &[&str] = &[
    "code",
    "name_nl",
    "name_fr",
    "name_de",
    "name_en",
    "description",
    "spaces",
    "parts",
    "features",
    "step_free",
    "team",
    "layout",
    "layout_name_nl",
    "layout_name_fr",
    "layout_name_de",
    "layout_name_en",
    "capacity",
    "setup_minutes",
    "cleanup_minutes",
    "default",
];

/// The columns that are about the room, not about one of its layouts.
const OF_THE_ROOM: &[&str] =
    &["name_nl", "name_fr", "name_de", "name_en", "description", "spaces", "parts", "features", "step_free", "team"];

/// A room of a file. `None` = the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRow {
    pub(crate) line: u64,
    pub(crate) code: String,
    pub(crate) names: NamesPatch,
    pub(crate) description: Option<String>,
    /// Codes of places.
    pub(crate) spaces: Option<Vec<String>>,
    /// Codes of rooms.
    pub(crate) parts: Option<Vec<String>>,
    pub(crate) features: Option<Vec<String>>,
    pub(crate) step_free: Option<bool>,
    pub(crate) team: Option<Option<String>>,
    pub(crate) layouts: Vec<LayoutRow>,
}

/// A layout of a room of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LayoutRow {
    pub(crate) line: u64,
    pub(crate) code: String,
    pub(crate) names: NamesPatch,
    pub(crate) capacity: Option<i64>,
    pub(crate) setup_minutes: Option<i64>,
    pub(crate) cleanup_minutes: Option<i64>,
    pub(crate) is_default: Option<bool>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomRows {
    /// The rooms that could be read.
    pub rows: Vec<RoomRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file of rooms; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(reader: impl Read) -> RoomRows {
    let sheet = sheet::read(reader, COLUMNS, &["code"]);
    let mut parsed = RoomRows { rows: vec![], problems: sheet.problems };
    // The first row of each room, which says what the room is, and where it stands among those taken.
    let mut first: HashMap<String, (&Row, usize)> = HashMap::new();
    for row in &sheet.rows {
        let taken = match row.text("code").and_then(|code| first.get(code)) {
            Some((head, index)) => further_layout(head, row).map(|layout| parsed.rows[*index].layouts.extend(layout)),
            None => room_row(row).map(|room| {
                first.insert(room.code.clone(), (row, parsed.rows.len()));
                parsed.rows.push(room);
            }),
        };
        parsed.problems.extend(taken.err());
    }
    parsed
}

/// What a row adds to the room of an earlier one: another layout, and nothing else about the room.
fn further_layout(head: &Row, row: &Row) -> Result<Option<LayoutRow>, Refused> {
    let other = OF_THE_ROOM.iter().find(|column| {
        let text = row.text(column);
        text.is_some() && text != head.text(column)
    });
    match other {
        Some(column) => Err(Refused::new(row.line, *column, "differs")),
        None => layout_row(row),
    }
}

fn room_row(row: &Row) -> Result<RoomRow, Refused> {
    let text = |column| row.get(column).map(str::to_owned);
    let list = |column| row.list(column).map(|items| items.into_iter().map(str::to_owned).collect());
    Ok(RoomRow {
        line: row.line,
        code: row.text("code").ok_or_else(|| Refused::new(row.line, "code", "required"))?.to_owned(),
        names: names(row, ["name_nl", "name_fr", "name_de", "name_en"]),
        description: text("description"),
        spaces: list("spaces"),
        parts: list("parts"),
        features: list("features"),
        step_free: row.boolean("step_free")?,
        team: text("team").map(|team| Some(team).filter(|team| !team.is_empty())),
        layouts: layout_row(row)?.into_iter().collect(),
    })
}

fn layout_row(row: &Row) -> Result<Option<LayoutRow>, Refused> {
    let layout = LayoutRow {
        line: row.line,
        code: row.text("layout").unwrap_or_default().to_owned(),
        names: names(row, ["layout_name_nl", "layout_name_fr", "layout_name_de", "layout_name_en"]),
        capacity: row.parsed("capacity")?,
        setup_minutes: row.parsed("setup_minutes")?,
        cleanup_minutes: row.parsed("cleanup_minutes")?,
        is_default: row.boolean("default")?,
    };
    let LayoutRow { capacity, setup_minutes, cleanup_minutes, .. } = layout;
    match (layout.code.is_empty(), [capacity, setup_minutes, cleanup_minutes].iter().any(Option::is_some)) {
        (true, true) => Err(Refused::new(row.line, "layout", "required")),
        (true, false) => Ok(None),
        (false, _) => Ok(Some(layout)),
    }
}

fn names(row: &Row, [nl, fr, de, en]: [&str; 4]) -> NamesPatch {
    let name = |column| row.get(column).map(str::to_owned);
    NamesPatch { nl: name(nl), fr: name(fr), de: name(de), en: name(en) }
}

/// A room as rows of a file: one for each layout, the first with everything about the room.
pub(crate) fn to_rows(room: &Room, spaces: &[String], parts: &[String]) -> Vec<Vec<String>> {
    let features: Vec<_> = room.features.iter().filter(|code| *code != STEP_FREE).cloned().collect();
    let about = [
        room.names.nl.clone(),
        room.names.fr.clone(),
        room.names.de.clone(),
        room.names.en.clone(),
        room.description.clone(),
        spaces.join("|"),
        parts.join("|"),
        features.join("|"),
        room.step_free.to_string(),
        room.team.clone().unwrap_or_default(),
    ];
    room.layouts
        .iter()
        .enumerate()
        .map(|(index, layout)| {
            let about = if index == 0 { about.to_vec() } else { vec![String::new(); about.len()] };
            [vec![room.code.clone()], about, layout_cells(layout)].concat()
        })
        .collect()
}

fn layout_cells(layout: &Layout) -> Vec<String> {
    vec![
        layout.code.clone(),
        layout.names.nl.clone(),
        layout.names.fr.clone(),
        layout.names.de.clone(),
        layout.names.en.clone(),
        layout.capacity.to_string(),
        layout.setup_minutes.to_string(),
        layout.cleanup_minutes.to_string(),
        layout.is_default.to_string(),
    ]
}

#[cfg(test)]
mod tests;
