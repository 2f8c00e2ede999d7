//! A migrated, empty database of each engine.

use std::{
    env,
    future::Future,
    process,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use db::Db;
use kernel::{Clock, Ctx, IdGen, Instant, SystemIdGen};
use migrations::Migrator;
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;
use uuid::Uuid;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A database that goes with the test.
pub(crate) struct Store {
    pub(crate) db: Db,
    _folder: Option<TempDir>,
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Instant {
        Instant::from_micros(1_796_122_800_000_000)
    }
}

/// The system at noon.
pub(crate) fn cx() -> Ctx {
    Ctx::system(&Noon, Arc::new(SystemIdGen), "test")
}

/// A fresh id.
pub(crate) fn id() -> Uuid {
    SystemIdGen.next()
}

/// SQLite, and PostgreSQL where there is a cluster.
pub(crate) async fn stores() -> Vec<Store> {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::connect(&format!("sqlite:{}", folder.path().join("test.db").display())).await.expect("it opens");
    let mut all = vec![Store { db, _folder: Some(folder) }];
    match env::var("TEST_PG_URL").ok() {
        Some(cluster) => {
            let name = format!("store_{}_{}", process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
            let admin = Db::connect(&cluster).await.expect("the cluster answers");
            for sql in [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")] {
                admin.schema().execute_unprepared(&sql).await.expect("a database");
            }
            admin.close().await;
            let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
            let db = Db::connect(&format!("{server}/{name}")).await.expect("it opens");
            // The cluster is thrown away with everything in it.
            all.push(Store { db, _folder: None });
        }
        None if env::var_os("CI").is_some() => panic!("TEST_PG_URL is not set: the tests must run on both engines"),
        None => eprintln!("SKIPPED ON POSTGRESQL: TEST_PG_URL is not set (cargo xtask pg -- cargo test …)"),
    }
    all
}

/// Runs a test on each, migrated.
pub(crate) async fn on_both<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    for store in stores().await {
        Migrator::up(store.db.schema(), None).await.expect("the schema is made");
        test(store.db.clone()).await;
        store.db.close().await;
    }
}

/// A statement for the engine.
pub(crate) fn sql(db: &Db, text: &str) -> Statement {
    Statement::from_string(db.read().get_database_backend(), text)
}
