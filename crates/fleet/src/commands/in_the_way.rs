//! What keeps a vehicle or a driver from going out: it is out already, or somebody else has it before or after.

use booking::model::booking::Visibility;
use db::{DbError, WriteTx, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, PersonId, Zone, id::DriverId};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter};
use serde_json::json;

use crate::{
    FleetError,
    entity::vehicle_handover::{Column, Entity},
    model::handover::{HasKeys, Promise, Promised},
    queries::{self, WhoDrives},
};

/// Refuses a vehicle whose keys somebody has, and says since when.
pub(super) async fn refuse_handed_out(tx: &WriteTx, vehicle: BookableId) -> Result<(), FleetError> {
    match Entity::find_out().filter(Column::VehicleId.eq(vehicle)).one(tx).await? {
        Some(row) => Err(FleetError::StillOut(json!({ "out_since": row.out_at }))),
        None => Ok(()),
    }
}

/// Refuses a person who has the keys of another vehicle, and says of which and since when.
pub(super) async fn refuse_with_keys(
    tx: &WriteTx,
    person: PersonId,
    own: OccurrenceId,
    zone: Zone,
) -> Result<(), FleetError> {
    let mut sql = Raw::new(tx);
    sql.push(
        "SELECT k.code, h.out_at FROM vehicle_handover h JOIN bookable k ON k.id = h.vehicle_id WHERE h.driver_id = ",
    );
    sql.bind(person.0).push(" AND h.occurrence_id <> ").bind(own.0);
    sql.push(" AND h.undone_at IS NULL AND h.back_at IS NULL ORDER BY h.out_at LIMIT 1");
    let Some(row) = tx.query_one_raw(sql.build()).await? else { return Ok(()) };
    let names = directory::queries::names_of(tx, [person]).await?;
    Err(FleetError::DriverHasKeys(HasKeys {
        driver_name: names.get(&person).cloned().unwrap_or_default(),
        vehicle_code: row.try_get("", "code")?,
        since: row.try_get::<Instant>("", "out_at")?.rfc3339_in(zone),
    }))
}

/// Refuses a vehicle or a driver that is under way on another ride.
pub(super) async fn refuse_under_way(tx: &WriteTx, who: WhoDrives, own: OccurrenceId) -> Result<(), FleetError> {
    let what = match who {
        WhoDrives::Vehicle(_) => Promised::Vehicle,
        WhoDrives::Driver(_) => Promised::Driver,
    };
    match queries::under_way(tx.into(), who, own).await? {
        Some(ride) => Err(FleetError::UnderWay { what, ride }),
        None => Ok(()),
    }
}

/// Refuses a vehicle or a driver that goes out now, when somebody else has it before that instant.
pub(super) async fn refuse_promised_before(
    tx: &WriteTx,
    cx: &Ctx,
    (what, bookable): (Promised, BookableId),
    own: OccurrenceId,
    until: Instant,
) -> Result<(), FleetError> {
    let Some(ahead) = Interval::new(cx.now, until) else { return Ok(()) };
    match promised(tx, cx, bookable, own, ahead).await?.pop() {
        Some(promise) => Err(FleetError::PromisedBefore { what, promise }),
        None => Ok(()),
    }
}

/// Refuses to keep a vehicle or a driver longer, when somebody else has it by then.
pub(super) async fn refuse_promised_after(
    tx: &WriteTx,
    cx: &Ctx,
    (what, bookable): (Promised, BookableId),
    own: OccurrenceId,
    more: Interval,
) -> Result<(), FleetError> {
    match promised(tx, cx, bookable, own, more).await?.into_iter().next() {
        Some(promise) => Err(FleetError::PromisedAfter { what, promise }),
        None => Ok(()),
    }
}

/// Lets nobody else decide about a driver at the same time.
pub(super) async fn lock_driver(tx: &WriteTx, id: DriverId) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM driver WHERE id = ").bind(id.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    starts_at: Instant,
    ends_at: Instant,
    visibility: Visibility,
    host_id: PersonId,
}

/// Who else has a bookable in a span, the first first. For whom it is, is told where that is not for few eyes only.
async fn promised(
    tx: &WriteTx,
    cx: &Ctx,
    bookable: BookableId,
    own: OccurrenceId,
    span: Interval,
) -> Result<Vec<Promise>, FleetError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT y.starts_at, y.ends_at, b.visibility, b.host_id FROM occupancy y JOIN bookable_unit u ON u.unit_id = y.unit_id ");
    sql.push("JOIN occurrence o ON o.id = y.cause_id JOIN booking b ON b.id = o.booking_id WHERE u.bookable_id = ");
    sql.bind(bookable.0).push(" AND y.exclusive AND y.cause_id <> ").bind(own.0);
    sql.push(" AND y.starts_at < ").bind(span.end.micros()).push(" AND y.ends_at > ").bind(span.start.micros());
    sql.push(" ORDER BY y.starts_at LIMIT 100");
    let rows = Row::find_by_statement(sql.build()).all(tx).await?;
    let names = directory::queries::names_of(tx, rows.iter().map(|row| row.host_id)).await?;
    let told = |row: &Row| row.visibility == Visibility::Normal || cx.actor.person == Some(row.host_id);
    let promise = |row: Row| Promise {
        host_name: names.get(&row.host_id).filter(|_| told(&row)).cloned(),
        from: row.starts_at,
        until: row.ends_at,
    };
    Ok(rows.into_iter().map(promise).collect())
}
