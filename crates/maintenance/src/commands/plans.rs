//! Makes and changes plans of work that comes again.

use buildings::queries::meter_totals;
use db::{DbError, WriteTx};
use kernel::{
    Ctx, Entry, PlaceId, WallTime, Zone,
    event::Changes,
    field::{check_code, in_range},
    id::{InstallationId, PlanId, TeamId},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{add_tasks::listed, carry::lock_plan, report::locate, teams::usable};
use crate::{
    TicketError,
    entity::{maintenance_plan, plan_work},
    model::{
        plan::{CountedFrom, DAYS_AHEAD, Dates, MAX_DAYS_AHEAD, MAX_MINUTES, Readings, TriggerInput, TriggerKind},
        priority::{Impact, Urgency},
        ticket::{optional_text, title as check_title},
    },
    planning::before_today,
    policy::Permission,
};

/// A plan to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// Its short name, unique among plans.
    pub code: String,
    /// What its tickets are called.
    pub title: String,
    /// More about the work.
    pub description: Option<String>,
    /// Where; may be left out with an installation or a meter.
    pub place: Option<PlaceId>,
    /// At what; may be left out with a meter.
    pub installation: Option<InstallationId>,
    /// Who does it.
    pub team: Option<TeamId>,
    /// What is asked of the work.
    pub checklist: Option<Uuid>,
    /// Whom it touches when it is not done; a person, unless told.
    pub impact: Option<Impact>,
    /// How much that hurts; it can wait, unless told.
    pub urgency: Option<Urgency>,
    /// How long it takes; an hour, unless told.
    pub minutes: Option<i64>,
    /// What makes it due.
    pub trigger: TriggerInput,
    /// From where the next work counts; the last due date, unless told.
    pub counted_from: Option<CountedFrom>,
}

/// Makes a plan; its first work is made by the next sweep.
pub async fn add_plan(tx: &WriteTx, cx: &Ctx, input: NewPlan) -> Result<PlanId, TicketError> {
    let NewPlan {
        code,
        title,
        description,
        place,
        installation,
        team,
        checklist,
        impact,
        urgency,
        minutes,
        trigger,
        counted_from,
    } = input;
    let installation = match (&trigger, installation) {
        (TriggerInput::Meter { meter_id, .. }, None) => {
            buildings::queries::meter(tx, *meter_id).await?.map(|meter| meter.installation_id)
        }
        (_, installation) => installation,
    };
    let spot = locate(tx, place, installation).await?;
    Permission::ManageMaintenance.require(&cx.actor, &[spot.site.0])?;
    let mut row = maintenance_plan::Model {
        id: PlanId::new(&*cx.ids),
        code: check_code("code", &code)?,
        title: check_title(&title)?,
        description: optional_text("description", description.as_deref())?,
        site_id: spot.site,
        place_id: place,
        installation_id: installation,
        team_id: team,
        checklist_id: checklist,
        impact: impact.unwrap_or(Impact::Person),
        urgency: urgency.unwrap_or(Urgency::CanWait),
        minutes: check_minutes(minutes.unwrap_or(60))?,
        trigger_kind: TriggerKind::Calendar,
        recurrence: None,
        starts_at: None,
        time_zone: None,
        dealt_until: None,
        meter_id: None,
        every_units: None,
        base_total: None,
        ahead: 0,
        counted_from: counted_from.unwrap_or(CountedFrom::LastDue),
        paused_at: None,
        retired_at: None,
        version: 1,
    };
    set_trigger(tx, cx, &mut row, trigger).await?;
    check_references(tx, team, checklist).await?;
    let (id, data) = (row.id, told(&row));
    let code = row.code.clone();
    maintenance_plan::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map_err(|error| taken(&code, error))?;
    tx.record(Entry::new("plan.added", "plan", id).data(data));
    Ok(id)
}

/// Changes to a plan: what is absent stays as it is. Tickets that were made stay too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanPatch {
    /// Its short name.
    pub code: Option<String>,
    /// What its tickets are called.
    pub title: Option<String>,
    /// More about the work.
    pub description: Option<Option<String>>,
    /// Who does it.
    pub team: Option<Option<TeamId>>,
    /// What is asked of the work.
    pub checklist: Option<Option<Uuid>>,
    /// Whom it touches when it is not done.
    pub impact: Option<Impact>,
    /// How much that hurts.
    pub urgency: Option<Urgency>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// What makes it due, all of it; counts from now on, or from the last date for which work was made.
    pub trigger: Option<TriggerInput>,
    /// From where the next work counts.
    pub counted_from: Option<CountedFrom>,
}

