//! `POST /vehicles/import`

use axum::{
    extract::{Request, State},
    response::Response,
};
use buildings::sheet::Report;
use httpkit::{ApiError, AppState, Caller, Form, answer};
use kernel::Lang;
use serde::Serialize;
use serde_json::{Map, json};
use utoipa::ToSchema;

use super::body::{file_too_large, text};
use crate::{FleetError, commands, import::parse, policy::Permission};

/// The largest file, in bytes.
pub(super) const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = VehicleImport)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// CSV in UTF-8 with a header, at most 4 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `true`: nothing is kept, the report says what would be done.
    dry_run: Option<String>,
}

/// A line that cannot be taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportProblem)]
pub(crate) struct ProblemBody {
    /// The line on which the row begins, 1 = the header.
    line: u64,
    /// The column it is about; empty when it is about the whole row.
    column: String,
    /// `required`, `invalid`, `unknown`, `taken`, …
    code: String,
    /// What is wrong, in the caller's language.
    text: String,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportReport)]
pub(crate) struct ReportBody {
    /// Whether nothing was kept.
    dry_run: bool,
    /// Rows that became something new.
    added: u64,
    /// Rows that changed what is there.
    changed: u64,
    /// Rows that say what is there already.
    unchanged: u64,
    /// What could not be taken, in the order of lines.
    problems: Vec<ProblemBody>,
}

impl ReportBody {
    fn new(state: &AppState, lang: Lang, report: Report, dry_run: bool) -> Self {
        let problems = report.refused.into_iter().map(|one| {
            let data = Map::from_iter([("field".to_owned(), json!(one.field))]);
            let known = format!("field_{}", one.why);
            let said = text(state, lang, &known, &data);
            // What has no text of its own is at least invalid; its code says how.
            let said = if said == known { text(state, lang, "field_invalid", &data) } else { said };
            ProblemBody { line: one.line, column: one.field, code: one.why, text: said }
        });
        Self {
            dry_run,
            added: report.taken,
            changed: report.updated,
            unchanged: report.unchanged,
            problems: problems.collect(),
        }
    }
}

/// Takes vehicles from a CSV file, found by their code: what is new is added, what differs is changed, and the same file twice changes
/// nothing. What cannot be taken is reported and the rest goes on; with `dry_run` nothing is kept.
#[utoipa::path(post, path = "/vehicles/import", tag = "fleet",
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 200, body = ReportBody), httpkit::WriteProblems))]
pub(crate) async fn import_vehicles(
    State(state): State<AppState>,
    caller: Caller,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    Permission::ManageFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let mut form = Form::read(request, &state, "file", &["dry_run"], || file_too_large(MAX_BYTES)).await?;
    let file = Form::required(form.file(), "file")?;
    let dry_run = match form.text("dry_run").as_deref() {
        None | Some("" | "false") => false,
        Some("true") => true,
        Some(_) => return Err(FleetError::field("dry_run", "invalid").into()),
    };
    let write = caller.begin(&state).await?;
    let report = commands::take_vehicles(&write.tx, &write.cx, parse(&file[..])).await?;
    let body = ReportBody::new(&state, write.cx.lang, report, dry_run);
    // Thrown away with the transaction.
    if dry_run { answer(None, &body) } else { write.ok(None, &body).await }
}
