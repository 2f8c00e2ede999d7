//! The journal: append-only, chained by SHA-256, and read by whoever reacts to changes.

use std::collections::BTreeMap;

use kernel::{Ctx, Entry, Instant, hex};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{DbError, WriteTx, sql::Raw};

/// Into how many chains the journal is split.
pub const STRANDS: i64 = 16;

/// The hash before the first entry of a strand.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "journal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub strand: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub id: Uuid,
        pub at: i64,
        pub actor_id: Option<Uuid>,
        pub action: String,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub data: String,
        pub reason: Option<String>,
        pub request_id: String,
        pub prev_hash: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One line of the journal as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which chain.
    pub strand: i64,
    /// Its place in the chain, from 1 without gaps.
    pub seq: i64,
    /// The id by which a receiver drops a repeat.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// The person, or `None` for the system.
    pub actor: Option<Uuid>,
    /// What happened.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which one.
    pub subject: Uuid,
    /// From → to, or whatever explains it.
    pub data: Value,
    /// Why.
    pub reason: Option<String>,
    /// The request that did it.
    pub request_id: String,
    /// The hash of the line before.
    pub prev_hash: String,
    /// The hash of this line.
    pub hash: String,
}

impl Line {
    /// What the hash is taken over, besides the hash of the line before.
    fn digest(&self) -> String {
        let content = json!({
            "strand": self.strand, "seq": self.seq, "id": self.id, "at": self.at.micros(), "actor": self.actor,
            "action": self.action, "subject_kind": self.subject_kind, "subject": self.subject,
            "data": self.data, "reason": self.reason, "request_id": self.request_id,
        });
        let mut hasher = Sha256::new();
        hasher.update(self.prev_hash.as_bytes());
        hasher.update(canonical(&content).as_bytes());
        hex(&hasher.finalize())
    }
}

impl From<row::Model> for Line {
    fn from(row: row::Model) -> Self {
        Self {
            strand: row.strand,
            seq: row.seq,
            id: row.id,
            at: Instant::from_micros(row.at),
            actor: row.actor_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            data: serde_json::from_str(&row.data).unwrap_or(Value::String(row.data)),
            reason: row.reason,
            request_id: row.request_id,
            prev_hash: row.prev_hash,
            hash: row.hash,
        }
    }
}

/// JSON with sorted keys and no blanks (the part of RFC 8785 that our values need: no floats are kept).
#[must_use]
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let members: Vec<_> =
                sorted.into_iter().map(|(key, value)| format!("{}:{}", json!(key), canonical(value))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// The strand a subject always falls into.
fn strand_of(subject: Uuid) -> i64 {
    i64::from(subject.as_bytes()[15]) % STRANDS
}

/// Writes the entries of a transaction at the ends of their chains. Two statements a strand; a booking has one strand.
pub(crate) async fn append(conn: &impl ConnectionTrait, cx: &Ctx, entries: Vec<Entry>) -> Result<(), DbError> {
    let mut strands: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        strands.entry(strand_of(entry.subject)).or_default().push(entry);
    }
    for (strand, entries) in strands {
        let count = i64::try_from(entries.len()).expect("a transaction has few entries");
        let (mut seq, mut prev_hash) = take_places(conn, strand, count).await?;
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            seq += 1;
            let mut line = Line {
                strand,
                seq,
                id: cx.ids.next(),
                at: cx.now,
                actor: cx.actor.person.map(|id| id.0),
                action: entry.action.to_owned(),
                subject_kind: entry.subject_kind.to_owned(),
                subject: entry.subject,
                data: entry.data,
                reason: entry.reason,
                request_id: cx.request_id.clone(),
                prev_hash: prev_hash.clone(),
                hash: String::new(),
            };
            line.hash = line.digest();
            prev_hash.clone_from(&line.hash);
            rows.push(row::ActiveModel {
                strand: Set(line.strand),
                seq: Set(line.seq),
                id: Set(line.id),
                at: Set(line.at.micros()),
                actor_id: Set(line.actor),
                action: Set(line.action),
                subject_kind: Set(line.subject_kind),
                subject_id: Set(line.subject),
                data: Set(canonical(&line.data)),
                reason: Set(line.reason),
                request_id: Set(line.request_id),
                prev_hash: Set(line.prev_hash),
                hash: Set(line.hash),
            });
        }
        for chunk in rows.chunks(1000) {
            row::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
        }
    }
    Ok(())
}

/// Takes `count` places at the end of a strand and says what stands before them: the last number and its hash.
/// The row of the strand stays locked until the transaction ends, so the order in a strand is the order of commits.
async fn take_places(conn: &impl ConnectionTrait, strand: i64, count: i64) -> Result<(i64, String), DbError> {
    let mut sql = Raw::new(conn);
    sql.push("UPDATE journal_strand SET seq = seq + ").bind(count);
    sql.push(" WHERE strand = ").bind(strand);
    sql.push(" RETURNING seq - ").bind(count).push(" AS last, (SELECT hash FROM journal WHERE journal.strand = journal_strand.strand AND journal.seq = journal_strand.seq - ");
    sql.bind(count).push(") AS hash");
    let taken = conn.query_one_raw(sql.build()).await?.ok_or_else(|| missing("journal_strand"))?;
    let last: i64 = taken.try_get("", "last")?;
    if last == 0 {
        return Ok((0, GENESIS.to_owned()));
    }
    if let Some(hash) = taken.try_get::<Option<String>>("", "hash")? {
        return Ok((last, hash));
    }
    // PostgreSQL, and we had to wait for another writer: the statement looked before that writer committed.
    let before = row::Entity::find_by_id((strand, last)).one(conn).await?.ok_or_else(|| missing("journal"))?;
    Ok((last, before.hash))
}