/// Changes a plan; nothing is written when nothing changes.
pub async fn change_plan(
    tx: &WriteTx,
    cx: &Ctx,
    id: PlanId,
    seen: Option<i64>,
    patch: PlanPatch,
) -> Result<PlanId, TicketError> {
    let before = managed(tx, cx, id, seen).await?;
    if before.retired_at.is_some() {
        return Err(TicketError::field("id", "retired"));
    }
    let PlanPatch { code, title, description, team, checklist, impact, urgency, minutes, trigger, counted_from } =
        patch;
    let mut after = before.clone();
    if let Some(code) = code {
        after.code = check_code("code", &code)?;
    }
    if let Some(title) = title {
        after.title = check_title(&title)?;
    }
    if let Some(description) = description {
        after.description = optional_text("description", description.as_deref())?;
    }
    check_references(tx, team.flatten(), checklist.flatten()).await?;
    after.team_id = team.unwrap_or(after.team_id);
    after.checklist_id = checklist.unwrap_or(after.checklist_id);
    after.impact = impact.unwrap_or(after.impact);
    after.urgency = urgency.unwrap_or(after.urgency);
    after.minutes = check_minutes(minutes.unwrap_or(after.minutes))?;
    after.counted_from = counted_from.unwrap_or(after.counted_from);
    if let Some(trigger) = trigger {
        set_trigger(tx, cx, &mut after, trigger).await?;
    }
    if let (Some(rule), Some(start), Some(zone)) = (&after.recurrence, after.starts_at, after.time_zone) {
        Dates::check(rule, start, zone, after.counted_from)?;
    }
    write(tx, &before, after, "plan.changed").await
}

/// Makes no more work until it is resumed.
pub async fn pause_plan(tx: &WriteTx, cx: &Ctx, id: PlanId, seen: Option<i64>) -> Result<PlanId, TicketError> {
    let before = managed(tx, cx, id, seen).await?;
    let after = maintenance_plan::Model { paused_at: Some(before.paused_at.unwrap_or(cx.now)), ..before.clone() };
    write(tx, &before, after, "plan.paused").await
}

/// Makes work again. Dates that were missed meanwhile are not made up; what counts from the last work, or from a reading, is
/// due as it would have been.
pub async fn resume_plan(tx: &WriteTx, cx: &Ctx, id: PlanId, seen: Option<i64>) -> Result<PlanId, TicketError> {
    let before = managed(tx, cx, id, seen).await?;
    let mut after = maintenance_plan::Model { paused_at: None, ..before.clone() };
    if let (Some(dealt), Some(zone), CountedFrom::LastDue) = (before.dealt_until, before.time_zone, before.counted_from)
        && before.paused_at.is_some()
    {
        after.dealt_until = Some(dealt.max(before_today(cx.now, zone)));
    }
    write(tx, &before, after, "plan.resumed").await
}

/// Makes no more work, for ever. Tickets that were made stay.
pub async fn retire_plan(tx: &WriteTx, cx: &Ctx, id: PlanId, seen: Option<i64>) -> Result<PlanId, TicketError> {
    let before = managed(tx, cx, id, seen).await?;
    let after = maintenance_plan::Model { retired_at: Some(before.retired_at.unwrap_or(cx.now)), ..before.clone() };
    write(tx, &before, after, "plan.retired").await
}

