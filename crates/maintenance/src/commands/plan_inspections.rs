//! Plans the inspections that come up.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use db::{Db, WriteTx, sql::Raw};
use kernel::{
    Ctx, Entry, Names, WallTime,
    id::{InspectionId, InstallationId},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

use super::{
    Step, Triage,
    report::{New, insert, locate},
    triage,
};
use crate::{
    TicketError,
    entity::inspection,
    inspecting::{self, DueEntry, Scope},
    model::{
        inspection::{DueStanding, InspectionState},
        priority::{Impact, Urgency},
        ticket::{MAX_TITLE, TicketKind},
    },
};

/// Plans the inspections whose lead time has begun, each with a ticket; answers how many. Whatever was not planned on its
/// day, because nobody swept, is planned now. An installation that cannot be dealt with does not keep the others from it.
pub async fn plan_inspections(db: &Db, cx: &Ctx) -> Result<u64, TicketError> {
    let due = inspecting::due(db.read(), &Scope::default(), cx.now).await?;
    let comes_up = due.iter().filter(|entry| must_be_planned(entry));
    let installations: BTreeSet<InstallationId> = comes_up.map(|entry| entry.installation.id).collect();
    let (mut planned, mut failed) = (0, None);
    for installation in installations {
        match plan_those_of(db, cx, installation).await {
            Ok(count) => planned += count,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(planned), Err)
}

fn must_be_planned(entry: &DueEntry) -> bool {
    entry.awaited.is_none() && matches!(entry.standing, DueStanding::Due | DueStanding::Overdue)
}

/// Plans what comes up of one installation, under its lock.
async fn plan_those_of(db: &Db, cx: &Ctx, installation: InstallationId) -> Result<u64, TicketError> {
    let tx = db.begin(cx).await?;
    lock_installation(&tx, installation).await?;
    let scope = Scope { installation: Some(installation), ..Scope::default() };
    let due = inspecting::due(&tx, &scope, cx.now).await?;
    let known: BTreeSet<(String, String, String)> = inspection::Entity::find()
        .filter(inspection::Column::InstallationId.eq(installation))
        .all(&tx)
        .await?
        .into_iter()
        .map(|row| (row.regime_code, row.interval_code, row.due_on))
        .collect();
    let mut planned = 0;
    for entry in due.iter().filter(|entry| must_be_planned(entry)) {
        let Some(day) = entry.due_on else { continue };
        if !known.contains(&(entry.regime.row.code.clone(), entry.interval.code.clone(), day.to_string())) {
            plan_one(&tx, cx, entry, day).await?;
            planned += 1;
        }
    }
    tx.commit().await?;
    Ok(planned)
}

/// Lets nobody else plan or record inspections of an installation.
pub(super) async fn lock_installation(tx: &WriteTx, id: InstallationId) -> Result<(), TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM installation WHERE id = ").bind(id.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

async fn plan_one(tx: &WriteTx, cx: &Ctx, entry: &DueEntry, day: NaiveDate) -> Result<(), TicketError> {
    let on = &entry.installation;
    let due_at = WallTime::midnight(day).instant_or_next(on.zone);
    let new = New {
        title: title(&on.code, &entry.regime.row.names, &entry.interval.names),
        description: Some(entry.regime.row.legal_basis.clone()),
        spot: locate(tx, None, Some(on.id)).await?,
        kind: TicketKind::Inspection,
        impact: Impact::Room,
        urgency: Urgency::CanWait,
        reporter: None,
        guest: None,
        opened_from: None,
        clock_from: due_at.max(cx.now),
    };
    let ticket = insert(tx, cx, new).await?.id;
    let step = Step { id: ticket, seen: None, reason: None };
    let (impact, urgency) = (Impact::Room, Urgency::CanWait);
    triage(tx, cx, Triage { step, impact, urgency, team: None, kind: None }).await?;
    let row = inspection::Model {
        id: InspectionId::new(&*cx.ids),
        installation_id: on.id,
        site_id: on.site.0,
        regime_id: entry.regime.row.id,
        regime_code: entry.regime.row.code.clone(),
        interval_code: entry.interval.code.clone(),
        due_on: day.to_string(),
        state: InspectionState::Planned,
        scheduled_on: None,
        performed_on: None,
        performer: None,
        note: None,
        reason: None,
        out_of_service: false,
        ticket_id: Some(ticket),
        created_at: cx.now,
        version: 1,
    };
    let id = row.id;
    let data = json!({
        "installation_id": row.installation_id, "regime": row.regime_code, "interval": row.interval_code,
        "due_on": row.due_on, "ticket_id": ticket,
    });
    inspection::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    tx.record(Entry::new("inspection.planned", "inspection", id).data(data));
    Ok(())
}

/// What the ticket is called: a ticket has one title for everybody, so both languages of a Belgian house stand in it.
fn title(code: &str, regime: &Names, interval: &Names) -> String {
    let one = |lang| format!("{} ({})", regime.get(lang), interval.get(lang));
    let (nl, fr) = (one(kernel::Lang::Nl), one(kernel::Lang::Fr));
    let words = if nl == fr { nl } else { format!("{nl} / {fr}") };
    format!("{code}: {words}").chars().take(MAX_TITLE).collect()
}
