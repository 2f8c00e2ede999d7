//! Failed sign-ins are counted per login and per address, in the database, so that all processes count together.
//!
//! An attempt is counted before the password is looked at and given back when it was right: many guesses at the same
//! moment do not slip through between looking and counting.

use db::{Db, WriteTx, sql::Raw};
use kernel::{Ctx, Instant};
use sea_orm::ConnectionTrait;

use crate::{DirectoryError, secret};

/// How long failures are remembered.
const WINDOW_MINUTES: i64 = 15;
/// How many failures a login may have before it must wait.
const PER_LOGIN: i64 = 5;
/// How many failures an address may have before it must wait: an office sits behind one.
const PER_ADDRESS: i64 = 50;
/// The first wait; it doubles with each further failure.
const FIRST_WAIT_S: i64 = 30;
/// The longest wait.
const LONGEST_WAIT_S: i64 = 15 * 60;

/// An attempt that was counted.
#[derive(Debug)]
pub(super) struct Attempt {
    login: String,
    address: Option<String>,
}

/// Counts an attempt, or refuses it because there were too many.
pub(super) async fn take(db: &Db, cx: &Ctx, login: &str, address: Option<&str>) -> Result<Attempt, DirectoryError> {
    // The login is hashed: people type passwords into the wrong field.
    let attempt = Attempt {
        login: format!("login:{}", secret::hash(&login.to_lowercase())),
        address: address.map(|address| format!("address:{address}")),
    };
    let tx = db.begin(cx).await?;
    let mut blocked = None;
    if let Some(address) = &attempt.address {
        blocked = count(&tx, cx.now, address, PER_ADDRESS).await?;
    }
    if blocked.is_none() {
        blocked = count(&tx, cx.now, &attempt.login, PER_LOGIN).await?;
    }
    tx.commit().await?;
    match blocked {
        None => Ok(attempt),
        Some(until) => {
            let seconds = (until.micros() - cx.now.micros()).max(0).div_euclid(1_000_000) + 1;
            Err(DirectoryError::Throttled { retry_after_s: u32::try_from(seconds).unwrap_or(u32::MAX) })
        }
    }
}

/// Counts one more failure under a key; answers until when it is blocked, if it is.
async fn count(tx: &WriteTx, now: Instant, key: &str, limit: i64) -> Result<Option<Instant>, DirectoryError> {
    let over = now.plus_minutes(-WINDOW_MINUTES).micros();
    let mut sql = Raw::new(tx);
    sql.push("INSERT INTO sign_in_throttle (throttle_key, failures, window_started_at, blocked_until) VALUES (")
        .bind(key);
    sql.push(", 1, ").bind(now.micros()).push(", 0) ON CONFLICT (throttle_key) DO UPDATE SET ");
    sql.push("failures = CASE WHEN sign_in_throttle.window_started_at <= ").bind(over);
    sql.push(" THEN 1 ELSE sign_in_throttle.failures + 1 END, ");
    sql.push("window_started_at = CASE WHEN sign_in_throttle.window_started_at <= ").bind(over);
    sql.push(" THEN excluded.window_started_at ELSE sign_in_throttle.window_started_at END ");
    sql.push("WHERE sign_in_throttle.blocked_until <= ").bind(now.micros()).push(" RETURNING failures");
    let Some(row) = tx.query_one_raw(sql.build()).await? else {
        let mut sql = Raw::new(tx);
        sql.push("SELECT blocked_until FROM sign_in_throttle WHERE throttle_key = ").bind(key);
        let row = tx.query_one_raw(sql.build()).await?;
        let until = row.map(|row| row.try_get::<i64>("", "blocked_until")).transpose()?;
        return Ok(Some(Instant::from_micros(until.unwrap_or_default())));
    };
    let failures: i64 = row.try_get("", "failures")?;
    if failures >= limit {
        let mut sql = Raw::new(tx);
        // The window goes on as long as somebody keeps trying, so that the wait goes on growing.
        sql.push("UPDATE sign_in_throttle SET blocked_until = ")
            .bind(now.plus_seconds(wait_s(failures - limit)).micros());
        sql.push(", window_started_at = ").bind(now.micros()).push(" WHERE throttle_key = ").bind(key);
        tx.execute_raw(sql.build()).await?;
    }
    Ok(None)
}

fn wait_s(beyond: i64) -> i64 {
    let doublings = u32::try_from(beyond.clamp(0, 10)).unwrap_or_default();
    (FIRST_WAIT_S << doublings).min(LONGEST_WAIT_S)
}

impl Attempt {
    /// The password was right: the login starts afresh, the address gets its attempt back.
    pub(super) async fn succeeded(self, tx: &WriteTx) -> Result<(), DirectoryError> {
        if let Some(address) = self.address {
            let mut sql = Raw::new(tx);
            sql.push("UPDATE sign_in_throttle SET blocked_until = CASE WHEN failures <= ").bind(PER_ADDRESS);
            sql.push(" THEN 0 ELSE blocked_until END, failures = failures - 1 WHERE failures > 0 AND throttle_key = ")
                .bind(address);
            tx.execute_raw(sql.build()).await?;
        }
        let mut sql = Raw::new(tx);
        sql.push("DELETE FROM sign_in_throttle WHERE throttle_key = ").bind(self.login);
        tx.execute_raw(sql.build()).await?;
        Ok(())
    }
}

/// Forgets what no longer counts.
pub(super) async fn forget(tx: &WriteTx, now: Instant) -> Result<u64, DirectoryError> {
    let mut sql = Raw::new(tx);
    sql.push("DELETE FROM sign_in_throttle WHERE blocked_until <= ").bind(now.micros());
    sql.push(" AND window_started_at <= ").bind(now.plus_minutes(-WINDOW_MINUTES).micros());
    Ok(tx.execute_raw(sql.build()).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<_> = (0..7).map(wait_s).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900]);
        assert_eq!(wait_s(i64::MAX), 900);
    }
}
