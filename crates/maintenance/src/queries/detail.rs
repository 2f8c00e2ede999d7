//! One ticket with everything that the caller may see of it.

use std::collections::HashMap;

use buildings::attachments::{Attachment, SubjectKind};
use db::sql::Raw;
use kernel::{
    Ctx, Instant, Interval, Names, PersonId,
    id::{AttachmentId, InspectionId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    access,
    line::{JOINS, PersonRef, SELECT, TicketLine, read},
    task_meters::{TaskMeter, TaskMeters},
    threats::{Threat, next_bookings, threats},
};
use crate::{
    TicketError,
    desk::Desk,
    entity::ticket,
    model::{
        inspection::InspectionState,
        state::{TicketParty, TicketState, TicketVerb},
        task::{Demands, TaskKind},
        ticket::{TicketEventKind, TicketKind, WorkKind},
    },
    policy::{Permission, Sight, Ties},
};

/// A ticket with everything that the caller may see of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ticket)]
pub(crate) struct TicketDetail {
    #[serde(flatten)]
    pub(crate) line: TicketLine,
    description: Option<String>,
    /// The way to the place in the caller's language, the site first.
    #[schema(example = "Wetstraat › Wetstraat 16 › Kelder")]
    place_path: String,
    /// Whoever reported it without an account; only for the desk.
    guest: Option<Guest>,
    /// Why it is in its state.
    reason: Option<String>,
    /// When the work began.
    started_at: Option<Instant>,
    done_at: Option<Instant>,
    closed_at: Option<Instant>,
    /// Since when it is on hold.
    held_since: Option<Instant>,
    /// Minutes of working time on hold, without the hold that is going on.
    held_minutes: i64,
    /// How often it was reopened.
    reopened_count: i64,
    /// What the reporter says of the work, 1 to 5.
    rating: Option<i64>,
    rating_note: Option<String>,
    /// The ticket that this one is the same as.
    duplicate_of: Option<Related>,
    /// The tickets that are the same as this one; only for the desk.
    duplicates: Vec<Related>,
    /// The ticket whose failed check opened this one; only for the desk.
    opened_from: Option<Related>,
    /// The inspection for which it was opened, or whose remark it is; only for the desk.
    inspection: Option<InspectionRef>,
    /// What the caller may do now with its state, in the order of the table.
    moves: Vec<MoveNow>,
    /// What else the caller may do now.
    may: May,
    /// What happened, in order: all of it for the desk, what is public for others.
    events: Vec<Event>,
    photos: Vec<PhotoRef>,
    /// Only for the desk.
    tasks: Vec<Task>,
    /// Only for the desk; costs only for those who may see them.
    work: Vec<Work>,
    /// The sums of the work that is not struck out; null where the caller does not see the work.
    work_total: Option<WorkTotal>,
    /// The bookings that depend on the place until it is mended; only for the desk.
    threats: Vec<Threat>,
}

/// Somebody without an account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketGuest)]
pub(crate) struct Guest {
    name: String,
    email: Option<String>,
    language: Option<String>,
}

/// Another ticket that has to do with this one.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RelatedTicket)]
pub(crate) struct Related {
    id: TicketId,
    number: i64,
    title: String,
    state: TicketState,
}

/// The inspection to which a ticket belongs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketInspection)]
pub(crate) struct InspectionRef {
    id: InspectionId,
    /// The name of the rule in the caller's language.
    regime_name: String,
    #[schema(value_type = chrono::NaiveDate)]
    due_on: String,
    state: InspectionState,
}

/// A move that the caller may make now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketMoveNow)]
pub(crate) struct MoveNow {
    verb: TicketVerb,
    to: TicketState,
    /// Whether it takes a reason.
    reason: bool,
    /// Whether the caller may only give it to themselves (`assign`).
    only_self: bool,
}

/// What the caller may do now, besides the moves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketMay)]
#[expect(clippy::struct_excessive_bools, reason = "each is one button")]
pub(crate) struct May {
    /// Change title and description.
    change: bool,
    /// Change everything else of the report too.
    change_all: bool,
    comment: bool,
    /// Say something that the reporter does not read.
    comment_internally: bool,
    add_photo: bool,
    log_work: bool,
    add_tasks: bool,
    answer_tasks: bool,
    rate: bool,
}

/// Something that happened to the ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketEvent)]
pub(crate) struct Event {
    id: Uuid,
    at: Instant,
    /// Who did it; null for the system and for people without an account.
    by: Option<PersonRef>,
    kind: TicketEventKind,
    verb: Option<TicketVerb>,
    from_state: Option<TicketState>,
    to_state: Option<TicketState>,
    /// What was said; the reason of a move.
    text: Option<String>,
    /// Whether the reporter reads it.
    public: bool,
    /// Who is mentioned.
    mentions: Vec<PersonRef>,
    /// What explains it.
    #[schema(value_type = Object)]
    data: Value,
}

/// A photo.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketPhoto)]
pub(crate) struct PhotoRef {
    id: AttachmentId,
    /// Where the bytes are; they never change.
    url: String,
    /// What it shows, for those who do not see it.
    alt: String,
    /// Pixels.
    width: i64,
    /// Pixels.
    height: i64,
    created_at: Instant,
}

impl From<Attachment> for PhotoRef {
    fn from(photo: Attachment) -> Self {
        let Attachment { id, title, size, created_at, .. } = photo;
        let (width, height) = size.unwrap_or_default();
        Self { id, url: format!("{}/attachments/{id}", httpkit::API), alt: title, width, height, created_at }
    }
}

/// A task of the ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketTask)]
pub(crate) struct Task {
    id: Uuid,
    kind: TaskKind,
    /// What is asked, in the caller's language.
    name: String,
    demands: Demands,
    required: bool,
    /// Of the kind of the task; null while there is none.
    #[schema(value_type = Option<Object>)]
    answer: Option<Value>,
    note: Option<String>,
    /// Whether the check failed.
    failed: bool,
    answered_by: Option<PersonRef>,
    answered_at: Option<Instant>,
    /// The ticket that the failed check opened.
    opened_ticket_id: Option<TicketId>,
    opened_ticket_number: Option<i64>,
    /// The ticket of the same plan that left it undone before.
    carried_from: Option<TicketId>,
    carried_from_number: Option<i64>,
    /// The ticket of the same plan on which it is asked again.
    carried_to: Option<TicketId>,
    carried_to_number: Option<i64>,
    /// The meter that the answer becomes a reading of; null for other kinds, and where it is not clear which.
    meter: Option<TaskMeter>,
}

/// An entry of the work log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketWork)]
pub(crate) struct Work {
    id: Uuid,
    kind: WorkKind,
    by: PersonRef,
    /// On which day.
    worked_on: String,
    minutes: Option<i64>,
    quantity: Option<i64>,
    /// Null where there are none or the caller may not see them.
    cost_cents: Option<i64>,
    note: String,
    created_at: Instant,
    struck_at: Option<Instant>,
    struck_reason: Option<String>,
}

/// The sums of the work log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketWorkTotal)]
pub(crate) struct WorkTotal {
    minutes: i64,
    /// Null where the caller may not see costs.
    cost_cents: Option<i64>,
}

/// One ticket, when the actor may see it; at most twenty statements.
pub(crate) async fn detail(conn: &impl ConnectionTrait, cx: &Ctx, id: TicketId) -> Result<TicketDetail, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push(" FROM ticket t").push(JOINS).push(" WHERE t.id = ").bind(id.0);
    let row = conn.query_one_raw(sql.build()).await?.ok_or(TicketError::not_found("ticket"))?;
    let (ticket, line) = read(&row, cx)?;
    let ties = access::ties(conn, cx, &ticket).await?;
    let sight = ties.sight(&cx.actor);
    if sight == Sight::None {
        return Err(TicketError::not_found("ticket"));
    }
    let desk = sight == Sight::Desk;
    let path = buildings::queries::path(conn, ticket.place_id).await?;
    let place_path = path.iter().map(|place| place.names.get(cx.lang)).collect::<Vec<_>>().join(" › ");
    let photos = buildings::queries::attachments(conn, SubjectKind::Ticket, &[id.0]).await?;
    let (tasks, work, threats) = if desk {
        let costs = Permission::SeeCosts.held_by(&cx.actor, &[ticket.site_id.0]);
        let threats = if ticket.state.is_open() { threats_of(conn, cx, &ticket).await? } else { vec![] };
        (tasks_of(conn, cx, &ticket).await?, Some((work_of(conn, id, costs).await?, costs)), threats)
    } else {
        (vec![], None, vec![])
    };
    let related = related(conn, &ticket).await?;
    let inspection = if desk { inspection_of(conn, cx, &ticket).await? } else { None };
    let guest = ticket.guest_name.clone().filter(|_| desk).map(|name| Guest {
        name,
        email: ticket.guest_email.clone(),
        language: ticket.guest_language.clone(),
    });
    let work_total = work.as_ref().map(|(entries, costs)| {
        let counted = || entries.iter().filter(|entry| entry.struck_at.is_none());
        WorkTotal {
            minutes: counted().filter_map(|entry| entry.minutes).sum(),
            cost_cents: costs.then(|| counted().filter_map(|entry| entry.cost_cents).sum()),
        }
    });
    let one = |id: Option<TicketId>| {
        id.and_then(|id| related.iter().find(|(one, _)| one.id == id)).map(|(one, _)| one.clone())
    };
    Ok(TicketDetail {
        line,
        place_path,
        guest,
        duplicate_of: one(ticket.duplicate_of),
        duplicates: related.iter().filter(|(_, of)| desk && *of == Some(id)).map(|(one, _)| one.clone()).collect(),
        opened_from: one(ticket.opened_from).filter(|_| desk),
        inspection,
        moves: moves_now(cx, &ticket, &ties),
        may: may(cx, &ticket, &ties),
        events: events_of(conn, cx, id, desk).await?,
        photos: photos.into_iter().map(PhotoRef::from).collect(),
        tasks,
        work: work.map(|(entries, _)| entries).unwrap_or_default(),
        work_total,
        threats,
        description: ticket.description,
        reason: ticket.reason,
        started_at: ticket.started_at,
        done_at: ticket.done_at,
        closed_at: ticket.closed_at,
        held_since: ticket.held_since,
        held_minutes: ticket.held_minutes,
        reopened_count: ticket.reopened_count,
        rating: ticket.rating,
        rating_note: ticket.rating_note,
    })
}

