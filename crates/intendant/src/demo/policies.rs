//! The rules of the demonstration: hours and horizon of each site, approval for the press room and the Council room; vehicles drive
//! at any hour, for days.

use anyhow::Result;
use booking::{
    Engine,
    model::policy::{Approval, Audience, Buffers, Hours, Open, PolicyParts, Presence, Stage, TimeOfDay, Who, Window},
};
use db::Db;
use kernel::{BookableId, Ctx, Role, ScopeId};
use rooms::commands::{SetPolicy, set_policy};

use super::people::place_of;

/// Rooms for which somebody has to agree.
pub(super) const NEED_APPROVAL: &[&str] = &["W16-COUNCIL", "W16-PRESS", "VD-GOLD"];
/// Rooms in which one checks in, and which are released when nobody does.
pub(super) const CHECK_IN: &[&str] = &["W14-1-01", "W14-1-02", "W14-1-03"];

pub(super) async fn set(db: &Db, engine: &Engine, cx: &Ctx) -> Result<()> {
    let tx = db.begin(cx).await?;
    let mut rules: Vec<(ScopeId, PolicyParts)> = Vec::new();
    for (code, from, to, on_closed_days) in
        [("W16", 6, 23, true), ("LAM", 7, 24, true), ("VD", 7, 23, true), ("RP", 7, 21, false)]
    {
        rules.push((place_of(db, code).await?.into(), of_site(from, to, on_closed_days)));
    }
    let all = rooms::queries::all(db.into()).await?;
    let room = |code: &str| all.iter().find(|room| room.code == code).map(|room| room.id);
    for code in NEED_APPROVAL {
        rules.extend(room(code).map(|id| (id.into(), with_approval(*code != "W16-PRESS"))));
    }
    for code in CHECK_IN {
        let parts = PolicyParts {
            presence: Some(Presence { check_in: true, opens_before_minutes: 15, release_after_minutes: 15 }),
            ..PolicyParts::default()
        };
        rules.extend(room(code).map(|id: BookableId| (id.into(), parts)));
    }
    for (scope, parts) in rules {
        set_policy(engine, &tx, cx, SetPolicy { scope, valid_from: None, parts }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whoever goes to the airport at five does not wait for the house to open.
pub(super) async fn set_for_vehicles(db: &Db, cx: &Ctx) -> Result<()> {
    let vehicles = fleet::queries::all(db.into()).await?;
    let tx = db.begin(cx).await?;
    let parts =
        PolicyParts { hours: Some(Hours::always()), window: Some(window(7 * 24 * 60)), ..PolicyParts::default() };
    for vehicle in vehicles {
        booking::commands::policies::set_policy(&tx, cx, vehicle.id.into(), &vehicle.chain(), cx.now, &parts).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn window(max_duration_minutes: i64) -> Window {
    Window {
        min_notice_minutes: None,
        horizon_days: Some(400),
        min_duration_minutes: Some(15),
        max_duration_minutes: Some(max_duration_minutes),
        grid_minutes: Some(15),
    }
}

fn of_site(from: u32, to: u32, open_on_closed_days: bool) -> PolicyParts {
    let time = |hour: u32| TimeOfDay::from_minutes(hour * 60);
    let day: Vec<Open> = time(from).zip(time(to)).map(|(from, to)| Open { from, to }).into_iter().collect();
    PolicyParts {
        hours: Some(Hours::every_day(day, open_on_closed_days)),
        window: Some(window(14 * 60)),
        audience: Some(Audience { may_override: Who::roles(&[Role::RoomManager]), ..Audience::default() }),
        buffers: Some(Buffers::default()),
        ..PolicyParts::default()
    }
}

/// `holds`: whether a request keeps its slot, or several may compete for it.
fn with_approval(holds: bool) -> PolicyParts {
    PolicyParts {
        approval: Some(Approval { stages: vec![Stage { approvers: Who::roles(&[Role::Approver]) }], holds }),
        ..PolicyParts::default()
    }
}