fn missing(what: &str) -> DbError {
    sea_orm::DbErr::RecordNotFound(what.to_owned()).into()
}

/// A break in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Which chain.
    pub strand: i64,
    /// The first number at which it does not hold.
    pub seq: i64,
    /// What is wrong there.
    pub what: &'static str,
}

/// Recomputes every chain. Answers how many lines hold, or the first break.
pub async fn verify(conn: &impl ConnectionTrait) -> Result<Result<u64, Break>, DbError> {
    const PAGE: u64 = 1000;
    let mut total = 0;
    for strand in 0..STRANDS {
        let (mut seq, mut prev) = (0_i64, GENESIS.to_owned());
        loop {
            let page = after(conn, strand, seq, PAGE).await?;
            let got = page.len() as u64;
            for line in page {
                let what = if line.seq != seq + 1 {
                    Some("a line is missing")
                } else if line.prev_hash != prev {
                    Some("the line does not follow the one before")
                } else if line.digest() != line.hash {
                    Some("the line was changed")
                } else {
                    None
                };
                if let Some(what) = what {
                    return Ok(Err(Break { strand, seq: seq + 1, what }));
                }
                seq = line.seq;
                prev = line.hash;
                total += 1;
            }
            if got < PAGE {
                break;
            }
        }
        let mut sql = Raw::new(conn);
        sql.push("SELECT seq FROM journal_strand WHERE strand = ").bind(strand);
        let head: i64 =
            conn.query_one_raw(sql.build()).await?.ok_or_else(|| missing("journal_strand"))?.try_get("", "seq")?;
        if head != seq {
            return Ok(Err(Break { strand, seq: seq + 1, what: "lines at the end are missing" }));
        }
    }
    Ok(Ok(total))
}

/// The lines of a strand behind a number, in order.
async fn after(conn: &impl ConnectionTrait, strand: i64, seq: i64, limit: u64) -> Result<Vec<Line>, DbError> {
    let rows = row::Entity::find()
        .filter(row::Column::Strand.eq(strand))
        .filter(row::Column::Seq.gt(seq))
        .order_by_asc(row::Column::Seq)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// What to look for in the journal.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Only this subject.
    pub subject: Option<Uuid>,
    /// Only this person's doing.
    pub actor: Option<Uuid>,
    /// Only this action, or all that begin with it and a dot.
    pub action: Option<String>,
    /// From this instant on.
    pub from: Option<Instant>,
    /// Before this instant.
    pub to: Option<Instant>,
    /// Only lines older than this one (`at`, `id`): the last of the page before.
    pub before: Option<(Instant, Uuid)>,
}

/// The newest lines that match, newest first.
pub async fn search(conn: &impl ConnectionTrait, what: Search, limit: u64) -> Result<Vec<Line>, DbError> {
    use sea_orm::Condition;
    let Search { subject, actor, action, from, to, before } = what;
    let rows = row::Entity::find()
        .filter(
            Condition::all()
                .add_option(subject.map(|id| row::Column::SubjectId.eq(id)))
                .add_option(actor.map(|id| row::Column::ActorId.eq(id)))
                .add_option(action.map(|action| {
                    Condition::any()
                        .add(row::Column::Action.eq(action.clone()))
                        .add(row::Column::Action.starts_with(format!("{action}.")))
                }))
                .add_option(from.map(|at| row::Column::At.gte(at.micros())))
                .add_option(to.map(|at| row::Column::At.lt(at.micros())))
                .add_option(before.map(|(at, id)| {
                    Condition::any()
                        .add(row::Column::At.lt(at.micros()))
                        .add(Condition::all().add(row::Column::At.eq(at.micros())).add(row::Column::Id.lt(id)))
                })),
        )
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The next lines a consumer has not taken yet, in the order of each strand.
pub async fn pending(conn: &impl ConnectionTrait, consumer: &str, limit: u64) -> Result<Vec<Line>, DbError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT s.strand, COALESCE(p.seq, 0) AS taken FROM journal_strand s LEFT JOIN consumer_position p ON p.strand = s.strand AND p.consumer = ")
        .bind(consumer)
        .push(" WHERE s.seq > COALESCE(p.seq, 0) ORDER BY s.strand");
    let mut lines = Vec::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let room = limit.saturating_sub(lines.len() as u64);
        if room == 0 {
            break;
        }
        lines.extend(after(conn, row.try_get("", "strand")?, row.try_get("", "taken")?, room).await?);
    }
    Ok(lines)
}

/// Remembers that a consumer has taken a strand up to a number. A smaller number than before changes nothing.
pub async fn advance(tx: &WriteTx, consumer: &str, strand: i64, seq: i64) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("INSERT INTO consumer_position (consumer, strand, seq) VALUES (")
        .bind(consumer)
        .push(", ")
        .bind(strand)
        .push(", ")
        .bind(seq);
    sql.push(
        ") ON CONFLICT (consumer, strand) DO UPDATE SET seq = excluded.seq WHERE consumer_position.seq < excluded.seq",
    );
    tx.execute_raw(sql.build()).await?;
    Ok(())
}
