//! What commands share: the configuration, the database, the system's context.

use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};
use db::{Db, Fault};
use kernel::{Ctx, SystemClock, SystemIdGen};

use crate::{
    cli::Common,
    config::{self, Config, Loaded, without_password},
};

impl Common {
    /// The flags as values by key.
    pub(crate) fn flags(&self) -> Result<Vec<(String, String)>> {
        let Self { config: _, data_dir, database_url, log_format, log_filter, set } = self;
        let mut flags = Vec::new();
        for pair in set {
            let (key, value) = pair.split_once('=').ok_or_else(|| anyhow!("--set takes KEY=VALUE, not `{pair}`"))?;
            flags.push((key.trim().to_owned(), value.trim().to_owned()));
        }
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                flags.push((key.to_owned(), value));
            }
        };
        add("data_dir", data_dir.as_ref().map(|path| path.display().to_string()));
        add("database_url", database_url.clone());
        add("log_format", log_format.and_then(|format| serde_json::to_value(format).ok()?.as_str().map(str::to_owned)));
        add("log_filter", log_filter.clone());
        Ok(flags)
    }

    /// The configuration in force, with more flags of the command itself.
    pub(crate) fn load(&self, more: &[(&str, Option<String>)]) -> Result<Loaded> {
        let mut flags = self.flags()?;
        flags.extend(more.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value.clone()?))));
        config::load(self.config.as_deref(), &flags).map_err(|faults| match &*faults {
            [fault] => anyhow!("the configuration is wrong: {fault}"),
            [fault, rest @ ..] => {
                anyhow!("the configuration is wrong: {fault} (and {} more: see `intendant config check`)", rest.len())
            }
            [] => anyhow!("the configuration is wrong"),
        })
    }

    /// For commands other than servers: the configuration, and a quiet log unless asked otherwise.
    pub(crate) fn load_for_tool(&self) -> Result<Config> {
        let loaded = self.load(&[])?;
        let mut config = loaded.config;
        if loaded.places["log_filter"] == "default" {
            "warn".clone_into(&mut config.log_filter);
        }
        crate::logging::start(&config);
        Ok(config)
    }
}

/// Opens the database as it is.
pub(crate) async fn open(config: &Config) -> Result<Db> {
    let url = config.database_url();
    Db::connect(&url).await.map_err(|error| {
        let shown = without_password(&url);
        match error.fault() {
            Fault::Unavailable if url.starts_with("sqlite:") => {
                anyhow!("the database {shown} cannot be opened: does its folder exist, and may you write there?")
            }
            Fault::Unavailable => {
                anyhow!("the database {shown} does not answer: is it running, and is the address right?")
            }
            Fault::Storage => {
                anyhow!("the database {shown} cannot be written: is the disk full, or the file read-only?")
            }
            _ => anyhow!("the database {shown} cannot be opened: {}", cause(&error)),
        }
    })
}

/// Opens a database that must exist and have the schema of this program.
pub(crate) async fn open_current(config: &Config) -> Result<Db> {
    if let Some(file) = config.sqlite_file()
        && !file.exists()
    {
        bail!("there is no database {}: `intendant serve` or `intendant migrate up` makes it", file.display());
    }
    let db = open(config).await?;
    require_current(&db).await?;
    Ok(db)
}

/// Refuses a database of another version.
pub(crate) async fn require_current(db: &Db) -> Result<()> {
    let status = api::schema_status(db).await.context("the schema cannot be read")?;
    if let Some(step) = status.unknown.last() {
        bail!(
            "the database was made by a newer version of Intendant (it has the step {step}); this is version {}: use the newer program",
            env!("CARGO_PKG_VERSION")
        );
    }
    if !status.pending.is_empty() {
        bail!("the database lacks {} step(s) of the schema: run `intendant migrate up`", status.pending.len());
    }
    Ok(())
}

/// The context of the command line itself.
pub(crate) fn system_context(command: &str) -> Ctx {
    Ctx::system(&SystemClock, Arc::new(SystemIdGen), format!("cli-{command}"))
}

/// Makes the folder of an SQLite file.
pub(crate) fn make_folder(config: &Config) -> Result<()> {
    let Some(folder) = config.sqlite_file().and_then(|file| file.parent().map(std::path::Path::to_path_buf)) else {
        return Ok(());
    };
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))
}

/// What the driver itself said.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut last = error;
    while let Some(next) = last.source() {
        last = next;
    }
    last.to_string()
}
