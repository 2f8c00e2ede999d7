//! A wide read brings back exactly what was written, however the engine hands it over.

use db::{sql::Raw, wide};
use uuid::Uuid;

use crate::support::on_both;

db::wide_row! {
    struct Row {
        id: Uuid,
        number: i64,
        text: String,
        other: Option<Uuid>,
        word: Option<String>,
        count: Option<i64>,
    }
}

#[tokio::test]
async fn values_survive_the_packing() {
    on_both(|db| async move {
        let texts = ["", "plain", "it's \"quoted\" \\ and\n\ttorn", r#"{"nl":"Één","fr":"Été"}"#, "مرحبا 🦆"];
        let written: Vec<_> = texts
            .into_iter()
            .zip([0, -1, i64::MAX, i64::MIN, 1_798_765_432_123_456])
            .enumerate()
            .map(|(n, (text, number))| (Uuid::from_u128(u128::MAX >> n), text, number, n % 2 == 0))
            .collect();
        let mut sql = Raw::new(db.read());
        for (n, (id, text, number, full)) in written.iter().enumerate() {
            sql.push(if n == 0 { "SELECT " } else { " UNION ALL SELECT " });
            sql.bind(*id).push(" AS id, ").bind(*number).push(" AS number, ").bind(*text).push(" AS text, ");
            if *full {
                sql.bind(*id).push(" AS other, ").bind(*text).push(" AS word, ").bind(*number).push(" AS count");
            } else {
                sql.push("CAST(NULL AS uuid) AS other, CAST(NULL AS text) AS word, CAST(NULL AS bigint) AS count");
            }
        }
        let mut read: Vec<Row> = wide::rows(db.read(), sql).await.unwrap();
        read.sort_by_key(|row| std::cmp::Reverse(row.id));
        assert_eq!(read.len(), written.len());
        for (row, (id, text, number, full)) in read.into_iter().zip(written) {
            assert_eq!((row.id, row.number, &*row.text), (id, number, text));
            let rest = full.then_some((id, text.to_owned(), number));
            assert_eq!(row.other.zip(row.word).zip(row.count).map(|((id, word), count)| (id, word, count)), rest);
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_an_empty_list() {
    on_both(|db| async move {
        let mut sql = Raw::new(db.read());
        sql.push(
            "SELECT id, 1 AS number, code AS text, id AS other, code AS word, 1 AS count FROM org_unit WHERE code = ",
        );
        sql.bind("nobody");
        assert!(wide::rows::<Row>(db.read(), sql).await.unwrap().is_empty());
    })
    .await;
}
