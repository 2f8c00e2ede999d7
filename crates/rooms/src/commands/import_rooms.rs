//! Takes rooms from a file.

use std::collections::{BTreeSet, HashMap};

use buildings::sheet::{Refused, Report};
use db::WriteTx;
use kernel::{BookableId, Ctx, PlaceId, Problem, Rejection, UnitId, field::Wrong};

use super::{
    AddLayout, ChangeLayout, ChangeRoom, CreateRoom, RoomPatch, add_layout, add_standard_features, change_layout,
    change_room, create_room,
};
use crate::{
    RoomsError, engine,
    import::{LayoutRow, RoomRow, RoomRows},
    model::{LayoutInput, LayoutPatch, Room},
    queries,
};

/// Makes what is new and changes what differs, found by code; what cannot be taken is reported and the rest goes on.
/// Layouts that the file does not mention stay. Taking the same file twice changes nothing.
///
/// Everything is done in the transaction, which is committed at the end; with `dry_run` it is thrown away instead, and
/// the report says what would be. The standard features are added first.
pub async fn import_rooms(tx: WriteTx, cx: &Ctx, rows: RoomRows, dry_run: bool) -> Result<Report, RoomsError> {
    let RoomRows { rows, problems } = rows;
    let mut report = Report { refused: problems, ..Report::default() };
    add_standard_features(&tx).await?;
    let mut known: HashMap<String, Room> =
        queries::all((&tx).into()).await?.into_iter().map(|room| (room.code.clone(), room)).collect();
    let units = engine::units_of_rooms((&tx).into()).await?;
    let spaces = spaces(&tx, &rows).await?;
    let mut waiting = rows;
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for row in waiting {
            if row.parts.iter().flatten().any(|part| !known.contains_key(part)) && !known.contains_key(&row.code) {
                later.push(row);
                continue;
            }
            let (line, code) = (row.line, row.code.clone());
            match take(&tx, cx, &known, &units, &spaces, row).await {
                Ok(Outcome::Made(room)) => {
                    known.insert(code, *room);
                    report.taken += 1;
                }
                Ok(Outcome::Changed) => report.updated += 1,
                Ok(Outcome::Same) => report.unchanged += 1,
                Err(Failure::Refused(refused)) => report.refused.push(refused),
                Err(Failure::Rooms(error)) => report.refused.extend(refused(line, error)?),
            }
        }
        waiting = later;
        if waiting.len() == before || waiting.is_empty() {
            break;
        }
    }
    report.refused.extend(waiting.iter().map(|row| Refused::new(row.line, "parts", "unknown")));
    report.refused.sort_by_key(|refused| refused.line);
    if !dry_run {
        tx.commit().await?;
    }
    Ok(report)
}

enum Outcome {
    Made(Box<Room>),
    Changed,
    Same,
}

enum Failure {
    Refused(Refused),
    Rooms(RoomsError),
}

impl From<RoomsError> for Failure {
    fn from(error: RoomsError) -> Self {
        Self::Rooms(error)
    }
}

/// The spaces that the rows name.
async fn spaces(tx: &WriteTx, rows: &[RoomRow]) -> Result<HashMap<String, PlaceId>, RoomsError> {
    let codes: BTreeSet<&str> = rows.iter().flat_map(|row| row.spaces.iter().flatten()).map(String::as_str).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let places = buildings::queries::by_codes(tx, &codes).await?;
    Ok(places.into_iter().map(|place| (place.code, place.id)).collect())
}

async fn take(
    tx: &WriteTx,
    cx: &Ctx,
    known: &HashMap<String, Room>,
    units: &HashMap<BookableId, BTreeSet<UnitId>>,
    spaces: &HashMap<String, PlaceId>,
    row: RoomRow,
) -> Result<Outcome, Failure> {
    let unknown = || Failure::Refused(Refused::new(row.line, "spaces", "unknown"));
    let ids = |codes: &[String]| codes.iter().map(|code| spaces.get(code).copied()).collect::<Option<Vec<_>>>();
    let space_ids = row.spaces.as_deref().map(|codes| ids(codes).ok_or_else(unknown)).transpose()?;
    let Some(room) = known.get(&row.code) else {
        let id = create_room(tx, cx, new_room(row, space_ids)?).await?;
        let room = queries::one(tx.into(), id).await?.ok_or(RoomsError::from(Rejection::NotFound("room")))?;
        return Ok(Outcome::Made(Box::new(room)));
    };
    if room.retired_at.is_some() {
        return Err(Failure::Refused(Refused::new(row.line, "code", "retired")));
    }
    if let Some(parts) = row.parts.as_deref().filter(|parts| !parts.is_empty()) {
        let of = |id: &BookableId| units.get(id).cloned().unwrap_or_default();
        let asked: BTreeSet<UnitId> =
            parts.iter().filter_map(|code| known.get(code)).flat_map(|part| of(&part.id)).collect();
        if asked != of(&room.id) || parts.iter().any(|code| !known.contains_key(code)) {
            return Err(Failure::Refused(Refused::new(row.line, "parts", "differs")));
        }
    }
    change(tx, cx, room, row, space_ids).await
}

