//! Who drives for the house: adding, changing and retiring them, and looking at their licences.

use std::collections::BTreeSet;

use booking::{
    commands::{
        bookables::{NewBookable, add_bookable, reinstate_bookable, retire_bookable},
        policies::set_policy,
    },
    model::policy::{Audience, PolicyParts, Who},
};
use chrono::NaiveDate;
use db::{DbError, WriteTx};
use kernel::{
    BookableId, Ctx, Entry, FieldError, Names, PersonId, PlaceId, Rejection, Role, ScopeId, Zone,
    field::{Wrong, check_code},
    id::DriverId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::house;
use crate::{
    FleetError,
    entity::{driver as row, driver_licence},
    kind::DRIVER_KIND,
    model::{
        day::{Day, plausible},
        driver::LicenceCategory,
        vehicle::optional,
    },
    policy::Permission,
    queries,
};

/// A category that somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DrivingLicence)]
pub struct LicenceInput {
    /// Which.
    pub category: LicenceCategory,
    /// The last day on which it holds; nothing for life.
    pub valid_to: Option<NaiveDate>,
}

/// Somebody who is to drive for the house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDriver {
    /// Who.
    pub person_id: PersonId,
    /// What they may drive, each category once. The number of the licence is not kept.
    #[serde(default)]
    pub licences: Vec<LicenceInput>,
    /// Whether the caller holds the licence in their hands at this moment.
    #[serde(default)]
    pub checked_now: bool,
    /// For a professional, who can be booked with a vehicle.
    pub chauffeur: Option<NewChauffeur>,
    /// What else there is to say.
    #[schema(max_length = 120)]
    pub remarks: Option<String>,
}

/// How a professional driver is booked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChauffeur {
    /// Unique among everything that can be booked.
    #[schema(max_length = 40, example = "DRV-01")]
    pub code: String,
    /// The site from which they drive.
    pub site_id: PlaceId,
}

/// Changes to a driver: what is absent stays as it is, `null` empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DriverChange)]
pub struct DriverPatch {
    /// All of what they may drive.
    pub licences: Option<Vec<LicenceInput>>,
    /// Makes a professional of them.
    pub chauffeur: Option<NewChauffeur>,
    /// What else there is to say.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub remarks: Option<Option<String>>,
}

/// A look at a licence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LicenceCheck)]
pub struct CheckLicence {
    /// All of what stands on it, where that is not what is known.
    pub licences: Option<Vec<LicenceInput>>,
}

/// Adds a driver.
pub async fn add_driver(tx: &WriteTx, cx: &Ctx, input: NewDriver) -> Result<DriverId, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let NewDriver { person_id, licences, checked_now, chauffeur, remarks } = input;
    let person = match directory::queries::person(tx, person_id).await {
        Ok(person) if person.active => person,
        Ok(_) => return Err(FleetError::field("person_id", "inactive")),
        Err(error) if kernel::Problem::class(&error) == kernel::Class::NotFound => {
            return Err(FleetError::field("person_id", "unknown"));
        }
        Err(error) => return Err(error.into()),
    };
    let mut wrong = Wrong::default();
    check_licences(&licences, &mut wrong);
    let remarks = wrong.take(optional("remarks", remarks.as_deref()));
    wrong.or(())?;
    let bookable = match chauffeur {
        Some(chauffeur) => Some(make_bookable(tx, cx, chauffeur, &person.name).await?),
        None => None,
    };
    let id = DriverId::new(&*cx.ids);
    let new = row::Model {
        id,
        person_id,
        bookable_id: bookable,
        checked_at: checked_now.then_some(cx.now),
        checked_by: cx.actor.person.filter(|_| checked_now),
        remarks,
        retired_at: None,
        version: 1,
    };
    row::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await.map_err(|error| {
        let error = DbError::from(error);
        if error.is_unique("driver_person_uq", "driver.person_id") {
            FleetError::field("person_id", "taken")
        } else {
            error.into()
        }
    })?;
    put_licences(tx, id, &licences).await?;
    let data = json!({ "person_id": person_id, "licences": licences, "bookable_id": bookable, "checked": checked_now });
    tx.record(Entry::new("driver.added", "driver", id).data(data));
    Ok(id)
}

/// Makes what is booked when a professional is wanted. Only the management sees and books it: a ride takes the driver together with
/// a vehicle.
async fn make_bookable(tx: &WriteTx, cx: &Ctx, chauffeur: NewChauffeur, name: &str) -> Result<BookableId, FleetError> {
    let code = check_code("chauffeur.code", &chauffeur.code)?;
    let site = match buildings::queries::site(tx, chauffeur.site_id).await {
        Ok(site) if site.retired_at.is_none() => site,
        Err(buildings::BuildingsError::Db(error)) => return Err(error.into()),
        _ => return Err(FleetError::field("chauffeur.site_id", "unknown")),
    };
    let (id, house) = (BookableId::new(&*cx.ids), house(cx));
    let new = NewBookable {
        id,
        kind: DRIVER_KIND,
        code,
        names: Names::same(name),
        site: site.id,
        zone: site.time_zone.unwrap_or(Zone::UTC),
        parts: vec![],
        places: vec![ScopeId::from(site.id)],
    };
    add_bookable(tx, &house, new).await?;
    let management = || Who::roles(&[Role::FleetManager]);
    let audience = Audience { see: management(), book: management(), ask: Who::default(), may_override: management() };
    let parts = PolicyParts { audience: Some(audience), ..PolicyParts::default() };
    set_policy(tx, &house, ScopeId::from(id), &[site.id.0, id.0], cx.now, &parts).await?;
    Ok(id)
}

