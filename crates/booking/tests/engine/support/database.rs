//! A migrated, empty database that goes away with the test.

use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use db::Db;
use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;

static COUNTER: AtomicU32 = AtomicU32::new(0);

pub(crate) enum TestDb {
    Sqlite(TempDir),
    Postgres { cluster: String, name: String },
}

impl TestDb {
    /// One of each engine there is.
    pub(crate) async fn each() -> Vec<Self> {
        let mut all = vec![Self::Sqlite(tempfile::tempdir().expect("a folder"))];
        match env::var("TEST_PG_URL").ok() {
            Some(cluster) => {
                let name = format!("engine_{}_{}", process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
                let admin = Db::connect(&cluster).await.expect("the cluster answers");
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                admin.schema().execute_unprepared(&sql).await.expect("an old database goes");
                admin.schema().execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
                admin.close().await;
                all.push(Self::Postgres { cluster, name });
            }
            None if env::var_os("CI").is_some() => {
                panic!("TEST_PG_URL is not set: the tests must run on both engines")
            }
            None => eprintln!("SKIPPED ON POSTGRESQL: TEST_PG_URL is not set (cargo xtask pg -- cargo test …)"),
        }
        all
    }

    pub(crate) async fn open(&self) -> Db {
        let url = match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("test.db").display()),
            Self::Postgres { cluster, name } => {
                cluster.rsplit_once('/').map_or_else(|| cluster.clone(), |(server, _)| format!("{server}/{name}"))
            }
        };
        let db = Db::connect(&url).await.expect("the database opens");
        Migrator::up(db.schema(), None).await.expect("the schema is made");
        db
    }
}

impl Drop for TestDb {
    /// On a thread with a runtime of its own: the test's runtime is busy or gone.
    fn drop(&mut self) {
        let Self::Postgres { cluster, name } = self else { return };
        let (cluster, name) = (cluster.clone(), name.clone());
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let admin = Db::connect(&cluster).await?;
                admin.schema().execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
                admin.close().await;
                Ok::<_, db::DbError>(())
            })
        });
        if !matches!(dropped.join(), Ok(Ok(()))) {
            eprintln!("the test database stays until its cluster ends");
        }
    }
}
