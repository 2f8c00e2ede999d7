//! Adds and retires meters, and notes what they show.

use db::{DbError, WriteTx, sql::Raw};
use kernel::{
    Ctx, Entry, Instant,
    id::{InstallationId, MeterId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::installations::managed;
use crate::{
    BuildingsError, InstallationProblem,
    base::{Wrong, code_taken, not_found, optional_lines, refuse, settle},
    entity::{meter, meter_reading},
    model::{
        installation::Installation,
        meter::{AddMeter, MAX_NOTE, MAX_READING, Meter, Reading},
    },
    policy::Permission,
    queries,
};

/// Adds a meter to an installation.
pub async fn add_meter(
    tx: &WriteTx,
    cx: &Ctx,
    installation: InstallationId,
    input: AddMeter,
) -> Result<Meter, BuildingsError> {
    let on = managed(tx, cx, installation, None).await?;
    if on.retired_at.is_some() {
        return Err(refuse("id", "retired"));
    }
    let made = input.check(&*cx.ids, installation)?;
    let taken = |error| {
        let error = DbError::from(error);
        if error.is_unique("meter_code_uq", "meter.code") { code_taken(&made.code) } else { error.into() }
    };
    let row = meter::ActiveModel {
        id: Set(made.id),
        installation_id: Set(installation),
        code: Set(made.code.clone()),
        names: Set(made.names.clone()),
        unit: Set(made.unit),
        retired: Set(false),
    };
    meter::Entity::insert(row).exec_without_returning(tx).await.map_err(taken)?;
    let data = json!({ "installation_id": installation, "code": made.code, "names": made.names, "unit": made.unit });
    tx.record(Entry::new("meter.added", "meter", made.id).data(data));
    Ok(made)
}

/// Retires a meter: its readings stay, and there will be no new ones. Twice is as good as once.
pub async fn retire_meter(tx: &WriteTx, cx: &Ctx, id: MeterId) -> Result<Meter, BuildingsError> {
    let (present, on) = found(tx, id).await?;
    Permission::ManageInstallations.require(&cx.actor, &[on.site_id.0])?;
    if present.retired {
        return Ok(present);
    }
    let next = meter::ActiveModel { retired: Set(true), ..Default::default() };
    meter::Entity::update_many().set(next).filter(meter::Column::Id.eq(id)).exec(tx).await?;
    tx.record(Entry::new("meter.retired", "meter", id).data(json!({ "code": present.code })));
    Ok(Meter { retired: true, ..present })
}

/// What a meter shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMeter {
    /// Which meter.
    pub meter: MeterId,
    /// What it shows, in its unit.
    pub reading: i64,
    /// When somebody looked; now unless told.
    pub read_at: Option<Instant>,
    /// The meter was replaced or reset before.
    pub restarts: bool,
    /// What there is to say about it.
    pub note: Option<String>,
}

/// Notes what a meter shows: never less than before unless it restarts, never in the future.
pub async fn read_meter(tx: &WriteTx, cx: &Ctx, input: ReadMeter) -> Result<Reading, BuildingsError> {
    let (_, on) = found(tx, input.meter).await?;
    Permission::ReadMeters.require(&cx.actor, &[on.site_id.0])?;
    note_reading(tx, cx, input).await
}

/// The same for whoever reads it as a part of work that they were given: the caller has asked whether they may.
pub async fn note_reading(tx: &WriteTx, cx: &Ctx, input: ReadMeter) -> Result<Reading, BuildingsError> {
    let ReadMeter { meter: id, reading, read_at, restarts, note } = input;
    let (present, on) = found(tx, id).await?;
    if present.retired || on.retired_at.is_some() {
        return Err(refuse("id", "retired"));
    }
    let read_at = read_at.unwrap_or(cx.now);
    let mut wrong = Wrong::default();
    if !(0..=MAX_READING).contains(&reading) {
        wrong.add(kernel::FieldError::new("reading", "invalid"));
    }
    if read_at > cx.now {
        wrong.add(kernel::FieldError::new("read_at", "in_the_future"));
    }
    let note = wrong.take(optional_lines("note", note.as_deref(), MAX_NOTE));
    let new = Reading { id: cx.ids.next(), meter_id: id, read_at, reading, restarts, read_by: cx.actor.person, note };
    let new = settle(wrong, new)?;
    lock(tx, id).await?;
    let (before, after) = around(tx, id, read_at, None).await?;
    new.check_between(before.as_ref(), after.as_ref())?;
    let row = meter_reading::ActiveModel {
        id: Set(new.id),
        meter_id: Set(id),
        read_at: Set(read_at),
        reading: Set(reading),
        restarts: Set(restarts),
        read_by: Set(new.read_by),
        note: Set(new.note.clone()),
    };
    meter_reading::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| {
        let error = DbError::from(error);
        if error.is_unique("meter_reading_uq", "meter_reading.meter_id") {
            InstallationProblem::ReadTwice { read_at }.into()
        } else {
            BuildingsError::from(error)
        }
    })?;
    let data = json!({ "reading": reading, "read_at": read_at, "restarts": restarts });
    tx.record(Entry::new("meter.read", "meter", id).data(data));
    Ok(new)
}