fn check_licences(licences: &[LicenceInput], wrong: &mut Wrong) {
    let distinct: BTreeSet<_> = licences.iter().map(|licence| licence.category).collect();
    if distinct.len() < licences.len() {
        wrong.add(FieldError::new("licences", "repeated"));
    }
    for day in licences.iter().filter_map(|licence| licence.valid_to) {
        if let Err(error) = plausible("licences.valid_to", day) {
            wrong.add(error);
        }
    }
}

async fn put_licences(tx: &WriteTx, id: DriverId, licences: &[LicenceInput]) -> Result<(), FleetError> {
    driver_licence::Entity::delete_many().filter(driver_licence::Column::DriverId.eq(id)).exec(tx).await?;
    if licences.is_empty() {
        return Ok(());
    }
    let rows = licences.iter().map(|licence| driver_licence::ActiveModel {
        driver_id: Set(id),
        category: Set(licence.category),
        valid_to: Set(licence.valid_to.map(Day)),
    });
    driver_licence::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// A driver, when the actor manages drivers and decided on the present version.
pub(super) async fn managed(tx: &WriteTx, cx: &Ctx, id: DriverId, seen: Option<i64>) -> Result<row::Model, FleetError> {
    // Whoever may not know of the driver learns nothing.
    queries::visible_driver(tx.into(), cx, id).await?;
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let row = queries::driver_row(tx.into(), id).await?;
    Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

async fn save(tx: &WriteTx, row: &row::Model) -> Result<(), FleetError> {
    let next = row::ActiveModel { version: Set(row.version + 1), ..row.clone().into_active_model().reset_all() };
    let written = row::Entity::update_many()
        .set(next)
        .filter(row::Column::Id.eq(row.id))
        .filter(row::Column::Version.eq(row.version))
        .exec(tx)
        .await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: row.version, present: row.version + 1 }.into());
    }
    Ok(())
}

/// What is known of the licences of a driver, as a caller gives them.
async fn known_licences(tx: &WriteTx, id: DriverId) -> Result<Vec<LicenceInput>, FleetError> {
    let known = queries::licences_of(tx.into(), &[id]).await?.remove(&id).unwrap_or_default();
    Ok(known.into_iter().map(|one| LicenceInput { category: one.category, valid_to: one.valid_to }).collect())
}

/// Changes a driver. Nothing is written when nothing changes.
pub async fn change_driver(
    tx: &WriteTx,
    cx: &Ctx,
    id: DriverId,
    seen: Option<i64>,
    patch: DriverPatch,
) -> Result<(), FleetError> {
    let mut row = managed(tx, cx, id, seen).await?;
    let before = row.clone();
    let DriverPatch { licences, chauffeur, remarks } = patch;
    let known = known_licences(tx, id).await?;
    let mut wrong = Wrong::default();
    let mut licences = licences.unwrap_or_else(|| known.clone());
    licences.sort_by_key(|licence| licence.category);
    check_licences(&licences, &mut wrong);
    wrong.put(&mut row.remarks, remarks.map(|text| optional("remarks", text.as_deref())));
    wrong.or(())?;
    if let Some(chauffeur) = chauffeur {
        if row.bookable_id.is_some() {
            return Err(FleetError::field("chauffeur", "taken"));
        }
        if row.retired_at.is_some() {
            return Err(FleetError::field("chauffeur", "retired"));
        }
        let name = queries::driver(tx.into(), id).await?.name;
        row.bookable_id = Some(make_bookable(tx, cx, chauffeur, &name).await?);
    }
    if row == before && licences == known {
        return Ok(());
    }
    save(tx, &row).await?;
    if licences != known {
        put_licences(tx, id, &licences).await?;
    }
    let changes = kernel::event::Changes::default()
        .field("licences", &known, &licences)
        .field("bookable_id", &before.bookable_id, &row.bookable_id)
        .field("remarks", &before.remarks, &row.remarks);
    tx.record(Entry::new("driver.changed", "driver", id).data(changes));
    Ok(())
}

/// Notes that the actor looked at the licence itself now.
pub async fn check_licence(
    tx: &WriteTx,
    cx: &Ctx,
    id: DriverId,
    seen: Option<i64>,
    input: CheckLicence,
) -> Result<(), FleetError> {
    let row = managed(tx, cx, id, seen).await?;
    if row.retired_at.is_some() {
        return Err(FleetError::field("id", "retired"));
    }
    if let Some(licences) = &input.licences {
        let mut wrong = Wrong::default();
        check_licences(licences, &mut wrong);
        wrong.or(())?;
        put_licences(tx, id, licences).await?;
    }
    save(tx, &row::Model { checked_at: Some(cx.now), checked_by: cx.actor.person, ..row }).await?;
    tx.record(Entry::new("driver.licence_checked", "driver", id).data(json!({ "licences": input.licences })));
    Ok(())
}

/// Says that somebody no longer drives for the house, or does again. Refused while dates to come hold a professional. Twice is as
/// good as once.
pub async fn retire_driver(
    tx: &WriteTx,
    cx: &Ctx,
    id: DriverId,
    seen: Option<i64>,
    retired: bool,
) -> Result<(), FleetError> {
    let row = managed(tx, cx, id, seen).await?;
    if row.retired_at.is_some() == retired {
        return Ok(());
    }
    if let Some(bookable) = row.bookable_id {
        if retired {
            retire_bookable(tx, &house(cx), bookable).await?;
        } else {
            reinstate_bookable(tx, &house(cx), bookable).await?;
        }
    }
    save(tx, &row::Model { retired_at: retired.then_some(cx.now), ..row }).await?;
    let action = if retired { "driver.retired" } else { "driver.reinstated" };
    tx.record(Entry::new(action, "driver", id));
    Ok(())
}
