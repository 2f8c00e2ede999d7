//! Id newtypes: a room is never mistaken for a person. All are UUIDv7, so that they sort by the time they were made.

use uuid::Uuid;

/// Where new ids come from; tests hand in a predictable one.
pub trait IdGen: Send + Sync {
    /// A fresh id.
    fn next(&self) -> Uuid;
}

/// UUIDv7 from the system's clock and randomness.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemIdGen;

impl IdGen for SystemIdGen {
    #[expect(clippy::disallowed_methods, reason = "the one place where ids come into being")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            sea_orm::DeriveValueType, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id from the given source.
            pub fn new(ids: &dyn IdGen) -> Self {
                Self(ids.next())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A person.
    PersonId,
    /// An organisational unit.
    OrgUnitId,
    /// A personal access token.
    TokenId,
    /// A site, building, floor or space.
    PlaceId,
    /// Anything a policy can be attached to: a place or a bookable, seen only as a link of the chain.
    ScopeId,
    /// An atomic thing that can be in one use at a time.
    UnitId,
    /// What a person picks: stands for one or more units.
    BookableId,
    /// The way a bookable is set up (seats, set-up minutes).
    LayoutId,
    /// A request and its series.
    BookingId,
    /// One date of a booking.
    OccurrenceId,
    /// One decision that somebody has to take about one date and bookable.
    ApprovalId,
    /// A period in which a place or room is closed.
    ClosureId,
    /// A photo of a room.
    PhotoId,
    /// A photo or document that hangs on something else.
    AttachmentId,
    /// Whoever delivers or maintains something.
    SupplierId,
    /// A contract with a supplier.
    ContractId,
    /// A lift, a boiler, a door: anything technical that stands in a place.
    InstallationId,
    /// What counts something on an installation.
    MeterId,
    /// A team that works on tickets.
    TeamId,
    /// A maintenance ticket.
    TicketId,
    /// A plan of work that comes again.
    PlanId,
    /// A rule by which installations are inspected.
    RegimeId,
    /// One inspection by rule.
    InspectionId,
    /// What an inspection found.
    RemarkId,
    /// A number plate on a vehicle for a time.
    PlateId,
    /// What the odometer of a vehicle showed at a moment.
    OdometerId,
    /// Something that is due for a vehicle.
    DeadlineId,
    /// Somebody who drives for the house.
    DriverId,
    /// A time for which a driver is not there.
    AbsenceId,
    /// A zone, or a rule on buying, that asks for low emissions.
    SchemeId,
    /// What such a scheme asks of a fuel from a day on.
    EmissionRuleId,
    /// A vehicle that was taken in place of another, to make room.
    SwapId,
    /// That a vehicle was handed out, and that it came back.
    HandoverId,
    /// Damage on a vehicle.
    DamageId,
    /// A trip of a vehicle.
    TripId,
    /// How the statements of a supplier of energy are read.
    EnergyProfileId,
    /// A file of energy that was taken.
    EnergyImportId,
    /// Energy that a vehicle took.
    EnergyId,
    /// Something that a vehicle cost.
    CostId,
    /// How much carbon dioxide a unit of energy makes.
    Co2FactorId,
    /// A fine.
    FineId,
}

impl From<PlaceId> for ScopeId {
    fn from(id: PlaceId) -> Self {
        Self(id.0)
    }
}

impl From<BookableId> for ScopeId {
    fn from(id: BookableId) -> Self {
        Self(id.0)
    }
}
