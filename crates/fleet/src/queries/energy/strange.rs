//! What is strange about energy that vehicles took.

use std::collections::{BTreeSet, HashMap};

use db::Conn;
use kernel::{BookableId, Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::by_ids;
use crate::{
    FleetError,
    entity::{energy_transaction, odometer_reading},
    model::energy::{Around, EnergyKind, EnergyNotice, Taken, Tank, notices},
};

/// What is strange about each of these, in their order; in a fixed number of statements.
pub(crate) async fn energy_notices(conn: Conn<'_>, all: &[Taken]) -> Result<Vec<Vec<EnergyNotice>>, FleetError> {
    let ids: Vec<BookableId> = all.iter().map(|one| one.vehicle).collect::<BTreeSet<_>>().into_iter().collect();
    let vehicles = by_ids(conn, &ids).await?;
    let tanks: HashMap<BookableId, Tank> = vehicles
        .iter()
        .map(|one| {
            let details = &one.details;
            (one.id, Tank { fuel: details.fuel, category: details.category, battery_wh: details.battery_wh })
        })
        .collect();
    let readings = odometer_reading::Entity::find()
        .filter(odometer_reading::Column::VehicleId.is_in(ids.iter().copied()))
        .filter(odometer_reading::Column::CorrectedBy.is_null())
        .order_by_asc(odometer_reading::Column::ReadAt)
        .all(&conn)
        .await?;
    let mut read: HashMap<BookableId, Vec<(Instant, i64)>> = HashMap::new();
    for row in readings {
        read.entry(row.vehicle_id).or_default().push((row.read_at, row.km));
    }
    let filled = energy_transaction::Entity::find()
        .filter(energy_transaction::Column::VehicleId.is_in(ids))
        .filter(energy_transaction::Column::OdometerKm.is_not_null())
        .all(&conn)
        .await?;
    // What the odometer showed at each, by vehicle and kind, in the order of time.
    let mut shown: HashMap<(BookableId, EnergyKind), Vec<(Instant, i64)>> = HashMap::new();
    for one in filled.into_iter().map(Taken::from).chain(all.iter().cloned()) {
        if let Some(km) = one.odometer_km.filter(|_| !one.is_credit()) {
            shown.entry((one.vehicle, one.kind)).or_default().push((one.at, km));
        }
    }
    for list in shown.values_mut() {
        list.sort_unstable();
    }
    let judged = all.iter().map(|one| {
        let Some(tank) = tanks.get(&one.vehicle) else { return vec![] };
        let read = read.get(&one.vehicle).map_or(&[][..], Vec::as_slice);
        let at = read.partition_point(|(at, _)| *at <= one.at);
        let shown = shown.get(&(one.vehicle, one.kind)).map_or(&[][..], Vec::as_slice);
        let filled = shown.partition_point(|(at, _)| *at < one.at);
        let around = Around {
            before_km: at.checked_sub(1).and_then(|before| read.get(before)).map(|(_, km)| *km),
            after_km: read.get(at).map(|(_, km)| *km),
            filled_at_km: filled.checked_sub(1).and_then(|before| shown.get(before)).map(|(_, km)| *km),
        };
        notices(one, tank, &around)
    });
    Ok(judged.collect())
}
