//! Inspections: what is due, what is planned, and what was found.

use std::collections::HashMap;

use buildings::attachments::{Attachment, AttachmentOwner, SubjectKind};
use chrono::NaiveDate;
use db::{Conn, DbError, sql::Raw};
use kernel::{
    Ctx, Instant, Names, WallTime, Zone,
    id::{AttachmentId, InspectionId, RemarkId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::line::{Labelled, PersonRef, label};
use crate::{
    TicketError,
    entity::{inspection, inspection_remark},
    inspecting::{Scope, day},
    model::{
        inspection::{InspectionState, InspectionVerb, PerformerKind, RemarkState, repair_by},
        state::TicketState,
    },
    policy::Permission,
};

/// An inspection as it stands in lists.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionLine)]
pub(crate) struct InspectionLine {
    pub(crate) id: InspectionId,
    installation: Labelled,
    /// The code of its class.
    class: String,
    class_name: String,
    site: Labelled,
    place: Labelled,
    /// The code of the rule.
    regime: String,
    regime_name: String,
    /// The code of the interval.
    interval: String,
    interval_name: String,
    #[schema(value_type = NaiveDate)]
    pub(crate) due_on: String,
    /// How many days are left until then, today on the site; null when it took place or was left out.
    days_left: Option<i64>,
    state: InspectionState,
    #[schema(value_type = Option<NaiveDate>)]
    scheduled_on: Option<String>,
    #[schema(value_type = Option<NaiveDate>)]
    performed_on: Option<String>,
    /// Who inspects.
    performer: Option<String>,
    /// The ticket that was opened for it.
    ticket_id: Option<TicketId>,
    ticket_number: Option<i64>,
    ticket_state: Option<TicketState>,
    /// How many remarks are not cleared yet.
    open_remarks: i64,
    pub(crate) version: i64,
}

/// An inspection with what was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Inspection)]
pub(crate) struct InspectionDetail {
    #[serde(flatten)]
    pub(crate) line: InspectionLine,
    legal_basis: String,
    /// Somebody who knows the law has still to confirm the rule.
    to_confirm: bool,
    /// Who may inspect.
    performer_kind: PerformerKind,
    /// How many years the reports are kept; null where the rule says nothing.
    retention_years: Option<i64>,
    /// By when the rule wants put right what does not conform; null where it says nothing, and before it took place.
    repair_by: Option<NaiveDate>,
    /// What there is to say about the result.
    note: Option<String>,
    /// Why it was left out.
    reason: Option<String>,
    /// Whether its result put the installation out of service.
    out_of_service: bool,
    reports: Vec<FileRef>,
    remarks: Vec<Remark>,
    /// What the caller may do now.
    moves: Vec<InspectionVerb>,
    /// Whether the caller may add a report.
    may_add_report: bool,
}

/// A report or proof.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InspectionFile)]
pub(crate) struct FileRef {
    id: AttachmentId,
    /// Where the bytes are; they never change.
    url: String,
    title: String,
    content_type: String,
    bytes: i64,
    created_at: Instant,
}

impl From<Attachment> for FileRef {
    fn from(file: Attachment) -> Self {
        let Attachment { id, title, content_type, bytes, created_at, .. } = file;
        Self { id, url: format!("{}/attachments/{id}", httpkit::API), title, content_type, bytes, created_at }
    }
}

/// Something that has to be done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionRemark)]
pub(crate) struct Remark {
    pub(crate) id: RemarkId,
    text: String,
    #[schema(value_type = Option<NaiveDate>)]
    deadline: Option<String>,
    state: RemarkState,
    ticket_id: Option<TicketId>,
    ticket_number: Option<i64>,
    ticket_state: Option<TicketState>,
    cleared_at: Option<Instant>,
    cleared_by: Option<PersonRef>,
    cleared_note: Option<String>,
    proof: Vec<FileRef>,
    /// Whether the caller may have a ticket opened for it now.
    may_order: bool,
    /// Whether the caller may say now that it was dealt with.
    may_clear: bool,
    version: i64,
}

/// Which inspections.
#[derive(Debug, Clone, Default)]
pub(crate) struct InspectionFilter {
    pub(crate) scope: Scope,
    pub(crate) states: Vec<InspectionState>,
    pub(crate) open_remarks: bool,
}

/// The position of an inspection in the order of a list.
pub(crate) type InspectionKey = (String, InspectionId);

const SELECT: &str = "SELECT n.*, i.code AS installation_code, i.names AS installation_names, g.names AS regime_names, \
    g.class_code, k.names AS class_names, i.place_id, p.code AS place_code, p.names AS place_names, \
    s.code AS site_code, s.names AS site_names, s.time_zone, g.legal_basis, g.to_confirm, g.performer AS performer_kind, \
    g.retention_years, g.repair_months, v.names AS interval_names, t.number AS ticket_number, t.state AS ticket_state, \
    (SELECT COUNT(*) FROM inspection_remark r WHERE r.inspection_id = n.id AND r.state <> 'cleared') AS open_remarks \
    FROM inspection n JOIN installation i ON i.id = n.installation_id JOIN inspection_regime g ON g.id = n.regime_id \
    JOIN installation_class k ON k.code = g.class_code JOIN place p ON p.id = i.place_id JOIN place s ON s.id = n.site_id \
    LEFT JOIN inspection_interval v ON v.regime_id = n.regime_id AND v.code = n.interval_code \
    LEFT JOIN ticket t ON t.id = n.ticket_id WHERE 1 = 1";

/// At most `limit` inspections that match, the latest due first, behind a position. One statement.
pub(crate) async fn inspections(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    filter: &InspectionFilter,
    after: Option<&InspectionKey>,
    limit: u64,
) -> Result<Vec<InspectionLine>, TicketError> {
    let InspectionFilter { scope, states, open_remarks } = filter;
    let mut sql = Raw::new(conn);
    sql.push(SELECT);
    scope.push(&mut sql);
    if !states.is_empty() {
        sql.push(" AND n.state IN (").bind_all(states.iter().map(|state| state.as_str())).push(")");
    }
    if *open_remarks {
        sql.push(
            " AND EXISTS (SELECT 1 FROM inspection_remark r WHERE r.inspection_id = n.id AND r.state <> 'cleared')",
        );
    }
    if let Some((due_on, id)) = after {
        sql.push(" AND (n.due_on < ").bind(due_on.as_str()).push(" OR (n.due_on = ").bind(due_on.as_str());
        sql.push(" AND n.id > ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY n.due_on DESC, n.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| line(row, cx)).collect::<Result<_, _>>()?)
}

fn line(row: &QueryResult, cx: &Ctx) -> Result<InspectionLine, DbErr> {
    let own = inspection::Model::from_query_result(row, "")?;
    let interval = row.try_get::<Option<Names>>("", "interval_names")?;
    let zone = row.try_get::<Option<Zone>>("", "time_zone")?.unwrap_or(Zone::UTC);
    let left = (day(&own.due_on)? - WallTime::at(cx.now, zone).date()).num_days();
    let place: Uuid = row.try_get("", "place_id")?;
    Ok(InspectionLine {
        id: own.id,
        installation: label(row, own.installation_id.0, "installation_code", "installation_names", cx.lang)?,
        class: row.try_get("", "class_code")?,
        class_name: row.try_get::<Names>("", "class_names")?.get(cx.lang).to_owned(),
        site: label(row, own.site_id.0, "site_code", "site_names", cx.lang)?,
        place: label(row, place, "place_code", "place_names", cx.lang)?,
        regime: own.regime_code,
        regime_name: row.try_get::<Names>("", "regime_names")?.get(cx.lang).to_owned(),
        // An interval may have been taken out of the rule since.
        interval_name: interval.map_or_else(|| own.interval_code.clone(), |names| names.get(cx.lang).to_owned()),
        interval: own.interval_code,
        due_on: own.due_on,
        days_left: own.state.is_awaited().then_some(left),
        state: own.state,
        scheduled_on: own.scheduled_on,
        performed_on: own.performed_on,
        performer: own.performer,
        ticket_id: own.ticket_id,
        ticket_number: row.try_get("", "ticket_number")?,
        ticket_state: row.try_get("", "ticket_state")?,
        open_remarks: row.try_get("", "open_remarks")?,
        version: own.version,
    })
}

/// One inspection, when the actor may see it.
pub(crate) async fn inspection(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    id: InspectionId,
) -> Result<InspectionDetail, TicketError> {
    let found = details(conn, cx, &[id]).await?.pop();
    let visible = |one: &InspectionDetail| Permission::SeeTickets.held_by(&cx.actor, &[one.line.site.id]);
    found.filter(visible).ok_or(TicketError::not_found("inspection"))
}

/// Inspections with what was found, the latest due first; four statements however many they are. Whether the caller may see
/// them is not asked.
pub(crate) async fn details(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    ids: &[InspectionId],
) -> Result<Vec<InspectionDetail>, TicketError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let uuids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut remarks = remarks(conn, cx, &uuids).await?;
    let mut reports = files(conn, SubjectKind::Inspection, &uuids).await?;
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push(" AND n.id IN (").bind_all(uuids).push(") ORDER BY n.due_on DESC, n.id");
    let mut details = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        let own = inspection::Model::from_query_result(&row, "")?;
        let performed = own.performed_on.as_deref().map(day).transpose()?;
        let may = |permission: Permission| permission.held_for_inspections(&cx.actor, own.site_id);
        let moves = InspectionVerb::ALL.iter().copied();
        let months: Option<i64> = row.try_get("", "repair_months")?;
        details.push(InspectionDetail {
            line: line(&row, cx)?,
            legal_basis: row.try_get("", "legal_basis")?,
            to_confirm: row.try_get("", "to_confirm")?,
            performer_kind: row.try_get("", "performer_kind")?,
            retention_years: row.try_get("", "retention_years")?,
            repair_by: performed.and_then(|on| repair_by(on, months)),
            moves: moves.filter(|verb| verb.check(own.state).is_ok() && may(verb.permission())).collect(),
            may_add_report: own.state != InspectionState::Dropped && may(Permission::WorkOnTickets),
            note: own.note,
            reason: own.reason,
            out_of_service: own.out_of_service,
            reports: reports.remove(&own.id.0).unwrap_or_default(),
            remarks: remarks.remove(&own.id).unwrap_or_default(),
        });
    }
    Ok(details)
}

async fn remarks(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    of: &[Uuid],
) -> Result<HashMap<InspectionId, Vec<Remark>>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT r.*, n.site_id, t.number AS ticket_number, t.state AS ticket_state, p.name AS person_name \
         FROM inspection_remark r JOIN inspection n ON n.id = r.inspection_id LEFT JOIN ticket t ON t.id = r.ticket_id LEFT JOIN person p ON p.id = r.cleared_by WHERE r.inspection_id IN (",
    );
    sql.bind_all(of.iter().copied()).push(") ORDER BY r.inspection_id, r.position");
    let rows = conn.query_all_raw(sql.build()).await?;
    let own =
        rows.iter().map(|row| inspection_remark::Model::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = own.iter().map(|row| row.id.0).collect();
    let mut proof = files(conn, SubjectKind::Remark, &ids).await?;
    let mut all: HashMap<InspectionId, Vec<Remark>> = HashMap::new();
    for (row, own) in rows.iter().zip(own) {
        let name = row.try_get::<Option<String>>("", "person_name")?;
        let site = row.try_get("", "site_id")?;
        let may = |permission: Permission| permission.held_for_inspections(&cx.actor, site);
        let remark = Remark {
            may_order: own.state == RemarkState::Open && may(Permission::ManageMaintenance),
            may_clear: own.state != RemarkState::Cleared && may(Permission::WorkOnTickets),
            id: own.id,
            text: own.text,
            deadline: own.deadline,
            state: own.state,
            ticket_id: own.ticket_id,
            ticket_number: row.try_get("", "ticket_number")?,
            ticket_state: row.try_get("", "ticket_state")?,
            cleared_at: own.cleared_at,
            cleared_by: own.cleared_by.zip(name).map(|(id, name)| PersonRef { id, name }),
            cleared_note: own.cleared_note,
            proof: proof.remove(&own.id.0).unwrap_or_default(),
            version: own.version,
        };
        all.entry(own.inspection_id).or_default().push(remark);
    }
    Ok(all)
}

async fn files(
    conn: &impl ConnectionTrait,
    kind: SubjectKind,
    of: &[Uuid],
) -> Result<HashMap<Uuid, Vec<FileRef>>, TicketError> {
    let mut files: HashMap<Uuid, Vec<FileRef>> = HashMap::new();
    for file in buildings::queries::attachments(conn, kind, of).await? {
        files.entry(file.subject).or_default().push(file.into());
    }
    Ok(files)
}

/// What hangs on inspections and their remarks is seen by whoever sees the tickets of the site.
#[derive(Debug, Clone, Copy)]
pub struct InspectionAttachments(SubjectKind);

impl InspectionAttachments {
    /// The reports of inspections.
    pub const REPORTS: Self = Self(SubjectKind::Inspection);
    /// The proof that remarks were dealt with.
    pub const PROOF: Self = Self(SubjectKind::Remark);
}

#[async_trait::async_trait]
impl AttachmentOwner for InspectionAttachments {
    fn subject_kind(&self) -> SubjectKind {
        self.0
    }

    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError> {
        let inspection = match self.0 {
            SubjectKind::Remark => {
                let remark = inspection_remark::Entity::find_by_id(RemarkId(subject)).one(&conn).await?;
                remark.map(|remark| remark.inspection_id)
            }
            _ => Some(InspectionId(subject)),
        };
        let Some(id) = inspection else { return Ok(false) };
        let found = inspection::Entity::find_by_id(id).one(&conn).await?;
        Ok(found.is_some_and(|row| Permission::SeeTickets.held_by(&cx.actor, &[row.site_id.0])))
    }
}

impl InspectionDetail {
    /// What a paper says of it: installation, rule, day and performer.
    pub(super) fn told(&self) -> [String; 4] {
        let InspectionLine {
            installation,
            regime_name,
            interval_name,
            due_on,
            scheduled_on,
            performed_on,
            performer,
            ..
        } = &self.line;
        [
            format!("{}\n{}", installation.code, installation.name),
            format!("{regime_name}\n{interval_name}"),
            performed_on.as_ref().or(scheduled_on.as_ref()).unwrap_or(due_on).clone(),
            performer.clone().unwrap_or_default(),
        ]
    }

    /// How it stands.
    pub(super) const fn state(&self) -> InspectionState {
        self.line.state
    }

    /// What there is to say about its result, and which reports there are.
    pub(super) fn findings(&self) -> String {
        let said = self.note.iter().chain(&self.reason).cloned();
        said.chain(self.reports.iter().map(|report| report.title.clone())).collect::<Vec<_>>().join("\n")
    }

    /// What has to be done.
    pub(super) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

impl Remark {
    /// What a paper says of it: the remark, its deadline, how it stands, and the ticket or the proof.
    pub(super) fn told(&self) -> (String, String, RemarkState, String) {
        let ticket = self.ticket_number.map(|number| format!("#{number}"));
        let cleared = self.cleared_at.map(|at| at.to_utc().date_naive().to_string());
        let by = self.cleared_by.as_ref().map(|by| by.name.clone());
        let proof = self.proof.iter().map(|file| file.title.clone());
        let more: Vec<String> = ticket.into_iter().chain(cleared).chain(by).chain(proof).collect();
        (self.text.clone(), self.deadline.clone().unwrap_or_default(), self.state, more.join(", "))
    }
}
