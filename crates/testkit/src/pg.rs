//! A PostgreSQL database of its own for each test, inside the cluster that `cargo xtask test` and `cargo xtask pg` start.

use std::{
    env,
    hash::{DefaultHasher, Hash, Hasher},
    process,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// The variable that holds the cluster's address, as a superuser.
pub const URL_VARIABLE: &str = "TEST_PG_URL";

/// Numbers the databases of one process.
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A migrated, empty database; dropping the value drops the database.
#[derive(Debug)]
pub struct Database {
    cluster: String,
    name: String,
}

impl Database {
    /// Makes one, or `None` when no cluster was handed over: run the tests by `cargo xtask pg -- cargo nextest run -p …`.
    /// With `CI` set a missing cluster is an error, so that no engine is left out unseen.
    ///
    /// `migrate` fills a template once per test binary; each database is a copy of it, which takes milliseconds.
    pub async fn fresh(migrate: impl AsyncFnOnce(&str) -> Result<()>) -> Result<Option<Self>> {
        let Ok(cluster) = env::var(URL_VARIABLE) else {
            anyhow::ensure!(
                env::var_os("CI").is_none(),
                "{URL_VARIABLE} is not set: the tests must run on both engines"
            );
            return Ok(None);
        };
        let mut connection = PgConnection::connect(&cluster).await.context("the cluster does not answer")?;
        let build = build_mark()?;
        let template = format!("template_{build:016x}");
        // One process makes the template, the others wait for it.
        connection.execute(AssertSqlSafe(format!("SELECT pg_advisory_lock({})", build.cast_signed()))).await?;
        let ready = format!("SELECT 1 FROM pg_database WHERE datname = '{template}' AND datistemplate");
        if connection.fetch_optional(AssertSqlSafe(ready)).await?.is_none() {
            make(&mut connection, &template, "template0").await?;
            migrate(&address(&cluster, &template)).await.context("migrating the template")?;
            connection.execute(AssertSqlSafe(format!("ALTER DATABASE {template} IS_TEMPLATE true"))).await?;
        }
        connection.execute(AssertSqlSafe(format!("SELECT pg_advisory_unlock({})", build.cast_signed()))).await?;

        let name = format!("test_{}_{}", process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        make(&mut connection, &name, &template).await?;
        connection.close().await?;
        Ok(Some(Self { cluster, name }))
    }

    /// `postgres://…/test_…`.
    #[must_use]
    pub fn url(&self) -> String {
        address(&self.cluster, &self.name)
    }
}

impl Drop for Database {
    /// On a thread with a runtime of its own: a test's runtime may be shutting down already.
    fn drop(&mut self) {
        let (cluster, name) = (self.cluster.clone(), self.name.clone());
        let dropped = thread::spawn(move || -> Result<()> {
            tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
                let mut connection = PgConnection::connect(&cluster).await?;
                connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await?;
                Ok(())
            })
        });
        if !matches!(dropped.join(), Ok(Ok(()))) {
            eprintln!("the test database {} stays until its cluster ends", self.name);
        }
    }
}

/// Makes a database anew: a name left behind by an earlier process of the same number goes first.
async fn make(connection: &mut PgConnection, name: &str, template: &str) -> Result<()> {
    connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await?;
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"))).await?;
    Ok(())
}

/// The same server, another database.
fn address(cluster: &str, name: &str) -> String {
    cluster.rsplit_once('/').map_or_else(|| cluster.to_owned(), |(server, _)| format!("{server}/{name}"))
}

/// Tells one build of a test binary from another: a template must not outlive the migrations it was made with.
fn build_mark() -> Result<u64> {
    let binary = env::current_exe()?;
    let mut hasher = DefaultHasher::new();
    binary.hash(&mut hasher);
    std::fs::metadata(&binary)?.modified()?.hash(&mut hasher);
    Ok(hasher.finish())
}