/// The plan, locked, when the actor manages it and saw that version.
async fn managed(
    tx: &WriteTx,
    cx: &Ctx,
    id: PlanId,
    seen: Option<i64>,
) -> Result<maintenance_plan::Model, TicketError> {
    lock_plan(tx, id).await?;
    let row = maintenance_plan::Entity::find_by_id(id).one(tx).await?.ok_or(TicketError::not_found("plan"))?;
    if !Permission::SeeTickets.held_by(&cx.actor, &[row.site_id.0]) {
        return Err(TicketError::not_found("plan"));
    }
    Permission::ManageMaintenance.require(&cx.actor, &[row.site_id.0])?;
    kernel::Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

async fn write(
    tx: &WriteTx,
    before: &maintenance_plan::Model,
    mut after: maintenance_plan::Model,
    action: &'static str,
) -> Result<PlanId, TicketError> {
    if after == *before {
        return Ok(before.id);
    }
    after.version = before.version + 1;
    let changes = match (told(before), told(&after)) {
        (Value::Object(before), Value::Object(after)) => {
            let each = |changes: Changes, (name, value): (&String, &Value)| changes.field(name, &before[name], value);
            Value::from(after.iter().fold(Changes::default(), each))
        }
        (_, after) => after,
    };
    maintenance_plan::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(maintenance_plan::Column::Id.eq(after.id))
        .exec(tx)
        .await
        .map_err(|error| taken(&after.code, error))?;
    tx.record(Entry::new(action, "plan", after.id).data(changes));
    Ok(after.id)
}

/// What the journal says of a plan.
fn told(row: &maintenance_plan::Model) -> Value {
    json!({
        "code": row.code, "title": row.title, "description": row.description, "site_id": row.site_id,
        "place_id": row.place_id, "installation_id": row.installation_id, "team_id": row.team_id,
        "checklist_id": row.checklist_id, "impact": row.impact, "urgency": row.urgency, "minutes": row.minutes,
        "trigger": row.trigger_kind, "rule": row.recurrence, "start": row.starts_at, "time_zone": row.time_zone,
        "meter_id": row.meter_id, "every": row.every_units, "base_total": row.base_total, "ahead": row.ahead,
        "counted_from": row.counted_from, "paused": row.paused_at.is_some(), "retired": row.retired_at.is_some(),
    })
}

/// Takes over what makes the work due. It counts from now on, or from the last date for which work was made already.
async fn set_trigger(
    tx: &WriteTx,
    cx: &Ctx,
    row: &mut maintenance_plan::Model,
    input: TriggerInput,
) -> Result<(), TicketError> {
    match input {
        TriggerInput::Calendar { rule, start, time_zone, days_ahead } => {
            let zone = match time_zone {
                Some(zone) => zone,
                None => buildings::queries::site(tx, row.site_id).await?.time_zone.unwrap_or(Zone::UTC),
            };
            let ahead = days_ahead.unwrap_or(DAYS_AHEAD);
            in_range("trigger.days_ahead", ahead, 0, MAX_DAYS_AHEAD)?;
            let dates = Dates::check(&rule, start, zone, row.counted_from)?;
            let last = plan_work::Entity::find()
                .filter(plan_work::Column::PlanId.eq(row.id))
                .order_by_desc(plan_work::Column::Position)
                .one(tx)
                .await?;
            let made = last.and_then(|work| work.due_at).map(|at| WallTime::at(at, zone));
            let dealt = made.into_iter().chain([before_today(cx.now, zone)]).max();
            row.trigger_kind = TriggerKind::Calendar;
            (row.recurrence, row.starts_at) = (Some(dates.rule.as_str().to_owned()), Some(dates.start));
            (row.time_zone, row.dealt_until, row.ahead) = (Some(zone), dealt, ahead);
            (row.meter_id, row.every_units, row.base_total) = (None, None, None);
        }
        TriggerInput::Meter { meter_id, every, units_ahead, counted_total } => {
            let refuse = |field, code| TicketError::field(field, code);
            let readings = Readings::check(every, units_ahead.unwrap_or(0))?;
            let meter = buildings::queries::meter(tx, meter_id).await?.ok_or(refuse("trigger.meter_id", "unknown"))?;
            if meter.retired {
                return Err(refuse("trigger.meter_id", "retired"));
            }
            if Some(meter.installation_id) != row.installation_id {
                return Err(refuse("trigger.meter_id", "invalid"));
            }
            let now = meter_totals(tx, &[meter_id], None).await?.get(&meter_id).map(|total| total.total);
            let base = counted_total.or(now).ok_or(refuse("trigger.counted_total", "required"))?;
            in_range("trigger.counted_total", base, 0, now.unwrap_or(i64::MAX / 4))?;
            row.trigger_kind = TriggerKind::Meter;
            (row.recurrence, row.starts_at, row.time_zone, row.dealt_until) = (None, None, None, None);
            (row.meter_id, row.every_units, row.base_total) = (Some(meter_id), Some(readings.every), Some(base));
            row.ahead = readings.ahead;
        }
    }
    Ok(())
}

async fn check_references(tx: &WriteTx, team: Option<TeamId>, checklist: Option<Uuid>) -> Result<(), TicketError> {
    if let Some(team) = team {
        usable(tx, team).await?;
    }
    if let Some(list) = checklist
        && listed(tx, list).await?.is_none()
    {
        return Err(TicketError::field("checklist_id", "unknown"));
    }
    Ok(())
}

fn check_minutes(minutes: i64) -> Result<i64, TicketError> {
    in_range("minutes", minutes, 1, MAX_MINUTES)?;
    Ok(minutes)
}

fn taken(code: &str, error: sea_orm::DbErr) -> TicketError {
    let error = DbError::from(error);
    let is_taken = error.is_unique("maintenance_plan_code_uq", "maintenance_plan.code");
    if is_taken { TicketError::code_taken(code.to_owned()) } else { TicketError::Db(error) }
}
