//! Who drives for the house.

use std::collections::HashMap;

use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, PersonId, Rejection, Zone, id::DriverId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    FleetError,
    entity::{driver as row, driver_licence},
    kind::DRIVER_KIND,
    model::{
        day::day_at,
        driver::{DriverFacts, Licence},
    },
    policy::Permission,
};

/// Somebody who drives for the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// Which one.
    pub id: DriverId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What is booked when a professional is wanted; nothing for others.
    pub bookable: Option<BookableId>,
    /// What they may drive, in the order of the categories.
    pub licences: Vec<Licence>,
    /// When somebody last looked at the licence.
    pub checked_at: Option<Instant>,
    /// Who.
    pub checked_by: Option<PersonId>,
    /// What else there is to say.
    pub remarks: Option<String>,
    /// Since when they no longer drive.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Driver {
    /// What the rule about driving needs to know; the day of the check is that of the house.
    #[must_use]
    pub fn facts(&self) -> DriverFacts {
        DriverFacts {
            licences: self.licences.clone(),
            checked_on: self.checked_at.map(|at| day_at(at, Zone::BRUSSELS)),
            retired: self.retired_at.is_some(),
        }
    }
}

/// Which drivers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DriverFilter {
    /// Only professionals, or only others.
    pub chauffeur: Option<bool>,
    /// Those too who no longer drive.
    pub retired: bool,
    /// Only those whose name contains each of these words.
    pub q: Option<String>,
}

/// At most `limit` drivers by name, behind a position; for those who see the fleet everywhere.
pub async fn list_drivers(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &DriverFilter,
    after: Option<&(String, DriverId)>,
    limit: usize,
) -> Result<Vec<Driver>, FleetError> {
    Permission::SeeFleet.require(&cx.actor, &[])?;
    let DriverFilter { chauffeur, retired, q } = filter;
    let words = kernel::search_key(q.as_deref().unwrap_or_default());
    let rows = row::Entity::find().all(&conn).await?;
    let mut drivers = assemble(conn, rows).await?;
    drivers.sort_by_key(|driver| (driver.name.clone(), driver.id));
    let found = drivers
        .into_iter()
        .filter(|driver| *retired || driver.retired_at.is_none())
        .filter(|driver| chauffeur.is_none_or(|wanted| driver.bookable.is_some() == wanted))
        .filter(|driver| {
            let name = kernel::search_key(&driver.name);
            words.split_whitespace().all(|word| name.contains(word))
        })
        .filter(|driver| after.is_none_or(|after| (driver.name.clone(), driver.id) > *after));
    Ok(found.take(limit).collect())
}

/// One driver.
pub async fn driver(conn: Conn<'_>, id: DriverId) -> Result<Driver, FleetError> {
    let row = driver_row(conn, id).await?;
    assemble(conn, vec![row]).await?.pop().ok_or(Rejection::NotFound("driver").into())
}

/// These people as far as they drive for the house, or did. Three statements.
pub(crate) async fn drivers_of(conn: Conn<'_>, people: &[PersonId]) -> Result<Vec<Driver>, FleetError> {
    let rows = row::Entity::find().filter(row::Column::PersonId.is_in(people.iter().copied())).all(&conn).await?;
    assemble(conn, rows).await
}

/// One driver, for those who see the fleet everywhere, and for the driver; for others there is none.
pub async fn visible_driver(conn: Conn<'_>, cx: &Ctx, id: DriverId) -> Result<Driver, FleetError> {
    let driver = driver(conn, id).await?;
    let is_own = cx.actor.person == Some(driver.person);
    if is_own || Permission::SeeFleet.held_by(&cx.actor, &[]) {
        Ok(driver)
    } else {
        Err(Rejection::NotFound("driver").into())
    }
}

pub(crate) async fn driver_row(conn: Conn<'_>, id: DriverId) -> Result<row::Model, FleetError> {
    row::Entity::find_by_id(id).one(&conn).await?.ok_or(Rejection::NotFound("driver").into())
}

/// What these drivers may drive.
pub(crate) async fn licences_of(
    conn: Conn<'_>,
    ids: &[DriverId],
) -> Result<HashMap<DriverId, Vec<Licence>>, FleetError> {
    let rows = driver_licence::Entity::find()
        .filter(driver_licence::Column::DriverId.is_in(ids.iter().copied()))
        .order_by_asc(driver_licence::Column::Category)
        .all(&conn)
        .await?;
    let mut found: HashMap<DriverId, Vec<Licence>> = HashMap::new();
    for row in rows {
        let licence = Licence { category: row.category, valid_to: row.valid_to.map(|day| day.0) };
        found.entry(row.driver_id).or_default().push(licence);
    }
    for licences in found.values_mut() {
        licences.sort_by_key(|licence| licence.category);
    }
    Ok(found)
}

async fn assemble(conn: Conn<'_>, rows: Vec<row::Model>) -> Result<Vec<Driver>, FleetError> {
    let ids: Vec<DriverId> = rows.iter().map(|row| row.id).collect();
    let mut licences = licences_of(conn, &ids).await?;
    let names = directory::queries::names_of(&conn, rows.iter().map(|row| row.person_id)).await?;
    let drivers = rows.into_iter().map(|row| Driver {
        id: row.id,
        person: row.person_id,
        name: names.get(&row.person_id).cloned().unwrap_or_default(),
        bookable: row.bookable_id,
        licences: licences.remove(&row.id).unwrap_or_default(),
        checked_at: row.checked_at,
        checked_by: row.checked_by,
        remarks: row.remarks,
        retired_at: row.retired_at,
        version: row.version,
    });
    Ok(drivers.collect())
}

/// The professionals behind these bookables, by name; those who no longer drive are left out.
pub(crate) async fn chauffeurs(conn: Conn<'_>, bookables: &[BookableId]) -> Result<Vec<Driver>, FleetError> {
    let rows = row::Entity::find()
        .filter(row::Column::BookableId.is_in(bookables.iter().copied()))
        .filter(row::Column::RetiredAt.is_null())
        .all(&conn)
        .await?;
    let mut drivers = assemble(conn, rows).await?;
    drivers.sort_by_key(|driver| (driver.name.clone(), driver.id));
    Ok(drivers)
}

/// What is booked when a professional of these sites is wanted.
pub(crate) async fn bookables_on(conn: Conn<'_>, sites: &[Uuid]) -> Result<Vec<BookableId>, FleetError> {
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id FROM bookable WHERE retired_at IS NULL AND kind = ").bind(DRIVER_KIND);
    sql.push(" AND site_id IN (").bind_all(sites.iter().copied()).push(")");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}