/// Puts right what was noted of a meter, at the same moment: it must still fit between the readings before and after it.
/// The caller has asked whether the actor may.
pub async fn correct_reading(
    tx: &WriteTx,
    cx: &Ctx,
    id: Uuid,
    reading: i64,
    restarts: bool,
) -> Result<Reading, BuildingsError> {
    let row = meter_reading::Entity::find_by_id(id).one(tx).await?.ok_or(not_found("reading"))?;
    let before = Reading::from(row);
    if (before.reading, before.restarts) == (reading, restarts) {
        return Ok(before);
    }
    if !(0..=MAX_READING).contains(&reading) {
        return Err(refuse("reading", "invalid"));
    }
    let new = Reading { reading, restarts, read_by: cx.actor.person, ..before.clone() };
    lock(tx, new.meter_id).await?;
    let (earlier, later) = around(tx, new.meter_id, new.read_at, Some(id)).await?;
    new.check_between(earlier.as_ref(), later.as_ref())?;
    let change = meter_reading::ActiveModel {
        reading: Set(reading),
        restarts: Set(restarts),
        read_by: Set(new.read_by),
        ..Default::default()
    };
    meter_reading::Entity::update_many().set(change).filter(meter_reading::Column::Id.eq(id)).exec(tx).await?;
    let data = json!({ "reading_id": id, "read_at": new.read_at, "from": before.reading, "to": reading, "restarts": restarts });
    tx.record(Entry::new("meter.reading_corrected", "meter", new.meter_id).data(data));
    Ok(new)
}

/// The meter and what it is on.
async fn found(tx: &WriteTx, id: MeterId) -> Result<(Meter, Installation), BuildingsError> {
    let meter = queries::meter(tx, id).await?.ok_or(not_found("meter"))?;
    let on = queries::installation(tx, meter.installation_id).await?.ok_or(not_found("meter"))?;
    Ok((meter, on))
}

/// Lets nobody else note a reading of this meter.
async fn lock(tx: &WriteTx, id: MeterId) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM meter WHERE id = ").bind(id.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

/// The readings before (or at) a moment and after it, one of them left out where it is the one that changes.
async fn around(
    tx: &WriteTx,
    id: MeterId,
    at: Instant,
    without: Option<Uuid>,
) -> Result<(Option<Reading>, Option<Reading>), BuildingsError> {
    let of = || {
        let rows = meter_reading::Entity::find().filter(meter_reading::Column::MeterId.eq(id)).limit(1);
        match without {
            Some(without) => rows.filter(meter_reading::Column::Id.ne(without)),
            None => rows,
        }
    };
    let before =
        of().filter(meter_reading::Column::ReadAt.lte(at)).order_by_desc(meter_reading::Column::ReadAt).one(tx).await?;
    let after =
        of().filter(meter_reading::Column::ReadAt.gt(at)).order_by_asc(meter_reading::Column::ReadAt).one(tx).await?;
    Ok((before.map(Reading::from), after.map(Reading::from)))
}
