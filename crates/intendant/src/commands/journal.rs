//! `intendant journal verify|list|follow`.

use std::{io::Write as _, time::Duration};

use anyhow::{Context as _, Result};
use clap::Subcommand;
use db::{
    Db,
    journal::{self, Line, Search},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::End;
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

/// How many lines are fetched at once.
const PAGE: u64 = 500;

#[derive(Debug, Subcommand)]
pub(crate) enum Journal {
    /// Recompute the chains of hashes; exit code 2 when a line was changed or is missing
    Verify,
    /// Print the newest lines
    List {
        /// How many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Only what happened to this id
        #[arg(long)]
        subject: Option<Uuid>,
        /// Only this action, or all that begin with it and a dot
        #[arg(long)]
        action: Option<String>,
        /// As JSON, one object a line
        #[arg(long)]
        json: bool,
    },
    /// Print new lines as JSON, one object a line, each at least once; remembers how far this consumer is
    Follow {
        /// Who follows: each name has a position of its own, and begins at the beginning
        #[arg(long)]
        consumer: String,
        /// End when there is nothing new, instead of waiting
        #[arg(long)]
        once: bool,
    },
}

impl Journal {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let end = match self {
            Self::Verify => match journal::verify(db.read()).await? {
                Ok(lines) => {
                    println!("{lines} lines, all chains hold");
                    End::Done
                }
                Err(broken) => {
                    println!("strand {}, line {}: {}", broken.strand, broken.seq, broken.what);
                    End::Refused
                }
            },
            Self::List { limit, subject, action, json } => {
                let search = Search { subject, action, ..Search::default() };
                for line in journal::search(db.read(), search, limit).await? {
                    if json { println!("{}", to_json(&line)) } else { println!("{}", to_text(&line)) }
                }
                End::Done
            }
            Self::Follow { consumer, once } => {
                follow(&db, &consumer, once).await?;
                End::Done
            }
        };
        db.close().await;
        Ok(end)
    }
}

/// Prints, then remembers: a crash between the two prints a line twice, never not at all.
async fn follow(db: &Db, consumer: &str, once: bool) -> Result<()> {
    loop {
        let lines = journal::pending(db.read(), consumer, PAGE).await?;
        if lines.is_empty() {
            if once {
                return Ok(());
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(500)) => {}
                ended = tokio::signal::ctrl_c() => return ended.context("SIGINT cannot be caught"),
            }
            continue;
        }
        let mut out = std::io::stdout().lock();
        for line in &lines {
            writeln!(out, "{}", to_json(line))?;
        }
        out.flush()?;
        drop(out);
        let tx = db.begin(&system_context("journal-follow")).await?;
        for (index, line) in lines.iter().enumerate() {
            if lines.get(index + 1).is_none_or(|next| next.strand != line.strand) {
                journal::advance(&tx, consumer, line.strand, line.seq).await?;
            }
        }
        tx.commit().await?;
    }
}

fn to_json(line: &Line) -> Value {
    json!({
        "id": line.id, "strand": line.strand, "seq": line.seq, "at": line.at, "actor_id": line.actor, "action": line.action,
        "subject_kind": line.subject_kind, "subject_id": line.subject, "data": line.data, "reason": line.reason,
        "request_id": line.request_id, "hash": line.hash,
    })
}

fn to_text(line: &Line) -> String {
    let actor = line.actor.map_or_else(|| "system".to_owned(), |id| id.to_string());
    let reason = line.reason.as_ref().map(|reason| format!(" “{reason}”")).unwrap_or_default();
    format!("{} {actor} {} {} {}{reason}", line.at, line.action, line.subject, line.data)
}
