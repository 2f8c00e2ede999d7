//! What happens to an inspection: it is scheduled, takes place, is judged, or is left out.

use buildings::commands::{PutOutOfService, put_out_of_service};
use chrono::NaiveDate;
use db::{DbError, WriteTx, sql::Raw};
use kernel::{
    Ctx, Entry, WallTime, Zone,
    field::one_line,
    id::{InspectionId, InstallationId, RemarkId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use super::{
    follow_inspection::{WentOn, follow},
    inspection_files::order_remark,
    plan_inspections::lock_installation,
};
use crate::{
    TicketError,
    entity::{inspection, inspection_regime, inspection_remark},
    inspecting::{self, day},
    model::{
        inspection::{
            InspectionResult, InspectionState, InspectionVerb, MAX_REMARK, MAX_REMARKS, RemarkState, repair_by,
        },
        ticket::{MAX_REASON, optional_text, text},
    },
    policy::Permission,
};

/// The longest name of whoever inspects, in characters.
const MAX_PERFORMER: usize = 200;

/// Which inspection, and the version the caller decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfInspection {
    /// Which one.
    pub id: InspectionId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Says when who comes; also once more.
pub async fn schedule_inspection(
    tx: &WriteTx,
    cx: &Ctx,
    of: OfInspection,
    on: NaiveDate,
    performer: &str,
) -> Result<InspectionId, TicketError> {
    let (mut row, zone) = begin(tx, cx, of, InspectionVerb::Schedule).await?;
    if on < today(cx, zone) {
        return Err(TicketError::field("on", "in_the_past"));
    }
    (row.state, row.scheduled_on) = (InspectionState::Scheduled, Some(on.to_string()));
    row.performer = Some(check_performer(performer)?);
    let data = json!({ "on": on, "performer": row.performer });
    finish(tx, row, "inspection.scheduled", data, None).await
}

/// Says that it took place; its ticket is done with that.
pub async fn perform_inspection(
    tx: &WriteTx,
    cx: &Ctx,
    of: OfInspection,
    on: NaiveDate,
    performer: Option<&str>,
) -> Result<InspectionId, TicketError> {
    let (mut row, zone) = begin(tx, cx, of, InspectionVerb::Perform).await?;
    check_performed(cx, zone, on)?;
    check_after_last(tx, &row, on).await?;
    let performer = performer.map(check_performer).transpose()?.or(row.performer.take());
    row.performer = Some(performer.ok_or(TicketError::field("performer", "required"))?);
    (row.state, row.performed_on) = (InspectionState::Performed, Some(on.to_string()));
    let data = json!({ "on": on, "performer": row.performer });
    follow(tx, cx, row.ticket_id, row.id, WentOn::TookPlace(None)).await?;
    finish(tx, row, "inspection.performed", data, None).await
}

/// What an inspection found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the installation may be used.
    pub result: InspectionResult,
    /// What there is to say about it.
    pub note: Option<String>,
    /// What has to be done; none with what is well, at least one with everything else.
    pub remarks: Vec<NewRemark>,
    /// Whether the installation is put out of service; only what does not conform is.
    pub out_of_service: bool,
}

/// Something that has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemark {
    /// What.
    pub text: String,
    /// By when; where nothing is told, what does not conform is put right as the rule says.
    pub deadline: Option<NaiveDate>,
    /// Whether a ticket is opened for it at once.
    pub order: bool,
}

