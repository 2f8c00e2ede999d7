//! What is due for a vehicle: adding, changing, doing and removing it.

use booking::Engine;
use chrono::NaiveDate;
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, FieldError, Rejection,
    event::Changes,
    field::{Wrong, in_range, several_lines},
    id::DeadlineId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{block_overdue::follow, managed};
use crate::{
    FleetError,
    entity::vehicle_deadline::{ActiveModel, Column, Entity, Model},
    model::{
        day::{Day, plausible},
        deadline::{DeadlineKind, next},
        odometer::MAX_KM,
        vehicle::{VehicleState, optional},
    },
    policy::Permission,
    queries::{self, Vehicle},
};

/// How many kilometres before somebody is warned, unless told otherwise.
const LEAD_KM: i64 = 1_000;
/// The longest note, in characters.
const MAX_NOTE: usize = 1000;

/// Something that is due: on a day, at so many kilometres, or whichever comes first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewVehicleDeadline)]
pub struct NewDeadline {
    /// What is due.
    pub kind: DeadlineKind,
    /// What exactly; needed for `other`.
    #[schema(max_length = 120)]
    pub title: Option<String>,
    /// The last day on which it is in time.
    pub due_on: Option<NaiveDate>,
    /// What the odometer may show at most.
    #[schema(minimum = 0)]
    pub due_km: Option<i64>,
    /// How many days before one is warned; 90 for a lease, 30 for inspection and insurance, else 14.
    #[schema(minimum = 0, maximum = 730)]
    pub lead_days: Option<i64>,
    /// How many kilometres before one is warned; 1000 unless told.
    #[schema(minimum = 0)]
    pub lead_km: Option<i64>,
    /// After how many months it is due again.
    #[schema(minimum = 1, maximum = 240)]
    pub every_months: Option<i64>,
    /// After how many kilometres it is due again.
    #[schema(minimum = 1)]
    pub every_km: Option<i64>,
    /// Whether the vehicle cannot be booked once it is overdue; so for inspection, insurance and lease unless told.
    pub blocks: Option<bool>,
    /// What there is to say about it.
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// Changes to something that is due: what is absent stays as it is, `null` empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehicleDeadlineChange)]
pub struct DeadlinePatch {
    /// What exactly.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub title: Option<Option<String>>,
    /// The last day on which it is in time.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub due_on: Option<Option<NaiveDate>>,
    /// What the odometer may show at most.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub due_km: Option<Option<i64>>,
    /// How many days before one is warned.
    pub lead_days: Option<i64>,
    /// How many kilometres before one is warned.
    pub lead_km: Option<i64>,
    /// After how many months it is due again.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub every_months: Option<Option<i64>>,
    /// After how many kilometres it is due again.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub every_km: Option<Option<i64>>,
    /// Whether the vehicle cannot be booked once it is overdue.
    pub blocks: Option<bool>,
    /// What there is to say about it.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
}

/// How something was done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehicleDeadlineDone)]
pub struct Complete {
    /// On which day; today unless told, never in the future.
    pub done_on: Option<NaiveDate>,
    /// What the odometer showed; what it showed last unless told.
    #[schema(minimum = 0)]
    pub done_km: Option<i64>,
    /// The next day on which it is due, where that is not so many months later.
    pub next_due_on: Option<NaiveDate>,
    /// The next kilometres at which it is due, where that is not so many more.
    #[schema(minimum = 0)]
    pub next_due_km: Option<i64>,
    /// What there is to say about it.
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// Adds something that is due.
pub async fn add_deadline(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    input: NewDeadline,
) -> Result<DeadlineId, FleetError> {
    let vehicle = managed(tx, cx, vehicle, None).await?;
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let row = Model {
        id: DeadlineId::new(&*cx.ids),
        vehicle_id: vehicle.id,
        kind: input.kind,
        title: input.title,
        due_on: input.due_on.map(Day),
        due_km: input.due_km,
        lead_days: input.lead_days.unwrap_or(input.kind.lead_days()),
        lead_km: input.lead_km.unwrap_or(LEAD_KM),
        every_months: input.every_months,
        every_km: input.every_km,
        blocks: input.blocks.unwrap_or(input.kind.blocks()),
        done_on: None,
        done_km: None,
        done_by: None,
        note: input.note,
        follows_id: None,
        version: 1,
    };
    let row = check(row)?;
    insert(tx, &row).await?;
    follow(engine, tx, cx, row.id).await?;
    Ok(row.id)
}

async fn insert(tx: &WriteTx, row: &Model) -> Result<(), FleetError> {
    Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await?;
    let data = json!({
        "deadline_id": row.id, "kind": row.kind, "due_on": row.due_on.map(|day| day.0), "due_km": row.due_km,
        "blocks": row.blocks, "follows_id": row.follows_id,
    });
    tx.record(Entry::new("vehicle.deadline_added", "vehicle", row.vehicle_id.0).data(data));
    Ok(())
}

fn check(mut row: Model) -> Result<Model, FleetError> {
    let mut wrong = Wrong::default();
    row.title = wrong.take(optional("title", row.title.as_deref()));
    if row.kind == DeadlineKind::Other && row.title.is_none() {
        wrong.add(FieldError::new("title", "required"));
    }
    let note = wrong.take(several_lines("note", row.note.as_deref().unwrap_or_default(), MAX_NOTE));
    row.note = Some(note).filter(|note| !note.is_empty());
    if row.due_on.is_none() && row.due_km.is_none() {
        wrong.add(FieldError::new("due_on", "required"));
    }
    if let Some(Err(error)) = row.due_on.map(|day| plausible("due_on", day.0)) {
        wrong.add(error);
    }
    for (field, value, min, max) in [
        ("due_km", row.due_km, 0, MAX_KM),
        ("lead_days", Some(row.lead_days), 0, 730),
        ("lead_km", Some(row.lead_km), 0, 100_000),
        ("every_months", row.every_months, 1, 240),
        ("every_km", row.every_km, 1, 500_000),
    ] {
        if let Some(Err(error)) = value.map(|value| in_range(field, value, min, max)) {
            wrong.add(error);
        }
    }
    Ok(wrong.or(row)?)
}

/// Something that is to be done, and its vehicle, when the actor manages it and decided on the present version.
async fn open(tx: &WriteTx, cx: &Ctx, id: DeadlineId, seen: Option<i64>) -> Result<(Model, Vehicle), FleetError> {
    let (line, vehicle) = queries::deadline(tx.into(), cx, id).await?;
    Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    Rejection::unless_seen(seen, line.row.version)?;
    if line.row.done_on.is_some() { Err(FleetError::AlreadyDone) } else { Ok((line.row, vehicle)) }
}

async fn save(tx: &WriteTx, row: &Model) -> Result<(), FleetError> {
    let next = ActiveModel { version: Set(row.version + 1), ..row.clone().into_active_model().reset_all() };
    let written = Entity::update_many()
        .set(next)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(tx)
        .await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: row.version, present: row.version + 1 }.into());
    }
    Ok(())
}

