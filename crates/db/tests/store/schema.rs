//! The schema goes up and down on both engines, and is the same on both.

use std::collections::BTreeMap;

use db::{Db, Engine};
use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;

use crate::support::{sql, stores};

/// Each column of ours: whether it may be null.
async fn catalogue(db: &Db) -> BTreeMap<(String, String), bool> {
    let text = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name AS t, p.name AS c, CASE WHEN p.\"notnull\" = 0 THEN 1 ELSE 0 END AS n \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT table_name::text AS t, column_name::text AS c, CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END AS n \
             FROM information_schema.columns c WHERE table_schema = 'public' AND EXISTS (SELECT 1 FROM information_schema.tables k \
             WHERE k.table_schema = 'public' AND k.table_name = c.table_name AND k.table_type = 'BASE TABLE')"
        }
    };
    let rows = db.schema().query_all_raw(sql(db, text)).await.unwrap();
    let word = |row: &sea_orm::QueryResult, column| row.try_get::<String>("", column).unwrap();
    rows.iter()
        .map(|row| ((word(row, "t"), word(row, "c")), row.try_get::<i32>("", "n").unwrap() == 1))
        .filter(|((table, _), _)| table != "seaql_migrations" && !table.starts_with("sqlite_"))
        .collect()
}

#[tokio::test]
async fn it_goes_up_and_down_and_up_again() {
    for store in stores().await {
        let conn = store.db.schema();
        Migrator::up(conn, None).await.unwrap();
        let up = catalogue(&store.db).await;
        assert!(up.len() > 150, "{}", up.len());
        assert!(Migrator::get_pending_migrations(conn).await.unwrap().is_empty());
        Migrator::down(conn, None).await.unwrap();
        assert!(catalogue(&store.db).await.is_empty(), "nothing is left behind");
        Migrator::up(conn, None).await.unwrap();
        assert_eq!(catalogue(&store.db).await, up);
        store.db.close().await;
    }
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let mut seen = vec![];
    for store in stores().await {
        Migrator::up(store.db.schema(), None).await.unwrap();
        seen.push(catalogue(&store.db).await);
        store.db.close().await;
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
}