/// Says what was found. The report must hang on it by then. Its ticket is filed, whatever was found: each remark that has to
/// be worked on gets one of its own.
pub async fn judge_inspection(
    tx: &WriteTx,
    cx: &Ctx,
    of: OfInspection,
    input: Judgement,
) -> Result<InspectionId, TicketError> {
    let (mut row, _) = begin(tx, cx, of, InspectionVerb::Judge).await?;
    let Judgement { result, note, remarks, out_of_service } = input;
    let refuse = TicketError::field;
    if !result.takes(remarks.len()) || remarks.len() > MAX_REMARKS {
        let why = if remarks.is_empty() {
            "required"
        } else if remarks.len() > MAX_REMARKS {
            "too_many"
        } else {
            "invalid"
        };
        return Err(refuse("remarks", why));
    }
    if out_of_service && result != InspectionResult::NonConform {
        return Err(refuse("out_of_service", "invalid"));
    }
    let reports = buildings::attachments::SubjectKind::Inspection;
    if buildings::queries::attachments(tx, reports, &[row.id.0]).await?.is_empty() {
        return Err(TicketError::ReportMissing);
    }
    row.note = optional_text("note", note.as_deref())?;
    let usual = if result == InspectionResult::NonConform { usual_deadline(tx, &row).await? } else { None };
    (row.state, row.out_of_service) = (result.state(), out_of_service);
    let (mut rows, mut ordered) = (vec![], vec![]);
    for (remark, position) in remarks.into_iter().zip(1_i64..) {
        let NewRemark { text: said, deadline, order } = remark;
        let remark = inspection_remark::Model {
            id: RemarkId::new(&*cx.ids),
            inspection_id: row.id,
            position,
            text: text("remarks.text", &said, MAX_REMARK)?,
            deadline: deadline.or(usual).map(|day| day.to_string()),
            state: RemarkState::Open,
            ticket_id: None,
            cleared_at: None,
            cleared_by: None,
            cleared_note: None,
            version: 1,
        };
        ordered.extend(order.then_some(remark.id));
        rows.push(remark.into_active_model().reset_all());
    }
    let data = json!({ "result": result, "remarks": rows.len(), "out_of_service": out_of_service });
    if !rows.is_empty() {
        inspection_remark::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    if out_of_service {
        let reason = format!("{} {}: {}", row.regime_code, row.performed_on.as_deref().unwrap_or_default(), row.state);
        put_out_of_service(tx, cx, PutOutOfService { id: row.installation_id, seen: None, reason }).await?;
    }
    follow(tx, cx, row.ticket_id, row.id, WentOn::Ended).await?;
    let id = finish(tx, row, "inspection.judged", data, None).await?;
    for remark in ordered {
        order_remark(tx, cx, remark, None).await?;
    }
    Ok(id)
}

/// By when the rule wants it put right.
async fn usual_deadline(tx: &WriteTx, row: &inspection::Model) -> Result<Option<NaiveDate>, TicketError> {
    let rule = inspection_regime::Entity::find_by_id(row.regime_id).one(tx).await?;
    let performed = row.performed_on.as_deref().map(day).transpose()?;
    Ok(rule.zip(performed).and_then(|(rule, performed)| repair_by(performed, rule.repair_months)))
}

/// Leaves it out, with its ticket; the next one counts from when this one was due.
pub async fn drop_inspection(
    tx: &WriteTx,
    cx: &Ctx,
    of: OfInspection,
    reason: &str,
) -> Result<InspectionId, TicketError> {
    let (mut row, _) = begin(tx, cx, of, InspectionVerb::Drop).await?;
    let reason = text("reason", reason, MAX_REASON)?;
    (row.state, row.reason) = (InspectionState::Dropped, Some(reason.clone()));
    follow(tx, cx, row.ticket_id, row.id, WentOn::LeftOut(&reason)).await?;
    finish(tx, row, "inspection.dropped", json!({}), Some(reason)).await
}

/// An inspection that took place without having been planned here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastInspection {
    /// Of which installation.
    pub installation: InstallationId,
    /// By the rule with this code.
    pub regime: String,
    /// By the interval with this code.
    pub interval: String,
    /// On which day.
    pub performed_on: NaiveDate,
    /// By whom.
    pub performer: String,
}

/// Notes an inspection that took place without having been planned here: what was there before the system, or an additional
/// one. The next one counts from it when it is the last.
pub async fn note_inspection(tx: &WriteTx, cx: &Ctx, input: PastInspection) -> Result<InspectionId, TicketError> {
    let PastInspection { installation, regime, interval, performed_on, performer } = input;
    let found = buildings::queries::installation(tx, installation).await?;
    let on = found.ok_or(TicketError::field("installation_id", "unknown"))?;
    Permission::ManageMaintenance.require(&cx.actor, &[on.site_id.0])?;
    lock_installation(tx, installation).await?;
    let zone = zone_of(tx, on.site_id).await?;
    check_performed(cx, zone, performed_on)?;
    // The version of the rule that held then; else, for what is older than all of them, the first.
    let of_code = |one: &inspecting::Regime| one.row.code == regime && one.row.class_code == on.class;
    let rules: Vec<_> = inspecting::regimes(tx).await?.into_iter().filter(of_code).collect();
    let then = rules.iter().find(|one| one.holds_on(performed_on)).or(rules.first());
    let rule = then.ok_or(TicketError::field("regime", "unknown"))?;
    if rules.iter().all(|one| one.intervals.iter().all(|one| one.code != interval)) {
        return Err(TicketError::field("interval", "unknown"));
    }
    let row = inspection::Model {
        id: InspectionId::new(&*cx.ids),
        installation_id: installation,
        site_id: on.site_id,
        regime_id: rule.row.id,
        regime_code: regime,
        interval_code: interval,
        due_on: performed_on.to_string(),
        state: InspectionState::Performed,
        scheduled_on: None,
        performed_on: Some(performed_on.to_string()),
        performer: Some(check_performer(&performer)?),
        note: None,
        reason: None,
        out_of_service: false,
        ticket_id: None,
        created_at: cx.now,
        version: 1,
    };
    let id = row.id;
    let data = json!({
        "installation_id": installation, "regime": row.regime_code, "interval": row.interval_code, "on": performed_on,
        "performer": row.performer,
    });
    inspection::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await.map_err(
        |error| {
            let error = DbError::from(error);
            let is_taken = error.is_unique("inspection_due_uq", "inspection.installation_id");
            if is_taken { TicketError::field("performed_on", "taken") } else { TicketError::Db(error) }
        },
    )?;
    tx.record(Entry::new("inspection.noted", "inspection", id).data(data));
    Ok(id)
}

