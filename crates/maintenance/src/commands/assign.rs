//! Says who does it.

use db::WriteTx;
use directory::queries::{grants_of, person};
use kernel::{
    Ctx, PersonId, PlaceId, Role,
    id::{TeamId, TicketId},
};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{
    moving::{Step, begin},
    teams::usable,
};
use crate::{
    TicketError,
    entity::team_member,
    model::state::{TicketParty, TicketVerb},
    policy::Permission,
};

/// Which ticket, and who gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// Which one.
    pub step: Step,
    /// Who gets it; `None`: whoever calls takes it.
    pub to: Option<PersonId>,
    /// Which team it is for now; `None` leaves it with its team.
    pub team: Option<TeamId>,
}

/// Says who does it. A member of the team takes it; a dispatcher gives it to anybody who can work on it.
pub async fn assign(tx: &WriteTx, cx: &Ctx, input: Assign) -> Result<TicketId, TicketError> {
    let Assign { step, to, team } = input;
    let mut moving = begin(tx, cx, TicketVerb::Assign, step).await?;
    let to = to.or(cx.actor.person).ok_or(TicketError::field("assignee_id", "required"))?;
    let only_takes = !moving.ties.parties(&cx.actor).contains(&TicketParty::Dispatcher);
    if only_takes && (Some(to) != cx.actor.person || team.is_some_and(|team| Some(team) != moving.before.team_id)) {
        let permission = Permission::DispatchTickets.name();
        return Err(TicketError::NotYours { verb: TicketVerb::Assign, permission });
    }
    if let Some(team) = team {
        usable(tx, team).await?;
        moving.after.team_id = Some(team);
    }
    if !can_work(tx, cx, to, moving.after.team_id, moving.after.site_id).await? {
        return Err(TicketError::field("assignee_id", "not_a_technician"));
    }
    moving.after.assignee_id = Some(to);
    let data = json!({ "assignee_id": to, "before": moving.before.assignee_id, "team_id": moving.after.team_id });
    moving.finish(tx, cx, data).await
}

/// Whether somebody is in the team, or a technician of the site.
async fn can_work(
    tx: &WriteTx,
    cx: &Ctx,
    who: PersonId,
    team: Option<TeamId>,
    site: PlaceId,
) -> Result<bool, TicketError> {
    let known = person(tx, who).await.map_err(|_| TicketError::field("assignee_id", "unknown"))?;
    if !known.active {
        return Err(TicketError::field("assignee_id", "inactive"));
    }
    if let Some(team) = team
        && team_member::Entity::find_by_id((team, who)).one(tx).await?.is_some()
    {
        return Ok(true);
    }
    let grants = grants_of(tx, who).await?;
    Ok(grants.iter().any(|grant| {
        grant.role == Role::Technician
            && grant.scope.covers(&[site.0])
            && grant.valid_from.is_none_or(|from| from <= cx.now)
            && grant.valid_to.is_none_or(|to| cx.now < to)
    }))
}
