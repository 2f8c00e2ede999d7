//! What an import of energy looks like to a caller: each line with words.

use httpkit::AppState;
use kernel::{
    BookableId, Ctx, Instant,
    id::{EnergyId, EnergyImportId},
};
use serde::Serialize;
use serde_json::{Map, json};
use utoipa::ToSchema;

use super::energy_body::EnergyNoticeBody;
use crate::{
    commands::{EnergyLine, EnergyOutcome, EnergyReport},
    model::energy::EnergyKind,
};

/// What an import did, or would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyReport)]
pub(crate) struct ReportBody {
    /// The import; none when nothing was taken, or nothing was to be.
    import_id: Option<EnergyImportId>,
    taken: u64,
    duplicates: u64,
    refused: u64,
    /// What becomes of each line, in the order of the file.
    lines: Vec<LineBody>,
}

/// A line of a statement, and what becomes of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyLine)]
pub(crate) struct LineBody {
    /// The line of the file, 1 = the header.
    line: u64,
    outcome: EnergyOutcome,
    vehicle_id: Option<BookableId>,
    vehicle_code: Option<String>,
    at: Option<Instant>,
    kind: Option<EnergyKind>,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram.
    quantity: Option<i64>,
    cents: Option<i64>,
    currency: Option<String>,
    /// What is there already.
    duplicate_of: Option<EnergyId>,
    /// The line of the file that says the same.
    duplicate_of_line: Option<u64>,
    problems: Vec<LineProblem>,
    notices: Vec<EnergyNoticeBody>,
}

/// What is wrong with a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyLineProblem)]
pub(crate) struct LineProblem {
    /// The column, by the name it has in a mapping; empty when it is about the whole line.
    column: String,
    code: String,
    /// In the caller's language.
    text: String,
}

impl ReportBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, report: EnergyReport) -> Self {
        let EnergyReport { import_id, taken, duplicates, refused, lines } = report;
        let lines = lines.into_iter().map(|line| LineBody::new(state, cx, line)).collect();
        Self { import_id, taken, duplicates, refused, lines }
    }
}

impl LineBody {
    fn new(state: &AppState, cx: &Ctx, one: EnergyLine) -> Self {
        let problems = one.problems.into_iter().map(|problem| {
            let name = state.texts.text(cx.lang, &format!("energy_column_{}", problem.field), None, &Map::new());
            let args = Map::from_iter([("column".to_owned(), json!(name.as_ref().unwrap_or(&problem.field)))]);
            let code = format!("energy_line_{}", problem.why);
            let text = state.texts.text(cx.lang, &code, None, &args);
            let text = text.or_else(|| state.texts.text(cx.lang, "energy_line_invalid", None, &args));
            LineProblem { text: text.unwrap_or_default(), column: problem.field, code: problem.why }
        });
        Self {
            line: one.line,
            outcome: one.outcome,
            vehicle_id: one.vehicle_id,
            vehicle_code: one.vehicle_code,
            at: one.at,
            kind: one.kind,
            quantity: one.quantity,
            cents: one.cents,
            currency: one.currency,
            duplicate_of: one.duplicate_of,
            duplicate_of_line: one.duplicate_of_line,
            problems: problems.collect(),
            notices: one.notices.into_iter().map(|notice| EnergyNoticeBody::new(state, cx, notice)).collect(),
        }
    }
}
