//! What the engine asks of vehicles.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use async_trait::async_trait;
use booking::{
    BookingError, Engine, Kind, KindFacts,
    model::{
        policy::Presence,
        wish::{Fit, Wish},
    },
};
use db::{Conn, DbError};
use kernel::{Actor, BookableId, LayoutId, Names};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    entity::{fleet_settings, vehicle, vehicle_handover},
    model::fit::{VehicleFacts, fit},
    policy::Permission,
};

/// The kind `vehicle`.
#[derive(Debug, Clone, Copy, Default)]
pub struct VehicleKind;

/// The word for vehicles in `bookable.kind` and in the API.
pub const KIND: &str = "vehicle";
/// The word for professional drivers in `bookable.kind`.
pub const DRIVER_KIND: &str = "driver";
/// Where vehicles and drivers are reserved: nowhere else does anybody ask for range, licence, rest and keys.
const BOOKED_AT: &str = "/vehicle-reservations";

/// The kind `driver`.
#[derive(Debug, Clone, Copy, Default)]
pub struct DriverKind;

/// The engine in the hands of the fleet.
pub(crate) fn ours(engine: &Engine) -> Engine {
    engine.for_area(BOOKED_AT)
}

/// Who decides about vehicles and drivers, decides when they can be had.
fn manages(actor: &Actor, chain: &[Uuid]) -> Result<(), BookingError> {
    if Permission::ManageFleet.held_by(actor, chain) { Ok(()) } else { Err(BookingError::Forbidden("manage_fleet")) }
}

struct Facts {
    vehicles: HashMap<BookableId, VehicleFacts>,
    /// When keys are fetched.
    presence: Option<Presence>,
}

#[async_trait]
impl Kind for VehicleKind {
    fn name(&self) -> &'static str {
        KIND
    }

    fn booked_at(&self) -> Option<&'static str> {
        Some(BOOKED_AT)
    }

    fn require_policy(&self, actor: &Actor, chain: &[Uuid]) -> Result<(), BookingError> {
        manages(actor, chain)
    }

    /// Those that are out.
    async fn missing(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<HashSet<BookableId>, DbError> {
        let of = vehicle_handover::Column::VehicleId.is_in(ids.iter().copied());
        let out = vehicle_handover::Entity::find_out().filter(of);
        Ok(out.all(&conn).await?.into_iter().map(|row| row.vehicle_id).collect())
    }

    /// Two statements, however many vehicles.
    async fn load(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        let rows = vehicle::Entity::find().filter(vehicle::Column::Id.is_in(ids.iter().copied())).all(&conn).await?;
        let settings = fleet_settings::Entity::find_by_id(1).one(&conn).await?;
        let presence = settings.map(|row| Presence {
            check_in: true,
            opens_before_minutes: row.keys_before_minutes,
            release_after_minutes: row.release_after_minutes,
        });
        Ok(Arc::new(Facts { vehicles: rows.into_iter().map(|row| (row.id, row.facts())).collect(), presence }))
    }
}

#[async_trait]
impl Kind for DriverKind {
    fn name(&self) -> &'static str {
        DRIVER_KIND
    }

    fn booked_at(&self) -> Option<&'static str> {
        Some(BOOKED_AT)
    }

    fn require_policy(&self, actor: &Actor, chain: &[Uuid]) -> Result<(), BookingError> {
        manages(actor, chain)
    }

    /// Nothing: that a driver fits a ride is settled before the engine is asked.
    async fn load(&self, _: Conn<'_>, _: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        Ok(Arc::new(Facts { vehicles: HashMap::new(), presence: None }))
    }
}

impl KindFacts for Facts {
    fn fit(&self, bookable: BookableId, wish: &Wish) -> Fit {
        let Some(vehicle) = self.vehicles.get(&bookable) else { return Fit::default() };
        // Drivers of the house take what is theirs without the desk.
        Fit { presence: self.presence.filter(|_| !vehicle.chauffeured), ..fit(vehicle, wish) }
    }

    /// Vehicles are not set up.
    fn layout_names(&self, _: LayoutId) -> Option<&Names> {
        None
    }
}

impl vehicle::Model {
    /// What decides how it answers a wish.
    pub(crate) fn facts(&self) -> VehicleFacts {
        VehicleFacts {
            seats: self.seats,
            body: self.body,
            fuel: self.fuel,
            step_free: self.step_free,
            child_seat_anchors: self.child_seat_anchors,
            chauffeured: self.chauffeured,
        }
    }
}
