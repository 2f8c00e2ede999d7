//! Keeps vehicles for which something is overdue that must be in order, and lets them go when it is.

use std::collections::BTreeSet;

use booking::Engine;
use db::{Db, WriteTx};
use kernel::{Ctx, Names, id::DeadlineId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::blocks::{Cause, block, is_blocked, unblock};
use crate::{
    FleetError,
    entity::{vehicle_block, vehicle_deadline as row},
    model::{
        day::end_of_day,
        deadline::{DeadlineKind, DeadlineStanding},
        vehicle::VehicleState,
    },
    queries::{self, Vehicle},
};

/// Looks at everything that is to be done and must be in order; answers how many vehicles were kept or let go for it. What nobody
/// swept for a while is found all the same. One that cannot be dealt with does not keep the others from it.
pub async fn block_overdue(engine: &Engine, db: &Db, cx: &Ctx) -> Result<u64, FleetError> {
    let open = row::Entity::find()
        .filter(row::Column::DoneOn.is_null())
        .filter(row::Column::Blocks.eq(true))
        .all(db.read())
        .await?;
    let mut ids: Vec<_> = open.iter().map(|row| row.vehicle_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let vehicles = queries::by_ids(db.into(), &ids).await?;
    let kept: BTreeSet<_> =
        vehicle_block::Entity::find().all(db.read()).await?.into_iter().map(|block| block.cause_id).collect();
    let (mut count, mut failed) = (0, None);
    for deadline in &open {
        let Some(vehicle) = vehicles.iter().find(|vehicle| vehicle.id == deadline.vehicle_id) else { continue };
        if must_be_kept(deadline, vehicle, cx) == kept.contains(&deadline.id.0) {
            continue;
        }
        match in_a_transaction(engine, db, cx, deadline.id).await {
            Ok(did) => count += u64::from(did),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(count), Err)
}

async fn in_a_transaction(engine: &Engine, db: &Db, cx: &Ctx, id: DeadlineId) -> Result<bool, FleetError> {
    let tx = db.begin(cx).await?;
    let did = follow(engine, &tx, cx, id).await?;
    tx.commit().await?;
    Ok(did)
}

fn must_be_kept(deadline: &row::Model, vehicle: &Vehicle, cx: &Ctx) -> bool {
    let odometer = vehicle.odometer.map(|last| last.km);
    let standing = deadline.due().standing(vehicle.today(cx.now), odometer);
    deadline.blocks
        && deadline.done_on.is_none()
        && vehicle.standing.state != VehicleState::Disposed
        && standing == DeadlineStanding::Overdue
}

/// Keeps the vehicle of a deadline, or lets it go, as the deadline stands now; answers whether anything changed.
pub(super) async fn follow(engine: &Engine, tx: &WriteTx, cx: &Ctx, id: DeadlineId) -> Result<bool, FleetError> {
    let Some(deadline) = row::Entity::find_by_id(id).one(tx).await? else { return Ok(false) };
    let Some(vehicle) = queries::one(tx.into(), deadline.vehicle_id).await? else { return Ok(false) };
    if !must_be_kept(&deadline, &vehicle, cx) {
        return unblock(engine, tx, cx, vehicle.id, id.0).await;
    }
    if is_blocked(tx, vehicle.id, id.0).await? {
        return Ok(false);
    }
    let late = deadline.due_on.map(|day| end_of_day(day.0, vehicle.zone)).filter(|end| *end <= cx.now);
    let names = names(deadline.kind, deadline.title.as_deref());
    let reason = names.get(cx.lang).to_owned();
    block(engine, tx, cx, vehicle.id, Cause { id: id.0, from: late.unwrap_or(cx.now), names, reason }).await
}

/// What people see instead of a booking.
fn names(kind: DeadlineKind, title: Option<&str>) -> Names {
    let [nl, fr, de, en] = match kind {
        DeadlineKind::Inspection => {
            ["Keuring verlopen", "Contrôle technique échu", "Fahrzeugprüfung abgelaufen", "Inspection overdue"]
        }
        DeadlineKind::Insurance => {
            ["Verzekering verlopen", "Assurance échue", "Versicherung abgelaufen", "Insurance expired"]
        }
        DeadlineKind::LeaseEnd => ["Leasing afgelopen", "Leasing terminé", "Leasing beendet", "Lease ended"],
        DeadlineKind::Tyres => {
            ["Banden te vervangen", "Pneus à remplacer", "Reifenwechsel überfällig", "Tyres overdue"]
        }
        DeadlineKind::Service => ["Onderhoud te laat", "Entretien en retard", "Wartung überfällig", "Service overdue"],
        DeadlineKind::Other => {
            let overdue = Names {
                nl: "Termijn verlopen".into(),
                fr: "Échéance dépassée".into(),
                de: "Frist abgelaufen".into(),
                en: "Deadline passed".into(),
            };
            return title.map_or(overdue, Names::same);
        }
    };
    Names { nl: nl.into(), fr: fr.into(), de: de.into(), en: en.into() }
}
