//! A report without an account that is sent again under its key is the same report: there is nobody whose answers could be
//! kept, so what came of it is kept by the key itself.

use db::{Db, WriteTx, sql::Raw};
use kernel::{Ctx, Instant, id::TicketId};
use sea_orm::{ConnectionTrait, DbErr};

use super::report_as_guest::{GuestReport, Reported};
use crate::{TicketError, secret};

/// How long a retry finds it.
const KEPT_FOR_MINUTES: i64 = 24 * 60;

/// Under which key a report is sent, behind which code. Of both only a hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestKey {
    hash: String,
    key: String,
}

impl GuestKey {
    /// The key of a request behind a code.
    #[must_use]
    pub fn new(token: &str, key: String) -> Self {
        Self { hash: secret::hash(format!("{}.{key}", secret::hash(token))), key }
    }

    /// The secret to follow by: the same for each try, and not to be guessed by whoever knows the key alone.
    pub(super) fn secret(&self, salt: &str) -> String {
        secret::derived(salt, &self.key)
    }
}

/// What came of the report that was sent under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentBefore {
    /// What was answered.
    pub reported: Reported,
    content: String,
}

impl SentBefore {
    /// Whether it was this report, and not another one under the same key.
    #[must_use]
    pub fn is(&self, report: &GuestReport) -> bool {
        self.content == content(report)
    }
}

/// Looks whether a report was sent under a key before.
pub async fn sent_before(db: &Db, key: &GuestKey, now: Instant) -> Result<Option<SentBefore>, TicketError> {
    let mut sql = Raw::new(db.read());
    sql.push(
        "SELECT g.request_hash, g.ticket_id, g.salt, t.number FROM guest_report g JOIN ticket t ON t.id = g.ticket_id",
    )
    .push(" WHERE g.report_key = ")
    .bind(key.hash.as_str())
    .push(" AND g.expires_at > ")
    .bind(now.micros());
    let Some(row) = db.read().query_one_raw(sql.build()).await? else { return Ok(None) };
    let salt: String = row.try_get("", "salt")?;
    let reported = Reported {
        id: TicketId(row.try_get("", "ticket_id")?),
        number: row.try_get("", "number")?,
        secret: key.secret(&salt),
    };
    Ok(Some(SentBefore { reported, content: row.try_get("", "request_hash")? }))
}

/// Keeps what came of it; false when another try was faster, and this one has to be undone.
pub(super) async fn keep(
    tx: &WriteTx,
    now: Instant,
    key: &GuestKey,
    salt: &str,
    content: &str,
    ticket: TicketId,
) -> Result<bool, DbErr> {
    let mut sql = Raw::new(tx);
    sql.push("INSERT INTO guest_report (report_key, request_hash, ticket_id, salt, expires_at) VALUES (")
        .bind(key.hash.as_str())
        .push(", ")
        .bind(content)
        .push(", ")
        .bind(ticket.0)
        .push(", ")
        .bind(salt)
        .push(", ")
        .bind(now.plus_minutes(KEPT_FOR_MINUTES).micros());
    sql.push(") ON CONFLICT (report_key) DO UPDATE SET request_hash = excluded.request_hash, ticket_id = excluded.ticket_id,")
        .push(" salt = excluded.salt, expires_at = excluded.expires_at WHERE guest_report.expires_at <= ")
        .bind(now.micros());
    Ok(tx.execute_raw(sql.build()).await?.rows_affected() > 0)
}

/// Forgets what no retry will ask for any more; answers how many rows.
pub async fn forget_guest_reports(tx: &WriteTx, cx: &Ctx) -> Result<u64, TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("DELETE FROM guest_report WHERE expires_at <= ").bind(cx.now.micros());
    Ok(tx.execute_raw(sql.build()).await?.rows_affected())
}

/// What makes two reports the same: what they say, however the form was packed.
pub(super) fn content(report: &GuestReport) -> String {
    let GuestReport { token, title, description, name, email, language, photo, key: _ } = report;
    let photo = photo.as_ref().map(|photo| secret::hash(&photo.jpeg));
    secret::hash(format!("{:?}", (token, title, description, name, email, language.as_str(), photo)))
}
