//! Reports without an account are counted by address and by QR code, in the database, so that all processes count
//! together.

use db::{Db, WriteTx, sql::Raw};
use kernel::{Ctx, Instant};
use sea_orm::ConnectionTrait;

use crate::{TicketError, secret};

/// How long reports are counted together.
const WINDOW_MINUTES: i64 = 60;
/// How many reports an address may send in that time.
const PER_ADDRESS: i64 = 10;
/// How many reports may come in behind one QR code in that time: a whole audience may stand before a broken door.
const PER_TOKEN: i64 = 20;

/// Counts a report, or refuses it because there were too many. Counted before anything of it is read, and whatever
/// becomes of it.
pub async fn take_report(db: &Db, cx: &Ctx, token: &str, address: Option<&str>) -> Result<(), TicketError> {
    let tx = db.begin(cx).await?;
    let mut wait = None;
    if let Some(address) = address {
        wait = count(&tx, cx.now, &format!("address:{address}"), PER_ADDRESS).await?;
    }
    if wait.is_none() {
        wait = count(&tx, cx.now, &format!("token:{}", secret::hash(token)), PER_TOKEN).await?;
    }
    tx.commit().await?;
    wait.map_or(Ok(()), |retry_after_s| Err(TicketError::TooManyReports { retry_after_s }))
}

/// Counts one under a key; answers after how many seconds it makes sense again, if it was one too many.
async fn count(tx: &WriteTx, now: Instant, key: &str, limit: i64) -> Result<Option<u32>, TicketError> {
    let over = now.plus_minutes(-WINDOW_MINUTES).micros();
    let mut sql = Raw::new(tx);
    sql.push("INSERT INTO report_throttle (throttle_key, reports, window_started_at) VALUES (").bind(key);
    sql.push(", 1, ").bind(now.micros()).push(") ON CONFLICT (throttle_key) DO UPDATE SET ");
    sql.push("reports = CASE WHEN report_throttle.window_started_at <= ").bind(over);
    sql.push(" THEN 1 ELSE report_throttle.reports + 1 END, ");
    sql.push("window_started_at = CASE WHEN report_throttle.window_started_at <= ").bind(over);
    sql.push(" THEN excluded.window_started_at ELSE report_throttle.window_started_at END ");
    sql.push("RETURNING reports, window_started_at");
    let missing = || sea_orm::DbErr::RecordNotFound("report_throttle".into());
    let row = tx.query_one_raw(sql.build()).await?.ok_or_else(missing)?;
    let (reports, since): (i64, Instant) = (row.try_get("", "reports")?, row.try_get("", "window_started_at")?);
    if reports <= limit {
        return Ok(None);
    }
    let seconds = (since.plus_minutes(WINDOW_MINUTES).micros() - now.micros()).div_euclid(1_000_000) + 1;
    Ok(Some(u32::try_from(seconds).unwrap_or(1)))
}

/// Forgets what no longer counts; answers how many rows.
pub async fn forget_throttles(tx: &WriteTx, cx: &Ctx) -> Result<u64, TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("DELETE FROM report_throttle WHERE window_started_at <= ");
    sql.bind(cx.now.plus_minutes(-WINDOW_MINUTES).micros());
    Ok(tx.execute_raw(sql.build()).await?.rows_affected())
}