fn moves_now(cx: &Ctx, ticket: &ticket::Model, ties: &Ties) -> Vec<MoveNow> {
    let only_self = !ties.parties(&cx.actor).contains(&TicketParty::Dispatcher);
    TicketVerb::ALL
        .iter()
        .filter_map(|verb| ticket.state.step(*verb).ok())
        .filter(|line| ties.may_move(&cx.actor, line).is_ok())
        .map(|line| MoveNow {
            verb: line.verb,
            to: line.to,
            reason: line.reason,
            only_self: line.verb == TicketVerb::Assign && only_self,
        })
        .collect()
}

fn may(cx: &Ctx, ticket: &ticket::Model, ties: &Ties) -> May {
    let parties = ties.parties(&cx.actor);
    let (filed, state) = (ticket.state.is_filed(), ticket.state);
    let (dispatches, reported) = (parties.contains(&TicketParty::Dispatcher), parties.contains(&TicketParty::Reporter));
    let at_work = ties.is_at_work(&cx.actor) && !filed;
    May {
        change: (dispatches && !filed) || (reported && state == TicketState::New),
        change_all: dispatches && !filed,
        comment: ties.may_comment(&cx.actor),
        comment_internally: ties.is_at_work(&cx.actor),
        add_photo: ties.may_attach(&cx.actor) && !filed,
        log_work: at_work,
        add_tasks: at_work,
        answer_tasks: at_work && matches!(state, TicketState::Assigned | TicketState::InProgress | TicketState::OnHold),
        rate: reported && state.is_worked(),
    }
}

