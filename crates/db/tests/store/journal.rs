//! The journal: a chain that nobody changes unseen, and the outbox that others read.

use db::{
    Db, Engine, Fault,
    journal::{Break, advance, pending, verify},
};
use kernel::Entry;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::support::{cx, on_both, sql};

/// A subject whose lines fall into a strand.
fn subject(strand: u8, number: u8) -> Uuid {
    let mut bytes = [number; 16];
    bytes[15] = strand;
    Uuid::from_bytes(bytes)
}

async fn write(db: &Db, lines: &[(u8, &'static str)]) {
    let cx = cx();
    let tx = db.begin(&cx).await.unwrap();
    for (strand, action) in lines {
        tx.record(Entry::new(action, "thing", subject(*strand, 1)).data(json!({ "b": 1, "a": ["é", null] })));
    }
    tx.commit().await.unwrap();
}

async fn without_guards(db: &Db) {
    let statements: &[&str] = match db.engine() {
        Engine::Sqlite => &["DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"],
        Engine::Postgres => &["DROP TRIGGER journal_append_only ON journal"],
    };
    for text in statements {
        db.schema().execute_raw(sql(db, text)).await.unwrap();
    }
}

#[tokio::test]
async fn lines_form_a_chain_and_what_is_rolled_back_leaves_none() {
    on_both(|db| async move {
        assert_eq!(verify(db.read()).await.unwrap(), Ok(0));
        write(&db, &[(0, "thing.made"), (0, "thing.changed"), (7, "thing.made")]).await;
        write(&db, &[(0, "thing.changed")]).await;
        assert_eq!(verify(db.read()).await.unwrap(), Ok(4));
        let cx = cx();
        let tx = db.begin(&cx).await.unwrap();
        tx.record(Entry::new("thing.lost", "thing", subject(0, 1)));
        drop(tx);
        assert_eq!(verify(db.read()).await.unwrap(), Ok(4));
        let lines = pending(db.read(), "me", 10).await.unwrap();
        assert_eq!(
            lines.iter().map(|line| (line.strand, line.seq)).collect::<Vec<_>>(),
            [(0, 1), (0, 2), (0, 3), (7, 1)]
        );
        assert_eq!(lines[1].prev_hash, lines[0].hash);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_or_removes_a_line() {
    on_both(|db| async move {
        write(&db, &[(0, "thing.made")]).await;
        for text in ["UPDATE journal SET action = 'thing.other'", "DELETE FROM journal"] {
            let error = db.schema().execute_raw(sql(&db, text)).await.unwrap_err();
            assert_eq!(*db::DbError::from(error).fault(), Fault::Check, "{text}");
        }
        assert_eq!(verify(db.read()).await.unwrap(), Ok(1));
    })
    .await;
}

#[tokio::test]
async fn whoever_goes_round_the_guards_is_found_out() {
    let cases = [
        ("UPDATE journal SET data = '{\"a\":2}' WHERE seq = 2", 2, "the line was changed"),
        ("UPDATE journal SET reason = 'another' WHERE seq = 3", 3, "the line was changed"),
        ("UPDATE journal SET at = at + 1 WHERE seq = 1", 1, "the line was changed"),
        ("UPDATE journal SET hash = prev_hash WHERE seq = 2", 2, "the line was changed"),
        ("DELETE FROM journal WHERE seq = 2", 2, "a line is missing"),
        ("DELETE FROM journal WHERE seq = 4", 4, "lines at the end are missing"),
        ("UPDATE journal SET prev_hash = 'x' WHERE seq = 2", 2, "the line does not follow the one before"),
    ];
    for (text, seq, what) in cases {
        on_both(|db| async move {
            write(&db, &[(3, "thing.made"), (3, "thing.changed"), (3, "thing.changed"), (3, "thing.gone")]).await;
            without_guards(&db).await;
            db.schema().execute_raw(sql(&db, text)).await.unwrap();
            assert_eq!(verify(db.read()).await.unwrap(), Err(Break { strand: 3, seq, what }), "{text}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_at_once_leave_one_chain_each() {
    const WRITERS: u8 = 8;
    const ROUNDS: u8 = 10;
    on_both(|db| async move {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let db = db.clone();
                tokio::spawn(async move {
                    for round in 0..ROUNDS {
                        let cx = cx();
                        let tx = db.begin(&cx).await.unwrap();
                        // All of them on one strand, and each on one of its own besides.
                        tx.record(
                            Entry::new("thing.changed", "thing", subject(5, writer)).data(json!({ "round": round })),
                        );
                        tx.record(Entry::new("thing.changed", "thing", subject(8 + writer % 4, writer)));
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(verify(db.read()).await.unwrap(), Ok(u64::from(WRITERS) * u64::from(ROUNDS) * 2));
        let lines = pending(db.read(), "me", 10_000).await.unwrap();
        for writer in 0..WRITERS {
            let rounds: Vec<_> = lines
                .iter()
                .filter(|line| line.strand == 5 && line.subject == subject(5, writer))
                .map(|line| line.data["round"].as_u64().unwrap())
                .collect();
            assert!(rounds.is_sorted() && rounds.len() == usize::from(ROUNDS), "{rounds:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_consumer_goes_on_where_it_stopped() {
    on_both(|db| async move {
        write(&db, &[(1, "thing.made"), (1, "thing.changed"), (2, "thing.made")]).await;
        let places = async |who: &str, limit| -> Vec<(i64, i64)> {
            pending(db.read(), who, limit).await.unwrap().iter().map(|line| (line.strand, line.seq)).collect()
        };
        let take = async |who: &'static str, strand, seq| {
            let cx = cx();
            let tx = db.begin(&cx).await.unwrap();
            advance(&tx, who, strand, seq).await.unwrap();
            tx.commit().await.unwrap();
        };
        assert_eq!(places("mail", 2).await, [(1, 1), (1, 2)]);
        take("mail", 1, 1).await;
        assert_eq!(places("mail", 10).await, [(1, 2), (2, 1)]);
        take("mail", 1, 2).await;
        take("mail", 1, 1).await;
        assert_eq!(places("mail", 10).await, [(2, 1)], "it never goes back");
        assert_eq!(places("hooks", 10).await.len(), 3, "each goes its own way");
        take("mail", 2, 1).await;
        write(&db, &[(1, "thing.gone")]).await;
        assert_eq!(places("mail", 10).await, [(1, 3)]);
    })
    .await;
}
