//! `POST /approvals/decide`: decide about several requests, each on its own.

use axum::{extract::State, response::Response};
use booking::commands::decide::{Decision, decide};
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems, answer};
use kernel::{ApprovalId, FieldError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{engine, explain};

/// How many requests one call decides about at most.
const MOST: usize = 200;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub(super) reason: Option<String>,
}

kernel::text_enum! {
    /// Yes or no.
    pub(super) enum DecisionWord {
        /// Yes.
        Approve = "approve",
        /// No; needs a reason.
        Decline = "decline",
    }
}

/// What to decide.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decisions {
    #[schema(min_items = 1, max_items = 200)]
    ids: Vec<ApprovalId>,
    decision: DecisionWord,
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: Option<String>,
}

/// What became of each request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Decided {
    items: Vec<DecidedItem>,
}

/// What became of one request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecidedItem {
    id: ApprovalId,
    /// Why it was not decided; null when it was.
    problem: Option<DecidedProblem>,
}

/// Why a request was not decided.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecidedProblem {
    #[schema(value_type = String)]
    code: &'static str,
    title: String,
    detail: Option<String>,
    status: u16,
}

/// Decides about several requests, each in a transaction of its own: what cannot be decided does not hold up the others.
#[utoipa::path(
    post, path = "/approvals/decide", request_body = Decisions,
    responses((status = 200, description = "What became of each", body = Decided), WriteProblems)
)]
pub(super) async fn decide_many(
    State(state): State<AppState>,
    caller: Caller,
    Json(Decisions { ids, decision, reason }): Json<Decisions>,
) -> Result<Response, ApiError> {
    if ids.is_empty() || ids.len() > MOST {
        let wrong = FieldError::out_of_range("ids", ids.len(), 1, MOST);
        return Err(booking::BookingError::from(wrong).into());
    }
    let decision = match decision {
        DecisionWord::Approve => Decision::Approve,
        DecisionWord::Decline => Decision::Decline,
    };
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        let problem = match one(&state, &caller, id, decision, reason.clone()).await {
            Ok(()) => None,
            Err(problem) if problem.status().is_client_error() => {
                let (cx, code) = (&caller.cx, problem.code());
                let status = problem.status().as_u16();
                let text = |code: &str| state.texts.text(cx.lang, code, None, problem.data());
                let title = text(&format!("status_{status}")).unwrap_or_else(|| code.to_owned());
                Some(DecidedProblem { code, title, detail: text(code), status })
            }
            Err(fault) => return Err(fault),
        };
        items.push(DecidedItem { id, problem });
    }
    answer(None, &Decided { items })
}

async fn one(
    state: &AppState,
    caller: &Caller,
    id: ApprovalId,
    decision: Decision,
    reason: Option<String>,
) -> Result<(), ApiError> {
    let tx = state.db.begin(&caller.cx).await?;
    match decide(engine(state), &tx, &caller.cx, id, decision, reason).await {
        Ok(_) => Ok(tx.commit().await?),
        Err(error) => {
            drop(tx);
            Err(explain(state, caller, error, None).await)
        }
    }
}