async fn threats_of(conn: &impl ConnectionTrait, cx: &Ctx, ticket: &ticket::Model) -> Result<Vec<Threat>, TicketError> {
    let until = Desk::load(conn).await?.threat_until(ticket, cx.now);
    // Most tickets threaten nothing: the short question first.
    if next_bookings(conn, &[ticket.place_id], cx.now, until).await?.is_empty() {
        return Ok(vec![]);
    }
    threats(conn, cx, ticket.place_id, Interval { start: cx.now, end: until }).await
}

async fn inspection_of(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    ticket: &ticket::Model,
) -> Result<Option<InspectionRef>, TicketError> {
    if !matches!(ticket.kind, TicketKind::Inspection | TicketKind::Remark) {
        return Ok(None);
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT n.id, n.due_on, n.state, g.names FROM inspection n JOIN inspection_regime g ON g.id = n.regime_id ",
    );
    sql.push("WHERE n.ticket_id = ").bind(ticket.id.0);
    sql.push(" OR n.id IN (SELECT inspection_id FROM inspection_remark WHERE ticket_id = ").bind(ticket.id.0).push(")");
    let read = |row: QueryResult| -> Result<InspectionRef, DbErr> {
        Ok(InspectionRef {
            id: row.try_get("", "id")?,
            regime_name: row.try_get::<Names>("", "names")?.get(cx.lang).to_owned(),
            due_on: row.try_get("", "due_on")?,
            state: row.try_get("", "state")?,
        })
    };
    Ok(conn.query_one_raw(sql.build()).await?.map(read).transpose()?)
}

