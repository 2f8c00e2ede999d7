//! What somebody without an account sees: what stands behind a QR code, and their own ticket.

use db::sql::Raw;
use kernel::{Instant, Names, PlaceId, id::InstallationId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    TicketError,
    entity::ticket,
    model::{
        state::{TicketState, TicketVerb},
        ticket::TicketEventKind,
    },
    secret,
};

/// What stands behind a QR code: names, nothing else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReportPlace)]
pub(crate) struct GuestPlace {
    /// The way to it, the site first.
    path: Vec<Names>,
    /// The installation, where the code hangs on one.
    installation: Option<Names>,
    #[serde(skip)]
    pub(crate) place: PlaceId,
    #[serde(skip)]
    pub(crate) site: PlaceId,
    #[serde(skip)]
    pub(crate) installation_id: Option<InstallationId>,
}

impl GuestPlace {
    /// Where a report goes that is made behind the code.
    pub(crate) fn spot(&self) -> (Option<PlaceId>, Option<InstallationId>) {
        (Some(self.place), self.installation_id)
    }
}

/// What stands behind a QR code that is in use.
pub(crate) async fn place_behind(conn: &impl ConnectionTrait, token: &str) -> Result<GuestPlace, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT id AS place_id FROM place WHERE retired_at IS NULL AND qr_token = ").bind(token);
    let mut installed = Raw::new(conn);
    installed.push("SELECT id, place_id, names FROM installation WHERE retired_at IS NULL AND qr_token = ").bind(token);
    let (place, installation, installation_id) = if let Some(row) = conn.query_one_raw(sql.build()).await? {
        (row.try_get::<PlaceId>("", "place_id")?, None, None)
    } else {
        let row = conn.query_one_raw(installed.build()).await?.ok_or(TicketError::not_found("place"))?;
        (row.try_get("", "place_id")?, Some(row.try_get("", "names")?), Some(row.try_get("", "id")?))
    };
    let path = buildings::queries::path(conn, place).await?;
    let site = path.first().ok_or(TicketError::not_found("place"))?.site_id;
    Ok(GuestPlace {
        path: path.into_iter().map(|place| place.names).collect(),
        installation,
        place,
        site,
        installation_id,
    })
}

/// A ticket as whoever reported it without an account sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FollowedTicket)]
pub(crate) struct GuestTicket {
    number: i64,
    title: String,
    /// Of the ticket in which it goes on, where it is a duplicate.
    state: TicketState,
    /// The number of the ticket in which it goes on, where it is a duplicate.
    goes_on_in: Option<i64>,
    reported_at: Instant,
    /// What happened and is for the reporter's eyes; of both tickets, where it is a duplicate.
    events: Vec<GuestEvent>,
}

/// Something that happened, without names.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FollowedEvent)]
pub(crate) struct GuestEvent {
    at: Instant,
    kind: TicketEventKind,
    verb: Option<TicketVerb>,
    to_state: Option<TicketState>,
    /// What was said; the reason of a move.
    text: Option<String>,
}

/// The ticket behind a secret.
pub(crate) async fn followed(conn: &impl ConnectionTrait, secret: &str) -> Result<GuestTicket, TicketError> {
    let own = ticket::Entity::find()
        .filter(ticket::Column::FollowHash.eq(secret::hash(secret)))
        .one(conn)
        .await?
        .ok_or(TicketError::not_found("ticket"))?;
    let original = match own.duplicate_of {
        Some(id) => ticket::Entity::find_by_id(id).one(conn).await?,
        None => None,
    };
    let mut sql = Raw::new(conn);
    sql.push("SELECT at, kind, verb, to_state, text FROM ticket_event WHERE public AND kind IN ('moved', 'commented') AND (ticket_id = ");
    sql.bind(own.id.0);
    // Of the other ticket only what came after: what was said before was said to somebody else.
    if let Some((original, since)) = own.duplicate_of.zip(own.closed_at) {
        sql.push(" OR (ticket_id = ").bind(original.0).push(" AND at > ").bind(since.micros()).push(")");
    }
    sql.push(") ORDER BY at, id");
    let rows = conn.query_all_raw(sql.build()).await?;
    let events = rows
        .iter()
        .map(|row| {
            Ok(GuestEvent {
                at: row.try_get("", "at")?,
                kind: row.try_get("", "kind")?,
                verb: row.try_get("", "verb")?,
                to_state: row.try_get("", "to_state")?,
                text: row.try_get("", "text")?,
            })
        })
        .collect::<Result<_, sea_orm::DbErr>>()?;
    Ok(GuestTicket {
        number: own.number,
        title: own.title,
        state: original.as_ref().map_or(own.state, |original| original.state),
        goes_on_in: original.map(|original| original.number),
        reported_at: own.reported_at,
        events,
    })
}
