//! Whether somebody may see a ticket, and what they are to it.

use buildings::attachments::{AttachmentOwner, SubjectKind};
use db::{Conn, DbError, sql::Raw};
use kernel::{Ctx, id::TicketId};
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::{
    TicketError,
    entity::ticket,
    policy::{Sight, Ties},
};

/// What the actor is to a ticket.
pub(crate) async fn ties(conn: &impl ConnectionTrait, cx: &Ctx, ticket: &ticket::Model) -> Result<Ties, TicketError> {
    let ties = Ties {
        site: ticket.site_id,
        reporter: ticket.reporter_id,
        assignee: ticket.assignee_id,
        in_team: false,
        follows: false,
        did_work: false,
    };
    let Some(me) = cx.actor.person else { return Ok(ties) };
    let mut sql = Raw::new(conn);
    sql.push("SELECT (SELECT COUNT(*) FROM ticket_follower WHERE ticket_id = ").bind(ticket.id.0);
    sql.push(" AND person_id = ").bind(me.0);
    sql.push(
        ") + (SELECT COUNT(*) FROM ticket_mention m JOIN ticket_event e ON e.id = m.event_id WHERE e.ticket_id = ",
    );
    sql.bind(ticket.id.0).push(" AND m.person_id = ").bind(me.0);
    sql.push(") AS follows, (SELECT COUNT(*) FROM work_log WHERE ticket_id = ").bind(ticket.id.0);
    sql.push(" AND kind = 'time' AND struck_at IS NULL AND person_id = ").bind(me.0);
    sql.push(") AS worked, (SELECT COUNT(*) FROM team_member WHERE person_id = ").bind(me.0);
    match ticket.team_id {
        Some(team) => sql.push(" AND team_id = ").bind(team.0),
        None => sql.push(" AND 1 = 0"),
    };
    sql.push(") AS teams");
    let missing = || DbError::from(sea_orm::DbErr::RecordNotFound("ties".into()));
    let row = conn.query_one_raw(sql.build()).await?.ok_or_else(missing)?;
    Ok(Ties {
        in_team: row.try_get::<i64>("", "teams")? > 0,
        follows: row.try_get::<i64>("", "follows")? > 0,
        did_work: row.try_get::<i64>("", "worked")? > 0 || ticket.worked_by == Some(me),
        ..ties
    })
}

/// A ticket, when the actor may see it; for others it is not there.
pub(crate) async fn visible(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    id: TicketId,
) -> Result<(ticket::Model, Ties), TicketError> {
    let row = ticket::Entity::find_by_id(id).one(conn).await?.ok_or(TicketError::not_found("ticket"))?;
    let ties = ties(conn, cx, &row).await?;
    if ties.sight(&cx.actor) == Sight::None { Err(TicketError::not_found("ticket")) } else { Ok((row, ties)) }
}

/// What hangs on tickets is seen by whoever sees the ticket.
#[derive(Debug, Clone, Copy, Default)]
pub struct TicketAttachments;

#[async_trait::async_trait]
impl AttachmentOwner for TicketAttachments {
    fn subject_kind(&self) -> SubjectKind {
        SubjectKind::Ticket
    }

    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError> {
        match visible(&conn, cx, TicketId(subject)).await {
            Ok(_) => Ok(true),
            Err(TicketError::Db(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }
}
