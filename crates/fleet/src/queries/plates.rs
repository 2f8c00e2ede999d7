//! Where plates are and were.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::Conn;
use kernel::{BookableId, Ctx, Instant, Names, Rejection, id::PlateId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{by_ids, list::visible};
use crate::{
    FleetError,
    entity::plate_assignment::{Column, Entity, Model},
    model::plate::{Assignment, plate_key},
};

/// Which plates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlateFilter {
    /// Only this one, written in whatever way.
    pub plate: Option<String>,
    /// Only of this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only on this day.
    pub on: Option<NaiveDate>,
    /// Only on the day that it is at this moment where the vehicle belongs.
    pub at: Option<Instant>,
}

/// A plate with the vehicle it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlateLine {
    /// The plate.
    pub assignment: Assignment,
    /// The code of the vehicle.
    pub code: String,
    /// The name of the vehicle.
    pub names: Names,
}

/// The plates that match, on vehicles that the actor may see, by plate and day; at most `limit` behind a position.
pub async fn list_plates(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &PlateFilter,
    after: Option<&(String, i64, PlateId)>,
    limit: usize,
) -> Result<Vec<PlateLine>, FleetError> {
    let PlateFilter { plate, vehicle, on, at } = filter;
    let wanted = Condition::all()
        .add_option(plate.as_deref().map(|plate| key_of_plate().eq(plate_key(plate))))
        .add_option(vehicle.map(|vehicle| Column::VehicleId.eq(vehicle)));
    let found = Entity::find()
        .filter(wanted)
        .order_by_asc(Column::Plate)
        .order_by_asc(Column::FromDay)
        .order_by_asc(Column::Id)
        .all(&conn)
        .await?;
    let mut ids: Vec<BookableId> = found.iter().map(|row| row.vehicle_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let seen = visible(conn, cx, &ids).await?;
    let vehicles: HashMap<BookableId, _> =
        by_ids(conn, &seen).await?.into_iter().map(|vehicle| (vehicle.id, vehicle)).collect();
    let lines = found.into_iter().map(Assignment::from).filter_map(|assignment| {
        let on_it = vehicles.get(&assignment.vehicle)?;
        let days = [*on, at.map(|at| on_it.today(at))];
        let holds = days.into_iter().flatten().all(|day| assignment.holds_on(day));
        let key = (assignment.plate.clone(), assignment.from, assignment.id);
        (holds && after.is_none_or(|after| key > *after)).then(|| PlateLine {
            assignment,
            code: on_it.code.clone(),
            names: on_it.names.clone(),
        })
    });
    Ok(lines.take(limit).collect())
}

/// What [`plate_key`] makes of a plate that is kept, for the database: they have letters in upper case, digits and `-`.
pub(crate) const KEY_OF_PLATE: &str = "REPLACE(plate_assignment.plate, '-', '')";

/// The same as an expression.
pub(crate) fn key_of_plate() -> Expr {
    Expr::cust(KEY_OF_PLATE)
}

/// How a plate is written that was put on a vehicle last.
pub(crate) async fn spelling_of_plate(conn: Conn<'_>, plate: &str) -> Result<Option<String>, FleetError> {
    let same = Entity::find().filter(key_of_plate().eq(plate_key(plate)));
    let last = same.order_by_desc(Column::FromDay).order_by_desc(Column::Id).one(&conn).await?;
    Ok(last.map(|row| row.plate))
}

/// Everything that is known of a plate and of the plates of a vehicle.
pub(crate) async fn assignments_of(
    conn: Conn<'_>,
    plate: &str,
    vehicle: BookableId,
) -> Result<Vec<Assignment>, FleetError> {
    let either = Condition::any().add(key_of_plate().eq(plate_key(plate))).add(Column::VehicleId.eq(vehicle));
    let rows = Entity::find().filter(either).order_by_asc(Column::FromDay).all(&conn).await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

/// One plate on a vehicle, with that vehicle.
pub async fn plate(conn: Conn<'_>, id: PlateId) -> Result<PlateLine, FleetError> {
    let assignment = Assignment::from(plate_row(conn, id).await?);
    let on_it = super::one(conn, assignment.vehicle).await?.ok_or(Rejection::NotFound("vehicle"))?;
    Ok(PlateLine { assignment, code: on_it.code, names: on_it.names })
}

/// A plate on a vehicle.
pub(crate) async fn plate_row(conn: Conn<'_>, id: PlateId) -> Result<Model, FleetError> {
    Entity::find_by_id(id).one(&conn).await?.ok_or(Rejection::NotFound("plate").into())
}
