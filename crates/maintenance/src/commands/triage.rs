//! Says how bad it is and which team it is for.

use db::WriteTx;
use kernel::{
    Ctx,
    id::{TeamId, TicketId},
};
use serde_json::json;

use super::{
    judge::judge_now,
    moving::{Step, begin},
    teams::usable,
};
use crate::{
    TicketError,
    model::{
        priority::{Impact, Urgency},
        state::TicketVerb,
        ticket::TicketKind,
    },
};

/// Which ticket, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// Which one.
    pub step: Step,
    /// Whom it touches.
    pub impact: Impact,
    /// How much it hurts.
    pub urgency: Urgency,
    /// Who will do it; `None` leaves it to whoever the ticket is given to.
    pub team: Option<TeamId>,
    /// What it is about, where the reporter was wrong.
    pub kind: Option<TicketKind>,
}

/// Says how bad it is and which team it is for. Counts as acknowledging it.
pub async fn triage(tx: &WriteTx, cx: &Ctx, input: Triage) -> Result<TicketId, TicketError> {
    let Triage { step, impact, urgency, team, kind } = input;
    let mut moving = begin(tx, cx, TicketVerb::Triage, step).await?;
    if let Some(team) = team {
        usable(tx, team).await?;
    }
    let after = &mut moving.after;
    (after.impact, after.urgency, after.team_id) = (impact, urgency, team);
    after.kind = kind.unwrap_or(after.kind);
    after.acknowledged_at = Some(cx.now);
    judge_now(tx, cx, after).await?;
    let data = json!({
        "impact": impact, "urgency": urgency, "team_id": team, "priority": after.priority, "raised": after.raised,
    });
    moving.finish(tx, cx, data).await
}
