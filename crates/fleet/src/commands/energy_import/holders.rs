//! Whose plates and cards the lines of a statement name.

use std::collections::HashMap;

use db::WriteTx;
use kernel::{BookableId, Ctx, WallTime};

use crate::{
    FleetError,
    energy_file::EnergyRow,
    model::{
        day::{happened, number},
        energy_mapping::EnergyMapping,
        plate::plate_key,
    },
    policy::Permission,
    queries::{self, Vehicle},
};

/// Whose plates and cards are.
pub(super) struct Holders {
    vehicles: HashMap<BookableId, Vehicle>,
    /// The key of a plate, first day, first day no longer, vehicle.
    plates: Vec<(String, i64, Option<i64>, BookableId)>,
    /// Whose a card is by the mapping, then by what it was used for last.
    cards: HashMap<String, BookableId>,
}

impl Holders {
    pub(super) async fn load(tx: &WriteTx, rows: &[EnergyRow], mapping: &EnergyMapping) -> Result<Self, FleetError> {
        let all = queries::all(tx.into()).await?;
        let mut cards = queries::cards_used(tx.into(), rows.iter().filter_map(|row| row.card.as_deref())).await?;
        for (card, code) in &mapping.cards {
            if let Some(vehicle) = all.iter().find(|vehicle| vehicle.code == *code) {
                cards.insert(card.clone(), vehicle.id);
            }
        }
        let plates = all
            .iter()
            .flat_map(|vehicle| &vehicle.plates)
            .map(|plate| (plate_key(&plate.plate), plate.from, plate.until, plate.vehicle))
            .collect();
        Ok(Self { vehicles: all.into_iter().map(|vehicle| (vehicle.id, vehicle)).collect(), plates, cards })
    }

    /// The vehicle of a line; or which column says nothing of one, and why.
    pub(super) fn of(&self, cx: &Ctx, row: &EnergyRow) -> Result<&Vehicle, (&'static str, &'static str)> {
        let day = number(row.at.date());
        let by_plate = row.plate.as_deref().map(plate_key).map(|plate| {
            let held = self
                .plates
                .iter()
                .find(|(held, from, until, _)| *held == plate && *from <= day && until.is_none_or(|until| day < until));
            held.map(|(.., vehicle)| vehicle).ok_or(("plate", "unknown"))
        });
        let by_card = || self.cards.get(row.card.as_deref().unwrap_or_default()).ok_or(("card", "unknown"));
        let id = by_plate.unwrap_or_else(by_card)?;
        let vehicle = self.vehicles.get(id).ok_or(("plate", "unknown"))?;
        if !Permission::ManageFleet.held_by(&cx.actor, &vehicle.chain()) {
            return Err(("plate", "unknown"));
        }
        let at = WallTime::new(row.at).instant_or_next(vehicle.zone);
        happened("day", at, cx.now).map_err(|error| ("day", error.code))?;
        Ok(vehicle)
    }
}
