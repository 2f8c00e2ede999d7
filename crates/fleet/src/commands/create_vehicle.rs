//! Adds a vehicle.

use booking::commands::bookables::{NewBookable, add_bookable};
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, PlaceId, Rejection, ScopeId, Zone,
    field::{Wrong, check_code},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{columns, house, vin_taken};
use crate::{
    FleetError,
    entity::vehicle,
    kind::KIND,
    model::vehicle::{NewVehicle, VehicleState},
    policy::Permission,
};

/// Adds a vehicle that can be booked from the moment this commits. It lies under its site: what is closed in a building or on a
/// floor does not close the cars that stand there.
pub async fn create_vehicle(tx: &WriteTx, cx: &Ctx, input: NewVehicle) -> Result<BookableId, FleetError> {
    let site = site_of(tx, input.home_bay_id).await?;
    Permission::ManageFleet.require(&cx.actor, &[site.id.0])?;
    let mut wrong = Wrong::default();
    let code = wrong.take(check_code("code", &input.code));
    let details = input.details().check(&mut wrong);
    let names = match input.names {
        Some(names) => wrong.take(names.check("names")),
        None => details.default_names(),
    };
    wrong.or(())?;
    let id = BookableId::new(&*cx.ids);
    let bookable = NewBookable {
        id,
        kind: KIND,
        code: code.clone(),
        names: names.clone(),
        site: site.id,
        zone: site.time_zone.unwrap_or(Zone::UTC),
        parts: vec![],
        places: vec![ScopeId::from(site.id)],
    };
    add_bookable(tx, &house(cx), bookable).await?;
    let row = vehicle::ActiveModel {
        id: Set(id),
        home_bay_id: Set(input.home_bay_id),
        state: Set(VehicleState::InService),
        state_since: Set(cx.now),
        state_reason: Set(None),
        version: Set(1),
        ..columns(&details)
    };
    vehicle::Entity::insert(row).exec_without_returning(tx).await.map_err(vin_taken)?;
    let data = json!({
        "code": code, "names": names, "make": details.make, "model": details.model, "home_bay_id": input.home_bay_id,
    });
    tx.record(Entry::new("vehicle.created", "vehicle", id.0).data(data));
    Ok(id)
}

/// The site on which a bay lies.
pub(super) async fn site_of(tx: &WriteTx, bay: PlaceId) -> Result<buildings::model::Place, FleetError> {
    let path = buildings::queries::path(tx, bay).await?;
    if path.last().is_some_and(|place| place.retired_at.is_some()) {
        return Err(FleetError::field("home_bay_id", "retired"));
    }
    path.into_iter().next().ok_or(Rejection::field("home_bay_id", "unknown").into())
}