fn new_room(row: RoomRow, space_ids: Option<Vec<PlaceId>>) -> Result<CreateRoom, Failure> {
    let RoomRow { line: _, code, names, description, spaces: _, parts, features, step_free, team, layouts } = row;
    Ok(CreateRoom {
        code,
        names: names.into(),
        description: description.unwrap_or_default(),
        space_ids: space_ids.unwrap_or_default(),
        parts: parts.unwrap_or_default(),
        features: features.unwrap_or_default(),
        layouts: layouts.into_iter().map(new_layout).collect::<Result<_, _>>()?,
        step_free,
        team: team.flatten(),
    })
}

fn new_layout(row: LayoutRow) -> Result<LayoutInput, Failure> {
    let LayoutRow { line, code, names, capacity, setup_minutes, cleanup_minutes, is_default } = row;
    Ok(LayoutInput {
        code,
        names: names.into(),
        capacity: capacity.ok_or_else(|| Failure::Refused(Refused::new(line, "capacity", "required")))?,
        setup_minutes: setup_minutes.unwrap_or_default(),
        cleanup_minutes: cleanup_minutes.unwrap_or_default(),
        is_default: is_default.unwrap_or_default(),
    })
}

/// Changes a room and its layouts. All layouts are checked before anything is written, so that a room is changed
/// wholly or not at all.
async fn change(
    tx: &WriteTx,
    cx: &Ctx,
    room: &Room,
    row: RoomRow,
    space_ids: Option<Vec<PlaceId>>,
) -> Result<Outcome, Failure> {
    let RoomRow { line, code: _, names, description, spaces: _, parts: _, features, step_free, team, layouts } = row;
    let mut changes = Vec::new();
    let mut additions = Vec::new();
    let defaults = layouts.iter().filter(|layout| layout.is_default == Some(true)).count();
    if defaults > 1 {
        return Err(Failure::Refused(Refused::new(line, "default", "repeated")));
    }
    for layout in layouts {
        let line = layout.line;
        let mut wrong = Wrong::default();
        if let Some(present) = room.layouts.iter().find(|known| known.code == layout.code) {
            let patch = patch(layout, defaults > 0);
            let changed = patch.clone().check(present, &mut wrong);
            if changed != *present {
                changes.push(ChangeLayout { room: room.id, layout: present.id, seen: None, patch });
            }
        } else {
            let input = new_layout(layout)?;
            input.clone().check(&*cx.ids, &mut wrong);
            additions.push(AddLayout { room: room.id, seen: None, layout: input });
        }
        if let Some(wrong) = wrong.into_errors().first() {
            return Err(Failure::Refused(Refused::new(line, column(&wrong.field), wrong.code)));
        }
    }
    let patch = RoomPatch {
        code: None,
        names: Some(names),
        description,
        space_ids: space_ids.filter(|spaces| !spaces.is_empty()),
        features,
        step_free,
        team,
    };
    let changed = change_room(tx, cx, ChangeRoom { id: room.id, seen: None, patch }).await?;
    let same = changed.version == room.version && changes.is_empty() && additions.is_empty();
    // Whoever becomes the default comes first: the present one cannot give that up by itself.
    changes.sort_by_key(|change| change.patch.is_default != Some(true));
    for addition in additions {
        add_layout(tx, cx, addition).await?;
    }
    for change in changes {
        change_layout(tx, cx, change).await?;
    }
    Ok(if same { Outcome::Same } else { Outcome::Changed })
}

fn patch(row: LayoutRow, names_a_default: bool) -> LayoutPatch {
    let LayoutRow { line: _, code: _, names, capacity, setup_minutes, cleanup_minutes, is_default } = row;
    LayoutPatch {
        code: None,
        names: Some(names),
        capacity,
        setup_minutes,
        cleanup_minutes,
        is_default: is_default.filter(|_| names_a_default),
    }
}

/// The column of a field.
fn column(field: &str) -> &str {
    match field {
        "names" => "name_nl",
        "space_ids" => "spaces",
        "layouts" | "layouts.code" => "layout",
        "layouts.names" => "layout_name_nl",
        "layouts.is_default" => "default",
        other => other.strip_prefix("layouts.").unwrap_or(other),
    }
}

/// An error as lines of a report; what is not about the row ends the import.
fn refused(line: u64, error: RoomsError) -> Result<Vec<Refused>, RoomsError> {
    let fields = error.fields();
    match error {
        _ if !fields.is_empty() => {
            Ok(fields.into_iter().map(|wrong| Refused::new(line, column(&wrong.field), wrong.code)).collect())
        }
        RoomsError::Rejected(Rejection::Forbidden(_)) | RoomsError::Booking(booking::BookingError::Forbidden(_)) => {
            Ok(vec![Refused::new(line, "", error.code())])
        }
        other => Err(other),
    }
}
