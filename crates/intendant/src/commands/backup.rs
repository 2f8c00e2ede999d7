//! `intendant backup` and `intendant restore`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use db::{Db, Engine};
use sea_orm::{ConnectionTrait, Statement};

use super::End;
use crate::{
    cli::Common,
    config::{Config, sqlite_url, without_password},
    context::{make_folder, open, open_current, require_current},
};

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Where to write; must not exist
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// What `intendant backup` wrote
    file: PathBuf,
    /// Replace a database that is there already (it is kept beside, with the ending .before-restore)
    #[arg(long)]
    force: bool,
}

impl Backup {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        if config.sqlite_file().is_none() {
            let url = address(&config);
            bail!(
                "for PostgreSQL use its own tool (PGPASSWORD holds the password): pg_dump --format=custom --file={} '{url}'",
                self.file.display()
            );
        }
        let db = open_current(&config).await?;
        let target = self.file;
        if target.exists() {
            bail!("{} is there already: choose another name", target.display());
        }
        let path = target.to_str().context("the name of the file is not readable text")?.to_owned();
        let copy = Statement::from_sql_and_values(db.schema().get_database_backend(), "VACUUM INTO $1", [path.into()]);
        // A connection that may write, since readers are held to reading; the copy itself takes no lock that writers wait for.
        let done = db.schema().execute_raw(copy).await;
        db.close().await;
        done.with_context(|| format!("the copy {} could not be written", target.display()))?;
        let bytes = fs::metadata(&target)?.len();
        // Durable before it is called done.
        fs::File::open(&target)?.sync_all()?;
        println!("{} ({} kB)", target.display(), bytes.div_ceil(1024));
        Ok(End::Done)
    }
}

impl Restore {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let Some(target) = config.sqlite_file() else {
            let url = address(&config);
            bail!(
                "for PostgreSQL use its own tool (PGPASSWORD holds the password): pg_restore --clean --if-exists --dbname='{url}' {}",
                self.file.display()
            );
        };
        if !self.file.is_file() {
            bail!("there is no file {}", self.file.display());
        }
        examine(&config, &self.file).await?;
        if target.exists() {
            if !self.force {
                bail!("{} is there already: stop the server, then say --force to replace it", target.display());
            }
            refuse_while_in_use(&config, &target).await?;
        }
        make_folder(&config)?;
        let fresh = beside(&target, ".restoring");
        fs::copy(&self.file, &fresh).with_context(|| format!("cannot write {}", fresh.display()))?;
        fs::File::open(&fresh)?.sync_all()?;
        if target.exists() {
            fs::rename(&target, beside(&target, ".before-restore"))?;
        }
        for ending in ["-wal", "-shm"] {
            let leftover = beside(&target, ending);
            if leftover.exists() {
                fs::remove_file(&leftover)?;
            }
        }
        fs::rename(&fresh, &target)?;
        println!("{} now holds what {} holds", target.display(), self.file.display());
        Ok(End::Done)
    }
}

/// The address for PostgreSQL's own tools, without the password.
fn address(config: &Config) -> String {
    without_password(&config.database_url()).replace(":…@", "@")
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes sure that a file is a whole database of a version that this program can use, without changing it.
async fn examine(config: &Config, file: &Path) -> Result<()> {
    let what = || format!("{} is not a copy that can be used", file.display());
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("examined.db");
    fs::copy(file, &copy).with_context(what)?;
    let db = open(&Config { database_url: sqlite_url(&copy), ..config.clone() }).await.with_context(what)?;
    let whole = is_whole(&db).await;
    let status = api::schema_status(&db).await;
    let newer = match &status {
        Ok(status) if !status.unknown.is_empty() => require_current(&db).await,
        _ => Ok(()),
    };
    db.close().await;
    if !whole.with_context(what)? || status.with_context(what)?.applied.is_empty() {
        bail!("{} is not a whole database of Intendant", file.display());
    }
    newer
}

async fn is_whole(db: &Db) -> Result<bool> {
    debug_assert_eq!(db.engine(), Engine::Sqlite);
    let check = Statement::from_string(db.read().get_database_backend(), "PRAGMA integrity_check");
    let answer = db.read().query_one_raw(check).await?.context("no answer")?;
    Ok(answer.try_get_by_index::<String>(0)? == "ok")
}

/// Folds the log into the file, which only succeeds when nobody else has the database open.
async fn refuse_while_in_use(config: &Config, target: &Path) -> Result<()> {
    let db = open(config).await?;
    let exclusive = Statement::from_string(db.schema().get_database_backend(), "PRAGMA journal_mode = DELETE");
    // Our own readers have it open too.
    db.read().clone().close().await?;
    let alone = match db.schema().query_one_raw(exclusive).await {
        Ok(Some(mode)) => mode.try_get_by_index::<String>(0).is_ok_and(|mode| mode == "delete"),
        _ => false,
    };
    db.close().await;
    if !alone {
        bail!("{} is in use: stop the server first", target.display());
    }
    Ok(())
}