async fn related(
    conn: &impl ConnectionTrait,
    ticket: &ticket::Model,
) -> Result<Vec<(Related, Option<TicketId>)>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT id, number, title, state, duplicate_of FROM ticket WHERE duplicate_of = ").bind(ticket.id.0);
    let others: Vec<_> = ticket.duplicate_of.iter().chain(&ticket.opened_from).map(|id| id.0).collect();
    if !others.is_empty() {
        sql.push(" OR id IN (").bind_all(others).push(")");
    }
    sql.push(" ORDER BY number");
    let rows = conn.query_all_raw(sql.build()).await?;
    let read = |row: &QueryResult| -> Result<(Related, Option<TicketId>), DbErr> {
        let related = Related {
            id: row.try_get("", "id")?,
            number: row.try_get("", "number")?,
            title: row.try_get("", "title")?,
            state: row.try_get("", "state")?,
        };
        Ok((related, row.try_get("", "duplicate_of")?))
    };
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn person(row: &QueryResult, id: &str, name: &str) -> Result<Option<PersonRef>, DbErr> {
    let id: Option<PersonId> = row.try_get("", id)?;
    id.map(|id| Ok(PersonRef { id, name: row.try_get("", name)? })).transpose()
}

async fn events_of(conn: &impl ConnectionTrait, cx: &Ctx, id: TicketId, desk: bool) -> Result<Vec<Event>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT m.event_id, p.id, p.name FROM ticket_mention m JOIN ticket_event e ON e.id = m.event_id \
         JOIN person p ON p.id = m.person_id WHERE e.ticket_id = ",
    );
    sql.bind(id.0).push(" ORDER BY p.search_key, p.id");
    let mut mentions: HashMap<Uuid, Vec<PersonRef>> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let mentioned = PersonRef { id: row.try_get("", "id")?, name: row.try_get("", "name")? };
        mentions.entry(row.try_get("", "event_id")?).or_default().push(mentioned);
    }
    let mut sql = Raw::new(conn);
    sql.push("SELECT e.id, e.at, e.actor_id, p.name AS actor_name, e.kind, e.verb, e.from_state, e.to_state, e.text, e.public, e.data \
         FROM ticket_event e LEFT JOIN person p ON p.id = e.actor_id WHERE e.ticket_id = ");
    sql.bind(id.0).push(" ORDER BY e.at, e.id");
    let mut events = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        let id: Uuid = row.try_get("", "id")?;
        let data: String = row.try_get("", "data")?;
        let event = Event {
            id,
            at: row.try_get("", "at")?,
            by: person(&row, "actor_id", "actor_name")?,
            kind: row.try_get("", "kind")?,
            verb: row.try_get("", "verb")?,
            from_state: row.try_get("", "from_state")?,
            to_state: row.try_get("", "to_state")?,
            text: row.try_get("", "text")?,
            public: row.try_get("", "public")?,
            mentions: mentions.remove(&id).unwrap_or_default(),
            data: serde_json::from_str(&data).unwrap_or_default(),
        };
        // Whoever is mentioned in something reads it.
        let mentioned = event.mentions.iter().any(|one| Some(one.id) == cx.actor.person);
        if desk || event.public || mentioned {
            events.push(event);
        }
    }
    Ok(events)
}

