//! What can go wrong with trips, energy, costs and fines.

use kernel::{
    Class, Problem,
    id::{EnergyId, FineId},
};
use serde_json::{Map, Value, json};

use crate::model::trip::Clash;

/// An error about trips, energy, costs or fines.
#[derive(Debug, thiserror::Error)]
pub enum CostsError {
    /// Another trip of the vehicle is in the way.
    #[error("another trip is in the way: {0:?}")]
    TripInTheWay(Clash),
    /// That energy is noted already.
    #[error("the energy is noted already")]
    EnergyKnown(EnergyId),
    /// What an import took was given back before.
    #[error("the import was undone")]
    ImportUndone,
    /// A fine with that reference is noted already.
    #[error("the fine is noted already")]
    FineKnown(FineId),
    /// Nobody is known to have driven.
    #[error("nobody is known to have driven")]
    NobodyKnown,
}

impl Problem for CostsError {
    fn code(&self) -> &'static str {
        match self {
            Self::TripInTheWay(Clash::Time(_)) => "trip_at_that_time",
            Self::TripInTheWay(Clash::Kilometres(_)) => "trip_over_those_km",
            Self::EnergyKnown(_) => "energy_known",
            Self::ImportUndone => "energy_import_undone",
            Self::FineKnown(_) => "fine_known",
            Self::NobodyKnown => "fine_nobody_known",
        }
    }

    fn class(&self) -> Class {
        Class::Conflict
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::TripInTheWay(Clash::Time(other) | Clash::Kilometres(other)) => json!({
                "trip_id": other.id, "trip_from_at": other.from, "trip_to_at": other.to,
                "km_out": other.km_out, "km_in": other.km_in,
            }),
            Self::EnergyKnown(id) => json!({ "energy_id": id }),
            Self::FineKnown(id) => json!({ "fine_id": id }),
            Self::ImportUndone | Self::NobodyKnown => json!({}),
        };
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
