//! What can be done to tickets: one verb a file. The moves share [`moving`], which asks the table.

mod add_photo;
mod add_tasks;
mod answer_task;
mod assign;
mod cancel;
mod cannot_complete;
mod carry;
mod change_ticket;
mod checklists;
mod close;
mod comment;
mod complete;
mod follow_inspection;
mod guest_key;
mod hold;
mod inspection_files;
mod inspections;
mod judge;
mod log_work;
mod make_planned_work;
mod mark_duplicate;
mod moving;
mod plan;
mod plan_inspections;
mod plans;
mod rate;
mod regimes;
mod reject;
mod reopen;
mod report;
mod report_as_guest;
mod resume;
mod see_mention;
mod service_levels;
mod start;
mod strike_work;
mod teams;
mod throttle;
mod triage;
mod verify;
mod watch;

pub(crate) use add_photo::may_add_photo;
pub use add_photo::{AddPhoto, add_photo};
pub use add_tasks::{AddTasks, TaskSource, add_tasks};
pub use answer_task::{AnswerTask, answer_task};
pub use assign::{Assign, assign};
pub use cancel::cancel;
pub use cannot_complete::cannot_complete;
pub use change_ticket::{ChangeTicket, TicketPatch, change_ticket};
pub use checklists::{ChecklistPatch, NewChecklist, add_checklist, change_checklist};
pub use close::close;
pub use comment::{Comment, comment};
pub use complete::complete;
pub use guest_key::{GuestKey, SentBefore, forget_guest_reports, sent_before};
pub use hold::hold;
pub use inspection_files::{add_report, clear_remark, order_remark};
pub(crate) use inspection_files::{inspection_of, may_add_file};
pub use inspections::{
    Judgement, NewRemark, OfInspection, PastInspection, drop_inspection, judge_inspection, note_inspection,
    perform_inspection, schedule_inspection,
};
pub use judge::judge_anew;
pub use log_work::{LogWork, log_work};
pub use make_planned_work::make_planned_work;
pub use mark_duplicate::{MarkDuplicate, mark_duplicate};
pub use moving::Step;
pub use plan::{Plan, plan};
pub use plan_inspections::plan_inspections;
pub use plans::{NewPlan, PlanPatch, add_plan, change_plan, pause_plan, resume_plan, retire_plan};
pub use rate::{Rate, rate};
pub use regimes::{NewRegime, RegimePatch, add_regime, add_standard_regimes, change_regime};
pub use reject::reject;
pub use reopen::reopen;
pub use report::{Report, report};
pub use report_as_guest::{GuestReport, Reported, report_as_guest};
pub use resume::resume;
pub use see_mention::see_mention;
pub use service_levels::{SetServiceLevels, set_service_levels};
pub use start::start;
pub use strike_work::{StrikeWork, strike_work};
pub use teams::{NewTeam, TeamPatch, add_team, change_team, set_members};
pub use throttle::{forget_throttles, take_report};
pub use triage::{Triage, triage};
pub use verify::verify;
pub use watch::watch_service_levels;

use db::{WriteTx, sql::Raw};
use kernel::{Ctx, id::TicketId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    TicketError,
    entity::{ticket, ticket_event},
    model::ticket::TicketEventKind,
    policy::Ties,
    queries::access,
};

/// Locks tickets in the order of their ids until the transaction ends. On SQLite the transaction is the only writer.
async fn lock(tx: &WriteTx, ids: &[TicketId]) -> Result<(), TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM ticket WHERE id IN (").bind_all(ids.iter().map(|id| id.0)).push(") ORDER BY id");
    sql.push_postgres(" FOR UPDATE");
    tx.query_all_raw(sql.build()).await?;
    Ok(())
}

/// A ticket that the actor may see, locked.
async fn open(tx: &WriteTx, cx: &Ctx, id: TicketId) -> Result<(ticket::Model, Ties), TicketError> {
    lock(tx, &[id]).await?;
    access::visible(tx, cx, id).await
}

/// A ticket on which the actor may work, locked and not filed.
async fn at_work(tx: &WriteTx, cx: &Ctx, id: TicketId) -> Result<ticket::Model, TicketError> {
    let (row, ties) = open(tx, cx, id).await?;
    if !ties.is_at_work(&cx.actor) {
        return Err(TicketError::forbidden(crate::policy::Permission::WorkOnTickets.name()));
    }
    if row.state.is_filed() { Err(TicketError::NotNow(row.state)) } else { Ok(row) }
}

/// Refuses a caller who decided on an older version.
fn check_version(row: &ticket::Model, seen: Option<i64>) -> Result<(), TicketError> {
    match seen {
        Some(seen) if seen != row.version => Err(TicketError::stale(seen, row.version)),
        _ => Ok(()),
    }
}

/// Writes a ticket as it is now, as the next version.
async fn save(tx: &WriteTx, after: &ticket::Model) -> Result<(), TicketError> {
    let mut row = after.clone().into_active_model().reset_all();
    row.version = Set(after.version + 1);
    let written = ticket::Entity::update_many()
        .set(row)
        .filter(ticket::Column::Id.eq(after.id))
        .filter(ticket::Column::Version.eq(after.version))
        .exec(tx)
        .await?;
    if written.rows_affected == 0 {
        return Err(TicketError::stale(after.version, after.version + 1));
    }
    Ok(())
}

/// What is to be told of a ticket.
struct Told {
    kind: TicketEventKind,
    text: Option<String>,
    public: bool,
    data: Value,
}

impl Told {
    /// Something for the desk only.
    fn internally(kind: TicketEventKind, data: Value) -> Self {
        Self { kind, text: None, public: false, data }
    }
}

/// Tells something of a ticket; answers the id of the event.
async fn tell(tx: &WriteTx, cx: &Ctx, ticket: TicketId, told: Told) -> Result<Uuid, TicketError> {
    let Told { kind, text, public, data } = told;
    let row = event(cx, ticket, kind, text, public, &data);
    let id = row.id;
    ticket_event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(id)
}

fn event(
    cx: &Ctx,
    ticket_id: TicketId,
    kind: TicketEventKind,
    text: Option<String>,
    public: bool,
    data: &Value,
) -> ticket_event::Model {
    ticket_event::Model {
        id: cx.ids.next(),
        ticket_id,
        at: cx.now,
        actor_id: cx.actor.person,
        kind,
        verb: None,
        from_state: None,
        to_state: None,
        text,
        public,
        data: if data.is_null() { "{}".to_owned() } else { data.to_string() },
    }
}