/// The inspection, locked, when the step has sense and the actor may take it.
async fn begin(
    tx: &WriteTx,
    cx: &Ctx,
    of: OfInspection,
    verb: InspectionVerb,
) -> Result<(inspection::Model, Zone), TicketError> {
    let row = may_work(tx, cx, of.id, verb.permission()).await?;
    kernel::Rejection::unless_seen(of.seen, row.version)?;
    verb.check(row.state)?;
    let zone = zone_of(tx, row.site_id).await?;
    Ok((row, zone))
}

/// The inspection, locked, when the actor may do something about it: those who manage maintenance always.
pub(super) async fn may_work(
    tx: &WriteTx,
    cx: &Ctx,
    id: InspectionId,
    permission: Permission,
) -> Result<inspection::Model, TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM inspection WHERE id = ").bind(id.0).push_postgres(" FOR UPDATE");
    tx.query_one_raw(sql.build()).await?;
    let row = inspection::Entity::find_by_id(id).one(tx).await?;
    let visible = |row: &inspection::Model| Permission::SeeTickets.held_by(&cx.actor, &[row.site_id.0]);
    let row = row.filter(visible).ok_or(TicketError::not_found("inspection"))?;
    permission.require_for_inspections(&cx.actor, row.site_id)?;
    Ok(row)
}

async fn finish(
    tx: &WriteTx,
    mut row: inspection::Model,
    action: &'static str,
    data: serde_json::Value,
    reason: Option<String>,
) -> Result<InspectionId, TicketError> {
    row.version += 1;
    let id = row.id;
    inspection::Entity::update_many()
        .set(row.into_active_model().reset_all())
        .filter(inspection::Column::Id.eq(id))
        .exec(tx)
        .await?;
    tx.record(Entry::new(action, "inspection", id).data(data).reason(reason));
    Ok(id)
}

async fn zone_of(tx: &WriteTx, site: kernel::PlaceId) -> Result<Zone, TicketError> {
    Ok(buildings::queries::site(tx, site).await?.time_zone.unwrap_or(Zone::UTC))
}

fn today(cx: &Ctx, zone: Zone) -> NaiveDate {
    WallTime::at(cx.now, zone).date()
}

/// Refuses a day on which nothing can have taken place.
fn check_performed(cx: &Ctx, zone: Zone, on: NaiveDate) -> Result<(), TicketError> {
    if on > today(cx, zone) {
        return Err(TicketError::field("performed_on", "in_the_future"));
    }
    // Lifts are inspected since there are lifts.
    if on < day("1900-01-01")? { Err(TicketError::field("performed_on", "implausible_year")) } else { Ok(()) }
}

/// Refuses a day before the last inspection of the same kind: what is awaited now comes after it, and a mistyped year would
/// end the work while the inspection stays due.
async fn check_after_last(tx: &WriteTx, row: &inspection::Model, on: NaiveDate) -> Result<(), TicketError> {
    let later = inspection::Entity::find()
        .filter(inspection::Column::InstallationId.eq(row.installation_id))
        .filter(inspection::Column::RegimeCode.eq(&row.regime_code))
        .filter(inspection::Column::IntervalCode.eq(&row.interval_code))
        .filter(inspection::Column::Id.ne(row.id))
        .filter(inspection::Column::State.is_in(InspectionResult::ALL.iter().map(|result| result.state())))
        .filter(inspection::Column::PerformedOn.gt(on.to_string()))
        .count(tx)
        .await?;
    if later > 0 { Err(TicketError::field("performed_on", "before_last_inspection")) } else { Ok(()) }
}

fn check_performer(name: &str) -> Result<String, TicketError> {
    let name = one_line("performer", name, MAX_PERFORMER)?;
    if name.is_empty() { Err(TicketError::field("performer", "required")) } else { Ok(name) }
}
