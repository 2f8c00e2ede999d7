//! A migrated, empty database of its own for each test.

use db::{Db, Engine};
use tempfile::TempDir;

use crate::pg;

/// A migrated, empty database. Goes when it is dropped.
#[derive(Debug)]
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// Its address, for a second connection.
    pub url: String,
    _keep: Keep,
}

/// What must live as long as the database.
#[derive(Debug)]
enum Keep {
    Folder(#[expect(dead_code, reason = "its drop removes the folder")] TempDir),
    Cluster(#[expect(dead_code, reason = "its drop removes the database")] pg::Database),
}

impl TestDb {
    /// A fresh database of the engine; `None`, said loudly, when it is PostgreSQL and no cluster was handed over.
    pub async fn fresh(engine: Engine) -> Option<Self> {
        let (url, keep) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a folder for the database");
                let url = format!("sqlite:{}", folder.path().join("test.db").display());
                migrate(&url).await.expect("the migrations run on SQLite");
                (url, Keep::Folder(folder))
            }
            Engine::Postgres => {
                let Some(database) = pg::Database::fresh(migrate).await.expect("a PostgreSQL database") else {
                    eprintln!("SKIPPED: {} is not set, so nothing was tried on PostgreSQL", pg::URL_VARIABLE);
                    return None;
                };
                (database.url(), Keep::Cluster(database))
            }
        };
        let db = Db::connect(&url).await.expect("the database opens");
        Some(Self { db, url, _keep: keep })
    }
}

async fn migrate(url: &str) -> anyhow::Result<()> {
    let db = Db::connect(url).await?;
    api::migrate(&db).await?;
    db.close().await;
    Ok(())
}
