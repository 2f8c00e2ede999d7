//! `intendant check`: is what the database holds as it must be?

use anyhow::{Context as _, Result};
use clap::Args;
use db::Db;
use sea_orm::{ConnectionTrait, Statement};

use super::End;
use crate::{cli::Common, context::open_current};

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Leave out the journal, which takes longest
    #[arg(long)]
    skip_journal: bool,
}

/// One question to the database whose answer must be no row.
struct Question {
    /// What is looked for.
    what: &'static str,
    /// Counts what should not be there, as `n`.
    sql: &'static str,
}

/// By brute force on purpose: none of these trusts a constraint, a trigger or an index.
const QUESTIONS: &[Question] = &[
    Question {
        what: "exclusive occupancies of a unit that overlap",
        sql: "SELECT COUNT(*) AS n FROM occupancy a JOIN occupancy b ON a.unit_id = b.unit_id AND a.id < b.id \
              AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.exclusive AND b.exclusive",
    },
    Question {
        what: "occupancies that nothing causes",
        sql: "SELECT COUNT(*) AS n FROM occupancy o WHERE NOT EXISTS (SELECT 1 FROM occurrence c WHERE c.id = o.cause_id) \
              AND NOT EXISTS (SELECT 1 FROM closure c WHERE c.id = o.cause_id)",
    },
    Question {
        what: "occupancies of dates that are over or given up",
        sql: "SELECT COUNT(*) AS n FROM occupancy o JOIN occurrence c ON c.id = o.cause_id \
              WHERE c.state NOT IN ('held', 'requested', 'confirmed', 'in_use', 'finished')",
    },
    Question {
        what: "confirmed dates that do not occupy what they claim",
        sql: "SELECT COUNT(*) AS n FROM occurrence c JOIN claim k ON k.occurrence_id = c.id \
              JOIN bookable_unit u ON u.bookable_id = k.bookable_id WHERE c.state IN ('confirmed', 'in_use') AND NOT EXISTS \
              (SELECT 1 FROM occupancy o WHERE o.cause_id = c.id AND o.unit_id = u.unit_id AND o.exclusive)",
    },
    Question {
        what: "occupancies of lifted closures",
        sql: "SELECT COUNT(*) AS n FROM occupancy o JOIN closure c ON c.id = o.cause_id WHERE c.lifted_at IS NOT NULL",
    },
    Question {
        what: "bookings without a date",
        sql: "SELECT COUNT(*) AS n FROM booking b WHERE NOT EXISTS (SELECT 1 FROM occurrence c WHERE c.booking_id = b.id)",
    },
    Question {
        what: "dates that stand twice in their booking",
        sql: "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM occurrence WHERE COALESCE(reason, '') <> 'left_the_series' GROUP BY booking_id, original_start HAVING COUNT(*) > 1) twice",
    },
    Question {
        what: "bookables without a unit",
        sql: "SELECT COUNT(*) AS n FROM bookable b WHERE NOT EXISTS (SELECT 1 FROM bookable_unit u WHERE u.bookable_id = b.id)",
    },
    Question {
        what: "bookables whose chain of scopes does not end with themselves",
        sql: "SELECT COUNT(*) AS n FROM bookable b WHERE NOT EXISTS \
              (SELECT 1 FROM bookable_scope s WHERE s.bookable_id = b.id AND s.scope_id = b.id)",
    },
    Question {
        what: "rooms without a bookable of the kind room",
        sql: "SELECT COUNT(*) AS n FROM room r WHERE NOT EXISTS (SELECT 1 FROM bookable b WHERE b.id = r.id AND b.kind = 'room')",
    },
    Question {
        what: "places whose site is not a site",
        sql: "SELECT COUNT(*) AS n FROM place p WHERE NOT EXISTS (SELECT 1 FROM place s WHERE s.id = p.site_id AND s.kind = 'site')",
    },
    Question {
        what: "role grants for a site or unit that does not exist",
        sql: "SELECT COUNT(*) AS n FROM role_grant g WHERE (g.scope_kind = 'site' AND NOT EXISTS (SELECT 1 FROM place p WHERE p.id = g.scope_id)) \
              OR (g.scope_kind = 'org_unit' AND NOT EXISTS (SELECT 1 FROM org_unit u WHERE u.id = g.scope_id))",
    },
    Question {
        what: "waiting approvals of dates that do not wait",
        sql: "SELECT COUNT(*) AS n FROM approval a JOIN occurrence c ON c.id = a.occurrence_id WHERE a.state = 'pending' AND c.state <> 'requested'",
    },
];

impl Check {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        println!("ok    schema");
        let mut end = End::Done;
        for Question { what, sql } in QUESTIONS {
            let found = count(&db, sql).await.with_context(|| format!("cannot look for {what}"))?;
            if found == 0 {
                println!("ok    no {what}");
            } else {
                println!("WRONG {found} {what}");
                end = End::Refused;
            }
        }
        if !self.skip_journal {
            match db::journal::verify(db.read()).await? {
                Ok(lines) => println!("ok    journal: {lines} lines, all chains hold"),
                Err(broken) => {
                    println!("WRONG journal: strand {}, line {}: {}", broken.strand, broken.seq, broken.what);
                    end = End::Refused;
                }
            }
        }
        db.close().await;
        Ok(end)
    }
}

async fn count(db: &Db, sql: &str) -> Result<i64> {
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let row = db.read().query_one_raw(statement).await?.context("no answer")?;
    Ok(row.try_get("", "n")?)
}
