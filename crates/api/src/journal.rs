//! `GET /journal`: the journal, for auditors.

use axum::{extract::State, response::Response};
use db::journal::{Line, Search};
use httpkit::{ApiError, AppState, Caller, Module, Page, PagedQuery, PermissionRow};
use kernel::{Class, Instant, PersonId, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

const READ_JOURNAL: PermissionRow = PermissionRow {
    name: "read_journal",
    roles: &[Role::Auditor],
    holds: "everywhere: the journal is one for all sites",
};

pub(crate) fn module() -> Module {
    Module {
        name: "journal",
        routes: OpenApiRouter::new().routes(routes!(search_journal)),
        permissions: &[READ_JOURNAL],
        ..Module::default()
    }
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// Only what happened to this: a room, a person, a booking.
    #[serde(default)]
    subject: Option<Uuid>,
    /// Only what this person did.
    #[serde(default)]
    actor: Option<PersonId>,
    /// Only this action, or all that begin with it and a dot: `room` finds `room.created`.
    #[serde(default)]
    action: Option<String>,
    /// From this instant on.
    #[serde(default)]
    from: Option<Instant>,
    /// Before this instant.
    #[serde(default)]
    to: Option<Instant>,
}

/// A line of the journal.
#[derive(Debug, Serialize, ToSchema)]
struct JournalLine {
    /// Its id.
    id: Uuid,
    /// In which of the parallel chains it stands.
    strand: i64,
    /// Its place in that chain.
    seq: i64,
    /// When.
    at: Instant,
    /// Who; null for the system.
    actor_id: Option<PersonId>,
    /// What the person is called now.
    actor_name: Option<String>,
    /// What happened: `room.created`.
    action: String,
    /// To what kind of thing.
    subject_kind: String,
    /// To which one.
    subject_id: Uuid,
    /// From what to what, or whatever explains it.
    #[schema(value_type = Object)]
    data: serde_json::Value,
    /// Why, in the words of whoever did it.
    reason: Option<String>,
    /// The request that did it.
    request_id: String,
    /// The hash of the line, over its content and the hash of the line before.
    hash: String,
}

impl JournalLine {
    fn new(line: Line, names: &std::collections::HashMap<PersonId, String>) -> Self {
        let actor_id = line.actor.map(PersonId);
        Self {
            id: line.id,
            strand: line.strand,
            seq: line.seq,
            at: line.at,
            actor_id,
            actor_name: actor_id.and_then(|id| names.get(&id).cloned()),
            action: line.action,
            subject_kind: line.subject_kind,
            subject_id: line.subject,
            data: line.data,
            reason: line.reason,
            request_id: line.request_id,
            hash: line.hash,
        }
    }
}

/// Search the journal
///
/// Newest first. For auditors.
#[utoipa::path(get, path = "/journal", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<JournalLine>), httpkit::ReadProblems))]
async fn search_journal(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let actor = &caller.cx.actor;
    if !READ_JOURNAL.anywhere(actor) || !actor.has_any(READ_JOURNAL.roles, &[]) {
        return Err(ApiError::new(Class::Forbidden, "forbidden").with("permission", READ_JOURNAL.name));
    }
    let Filter { subject, actor, action, from, to } = filter;
    let search = Search { subject, actor: actor.map(|id| id.0), action, from, to, before: paging.after()? };
    let lines = db::journal::search(state.db.read(), search, paging.fetch()).await?;
    let people = lines.iter().filter_map(|line| line.actor.map(PersonId));
    let names = directory::queries::names_of(state.db.read(), people).await?;
    let page = Page::of(lines, &paging, |line| (line.at, line.id)).map(|line| JournalLine::new(line, &names));
    httpkit::answer(None, &page)
}