/// Changes something that is due.
pub async fn change_deadline(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: DeadlineId,
    seen: Option<i64>,
    patch: DeadlinePatch,
) -> Result<(), FleetError> {
    let (present, vehicle) = open(tx, cx, id, seen).await?;
    let DeadlinePatch { title, due_on, due_km, lead_days, lead_km, every_months, every_km, blocks, note } = patch;
    let before = present.clone();
    let after = check(Model {
        title: title.unwrap_or(present.title),
        due_on: due_on.map_or(present.due_on, |day| day.map(Day)),
        due_km: due_km.unwrap_or(present.due_km),
        lead_days: lead_days.unwrap_or(present.lead_days),
        lead_km: lead_km.unwrap_or(present.lead_km),
        every_months: every_months.unwrap_or(present.every_months),
        every_km: every_km.unwrap_or(present.every_km),
        blocks: blocks.unwrap_or(present.blocks),
        note: note.unwrap_or(present.note),
        ..present
    })?;
    if after == before {
        return Ok(());
    }
    save(tx, &after).await?;
    follow(engine, tx, cx, id).await?;
    let day = |day: Option<Day>| day.map(|day| day.0);
    let changes = Changes::default()
        .field("title", &before.title, &after.title)
        .field("due_on", &day(before.due_on), &day(after.due_on))
        .field("due_km", &before.due_km, &after.due_km)
        .field("lead_days", &before.lead_days, &after.lead_days)
        .field("lead_km", &before.lead_km, &after.lead_km)
        .field("every_months", &before.every_months, &after.every_months)
        .field("every_km", &before.every_km, &after.every_km)
        .field("blocks", &before.blocks, &after.blocks)
        .field("note", &before.note, &after.note);
    let data = json!({ "deadline_id": id, "kind": after.kind, "changes": serde_json::Value::from(changes) });
    tx.record(Entry::new("vehicle.deadline_changed", "vehicle", vehicle.id.0).data(data));
    Ok(())
}