async fn tasks_of(conn: &impl ConnectionTrait, cx: &Ctx, ticket: &ticket::Model) -> Result<Vec<Task>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT k.id, k.kind, k.names, k.demands, k.required, k.answer, k.note, k.failed, k.answered_by, k.answered_at, \
         k.opened_ticket_id, p.name AS person_name, o.number AS opened_number, \
         b.id AS from_id, b.number AS from_number, n.id AS to_id, n.number AS to_number FROM task k \
         LEFT JOIN person p ON p.id = k.answered_by LEFT JOIN ticket o ON o.id = k.opened_ticket_id \
         LEFT JOIN carried_task cb ON cb.task_id = k.id LEFT JOIN task kb ON kb.id = cb.from_task_id \
         LEFT JOIN ticket b ON b.id = kb.ticket_id LEFT JOIN carried_task cn ON cn.from_task_id = k.id \
         LEFT JOIN task kn ON kn.id = cn.task_id LEFT JOIN ticket n ON n.id = kn.ticket_id WHERE k.ticket_id = ");
    sql.bind(ticket.id.0).push(" ORDER BY k.position");
    let read = |row: &QueryResult| -> Result<Task, DbErr> {
        let (names, demands): (Names, String) = (row.try_get("", "names")?, row.try_get("", "demands")?);
        let answer: Option<String> = row.try_get("", "answer")?;
        Ok(Task {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            name: names.get(cx.lang).to_owned(),
            demands: serde_json::from_str(&demands).unwrap_or_default(),
            required: row.try_get("", "required")?,
            answer: answer.and_then(|text| serde_json::from_str(&text).ok()),
            note: row.try_get("", "note")?,
            failed: row.try_get::<Option<bool>>("", "failed")?.unwrap_or_default(),
            answered_by: person(row, "answered_by", "person_name")?,
            answered_at: row.try_get("", "answered_at")?,
            opened_ticket_id: row.try_get("", "opened_ticket_id")?,
            opened_ticket_number: row.try_get("", "opened_number")?,
            carried_from: row.try_get("", "from_id")?,
            carried_from_number: row.try_get("", "from_number")?,
            carried_to: row.try_get("", "to_id")?,
            carried_to_number: row.try_get("", "to_number")?,
            meter: None,
        })
    };
    let rows = conn.query_all_raw(sql.build()).await?;
    let mut tasks: Vec<Task> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let asked = tasks.iter().map(|task| (task.kind, &task.demands));
    let meters = TaskMeters::load(conn, asked, ticket.installation_id).await?;
    for task in &mut tasks {
        task.meter = meters.shown(cx, task.kind, &task.demands);
    }
    Ok(tasks)
}

async fn work_of(conn: &impl ConnectionTrait, id: TicketId, costs: bool) -> Result<Vec<Work>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT w.*, p.name AS person_name FROM work_log w JOIN person p ON p.id = w.person_id WHERE w.ticket_id = ",
    );
    sql.bind(id.0).push(" ORDER BY w.created_at, w.id");
    let read = |row: &QueryResult| -> Result<Work, DbErr> {
        Ok(Work {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            by: PersonRef { id: row.try_get("", "person_id")?, name: row.try_get("", "person_name")? },
            worked_on: row.try_get("", "worked_on")?,
            minutes: row.try_get("", "minutes")?,
            quantity: row.try_get("", "quantity")?,
            cost_cents: row.try_get::<Option<i64>>("", "cost_cents")?.filter(|_| costs),
            note: row.try_get("", "note")?,
            created_at: row.try_get("", "created_at")?,
            struck_at: row.try_get("", "struck_at")?,
            struck_reason: row.try_get("", "struck_reason")?,
        })
    };
    Ok(conn.query_all_raw(sql.build()).await?.iter().map(read).collect::<Result<_, _>>()?)
}
