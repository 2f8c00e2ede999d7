//! What is due, and how it stands today.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::Conn;
use kernel::{BookableId, Ctx, Names, PlaceId, Rejection, id::DeadlineId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::{LastReading, Vehicle, by_ids, list::visible};
use crate::{
    FleetError,
    entity::vehicle_deadline::{Column, Entity, Model},
    model::{
        deadline::{DeadlineKind, DeadlineStanding, Due},
        vehicle::VehicleState,
    },
    policy::VehicleSight,
};

/// Which deadlines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeadlineFilter {
    /// Only of this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only of vehicles on this site.
    pub site: Option<PlaceId>,
    /// Only of these kinds.
    pub kinds: Vec<DeadlineKind>,
    /// Only what stands like one of these.
    pub standings: Vec<DeadlineStanding>,
    /// Only what is due on this day or later.
    pub from: Option<NaiveDate>,
    /// Only what is due on this day or before.
    pub to: Option<NaiveDate>,
    /// What was done, instead of what is to be done.
    pub done: bool,
}

/// Something that is due, with how it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLine {
    /// What is kept of it.
    pub(crate) row: Model,
    /// When it is due.
    pub due: Due,
    /// How it stands; nothing once it is done.
    pub standing: Option<DeadlineStanding>,
    /// How many days are left.
    pub days_left: Option<i64>,
    /// How many kilometres are left.
    pub km_left: Option<i64>,
    /// The code of the vehicle.
    pub code: String,
    /// The name of the vehicle.
    pub names: Names,
    /// The plate of the vehicle today.
    pub plate: Option<String>,
}

/// Where a deadline stands in a list: by day (those by kilometres alone last), then by vehicle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeadlineKey(NaiveDate, String, DeadlineId);

impl DeadlineLine {
    pub(crate) fn new(row: Model, vehicle: &Vehicle, cx: &Ctx) -> Self {
        let today = vehicle.today(cx.now);
        let odometer = vehicle.odometer.map(|LastReading { km, .. }| km);
        let due = row.due();
        let open = row.done_on.is_none();
        Self {
            due,
            standing: open.then(|| due.standing(today, odometer)),
            days_left: due.days_left(today).filter(|_| open),
            km_left: due.km_left(odometer).filter(|_| open),
            code: vehicle.code.clone(),
            names: vehicle.names.clone(),
            plate: vehicle.plate_on(today).map(|plate| plate.plate.clone()),
            row,
        }
    }

    /// Grows by one with each change.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.row.version
    }

    /// Where it stands in a list.
    #[must_use]
    pub fn key(&self) -> DeadlineKey {
        let day = self.row.done_on.map(|day| day.0).or(self.due.on);
        DeadlineKey(day.unwrap_or(NaiveDate::MAX), self.code.clone(), self.row.id)
    }
}

impl Model {
    pub(crate) fn due(&self) -> Due {
        let Self { due_on, due_km, lead_days, lead_km, .. } = self;
        Due { on: due_on.map(|day| day.0), km: *due_km, lead_days: *lead_days, lead_km: *lead_km }
    }
}

/// The deadlines that match, of vehicles of which the actor sees what drivers see, by day. A fixed number of statements.
pub async fn list_deadlines(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &DeadlineFilter,
    after: Option<&DeadlineKey>,
    limit: usize,
) -> Result<Vec<DeadlineLine>, FleetError> {
    let DeadlineFilter { vehicle, site, kinds, standings, from, to, done } = filter;
    let wanted = Condition::all()
        .add_option(vehicle.map(|vehicle| Column::VehicleId.eq(vehicle)))
        .add_option((!kinds.is_empty()).then(|| Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str()))))
        .add(if *done { Column::DoneOn.is_not_null() } else { Column::DoneOn.is_null() });
    let rows = Entity::find().filter(wanted).all(&conn).await?;
    let mut ids: Vec<BookableId> = rows.iter().map(|row| row.vehicle_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let seen = visible(conn, cx, &ids).await?;
    let vehicles: HashMap<BookableId, Vehicle> = by_ids(conn, &seen)
        .await?
        .into_iter()
        .filter(|vehicle| site.is_none_or(|site| vehicle.site.id == site))
        .filter(|vehicle| *done || vehicle.standing.state != VehicleState::Disposed)
        .filter(|vehicle| VehicleSight::of(&cx.actor, &vehicle.chain()) > VehicleSight::Plain)
        .map(|vehicle| (vehicle.id, vehicle))
        .collect();
    let mut lines: Vec<(DeadlineKey, DeadlineLine)> = rows
        .into_iter()
        .filter_map(|row| Some(DeadlineLine::new(row.clone(), vehicles.get(&row.vehicle_id)?, cx)))
        .filter(|line| standings.is_empty() || line.standing.is_some_and(|standing| standings.contains(&standing)))
        .filter(|line| from.is_none_or(|from| line.due.on.is_some_and(|on| on >= from)))
        .filter(|line| to.is_none_or(|to| line.due.on.is_some_and(|on| on <= to)))
        .map(|line| (line.key(), line))
        .filter(|(key, _)| after.is_none_or(|after| key > after))
        .collect();
    lines.sort_by(|(left, _), (right, _)| left.cmp(right));
    lines.truncate(limit);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// One of them, with its vehicle, when the actor sees it; for others it is not there.
pub async fn deadline(conn: Conn<'_>, cx: &Ctx, id: DeadlineId) -> Result<(DeadlineLine, Vehicle), FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("deadline"));
    let row = Entity::find_by_id(id).one(&conn).await?.ok_or_else(missing)?;
    let vehicle = super::one_visible(conn, cx, row.vehicle_id).await.map_err(|_| missing())?;
    if VehicleSight::of(&cx.actor, &vehicle.chain()) == VehicleSight::Plain {
        return Err(missing());
    }
    Ok((DeadlineLine::new(row, &vehicle, cx), vehicle))
}
