//! Gives reservations another vehicle that cannot keep theirs.

use std::collections::BTreeMap;

use booking::{
    Engine,
    commands::reassign::{Reassignment, reassign},
};
use db::WriteTx;
use kernel::{BookableId, Ctx, OccurrenceId, Rejection};

use super::reserve::note;
use crate::{
    FleetError,
    model::assign::Swap,
    policy::Permission,
    queries::{self, Threatened, threats},
};

/// Why dates take another vehicle, for the journal.
const WHY_MOVED: &str = "the vehicle is not there";

/// Gives these reservations of a vehicle, or all that cannot keep it, the vehicle that was proposed: all of them or none. Answers
/// which.
pub async fn rehouse(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    wanted: Option<Vec<OccurrenceId>>,
) -> Result<Vec<OccurrenceId>, FleetError> {
    let on = queries::one(tx.into(), vehicle).await?.ok_or(Rejection::NotFound("vehicle"))?;
    Permission::HandOut.require(&cx.actor, &on.chain())?;
    let mut found = threats(engine, tx.into(), cx, on.site.id, Some(vehicle)).await?;
    if let Some(wanted) = &wanted {
        if wanted.iter().any(|id| found.iter().all(|one| one.id != *id)) {
            return Err(FleetError::field("reservations", "unknown"));
        }
        found.retain(|one| wanted.contains(&one.id));
    }
    let nowhere = found.iter().filter(|one| one.way_out.is_none()).count();
    if nowhere > 0 || found.is_empty() {
        return Err(FleetError::NoReplacement(nowhere));
    }
    let moves: Vec<Reassignment> = found.iter().flat_map(moves_of).collect();
    reassign(engine, tx, &super::house(cx), &moves, &BTreeMap::new(), WHY_MOVED).await?;
    for one in &found {
        let Some((chosen, _)) = &one.way_out else { continue };
        note(tx, cx, &chosen.moves, Some(one.id)).await?;
        let own = Swap { trip: one.id, from: Some(one.from.id), to: chosen.vehicle, why: vec![] };
        note(tx, cx, &[own], None).await?;
    }
    Ok(found.into_iter().map(|one| one.id).collect())
}

fn moves_of(one: &Threatened) -> Vec<Reassignment> {
    let Some((chosen, _)) = &one.way_out else { return vec![] };
    let others = chosen
        .moves
        .iter()
        .filter_map(|moved| Some(Reassignment { occurrence: moved.trip, from: moved.from?, to: moved.to }));
    let own = Reassignment { occurrence: one.id, from: one.from.id, to: chosen.vehicle };
    others.chain([own]).collect()
}
