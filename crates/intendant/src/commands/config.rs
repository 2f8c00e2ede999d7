//! `intendant config check|show`.

use anyhow::Result;
use clap::Subcommand;

use super::End;
use crate::{
    cli::Common,
    config::{KEYS, help, load, without_password},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Say what is wrong with the configuration, and where it was set
    Check,
    /// Show every value in force and where it comes from
    #[command(after_long_help = help())]
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

impl Config {
    pub(crate) fn run(self, common: &Common) -> Result<End> {
        let loaded = match load(common.config.as_deref(), &common.flags()?) {
            Ok(loaded) => loaded,
            Err(faults) => {
                for fault in &faults {
                    eprintln!("{fault}");
                }
                return Ok(End::Refused);
            }
        };
        let mut values = serde_json::to_value(&loaded.config)?;
        values["database_url"] = without_password(&loaded.config.database_url()).into();
        match self {
            Self::Check => println!("the configuration is right"),
            Self::Show { json: true } => println!("{}", serde_json::to_string_pretty(&values)?),
            Self::Show { json: false } => {
                let shown: Vec<_> = KEYS
                    .iter()
                    .map(|key| (key.name, values[key.name].to_string(), &*loaded.places[key.name]))
                    .collect();
                let width = shown.iter().map(|(name, value, _)| name.len() + value.len()).max().unwrap_or_default();
                for (name, value, place) in &shown {
                    let blanks = " ".repeat(width.saturating_sub(name.len() + value.len()));
                    println!("{name} = {value}{blanks}   # {place}");
                }
            }
        }
        Ok(End::Done)
    }
}