/// Says that something was done. Where it comes again, the next one is added; answers which.
pub async fn complete_deadline(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: DeadlineId,
    seen: Option<i64>,
    input: Complete,
) -> Result<Option<DeadlineId>, FleetError> {
    let (present, vehicle) = open(tx, cx, id, seen).await?;
    let today = vehicle.today(cx.now);
    let done_on = input.done_on.unwrap_or(today);
    let mut wrong = Wrong::default();
    if done_on > today {
        wrong.add(FieldError::new("done_on", "in_the_future"));
    }
    if let Some(Err(error)) = input.done_km.map(|km| in_range("done_km", km, 0, MAX_KM)) {
        wrong.add(error);
    }
    if input.next_due_on.is_some_and(|next| next <= done_on) {
        wrong.add(FieldError::new("next_due_on", "before_start"));
    }
    let note = wrong.take(several_lines("note", input.note.as_deref().unwrap_or_default(), MAX_NOTE));
    wrong.or(())?;
    let done_km = match input.done_km {
        Some(km) => Some(km),
        None => queries::last_km(tx.into(), vehicle.id).await?,
    };
    let (on, km) = next((done_on, done_km), present.every_months, present.every_km);
    let (on, km) = (input.next_due_on.or(on), input.next_due_km.or(km));
    let done = Model {
        done_on: Some(Day(done_on)),
        done_km,
        done_by: cx.actor.person,
        note: Some(note).filter(|note| !note.is_empty()).or(present.note.clone()),
        ..present.clone()
    };
    save(tx, &done).await?;
    follow(engine, tx, cx, id).await?;
    let data = json!({ "deadline_id": id, "kind": present.kind, "done_on": done_on, "done_km": done_km });
    tx.record(Entry::new("vehicle.deadline_done", "vehicle", vehicle.id.0).data(data));
    if on.is_none() && km.is_none() {
        return Ok(None);
    }
    let again = check(Model {
        id: DeadlineId::new(&*cx.ids),
        due_on: on.map(Day),
        due_km: km,
        note: None,
        follows_id: Some(id),
        version: 1,
        ..present
    })?;
    insert(tx, &again).await?;
    follow(engine, tx, cx, again.id).await?;
    Ok(Some(again.id))
}

/// Removes something that is not due after all. The journal remembers.
pub async fn remove_deadline(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: DeadlineId,
    seen: Option<i64>,
) -> Result<(), FleetError> {
    let (present, vehicle) = open(tx, cx, id, seen).await?;
    super::blocks::unblock(engine, tx, cx, vehicle.id, id.0).await?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({
        "deadline_id": id, "kind": present.kind, "due_on": present.due_on.map(|day| day.0), "due_km": present.due_km,
    });
    tx.record(Entry::new("vehicle.deadline_removed", "vehicle", vehicle.id.0).data(data));
    Ok(())
}
