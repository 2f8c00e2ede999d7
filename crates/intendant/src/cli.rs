//! The command line.
#![expect(clippy::doc_markdown, reason = "these comments are the help of the command line, shown as they stand")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{
    commands::{
        backup, check, config as config_command, demo, export, import, journal, migrate, person, rederive, serve, token,
    },
    config::LogFormat,
};

/// Intendant: find and book rooms, and look after the people, places and rules behind them.
#[derive(Debug, Parser)]
#[command(name = "intendant", version, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Common {
    /// The configuration file [default: ./intendant.toml when it exists]
    #[arg(long, global = true, env = "INTENDANT_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Folder of the embedded database [default: ./data; env: INTENDANT_DATA_DIR]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) data_dir: Option<PathBuf>,
    /// sqlite:FILE or postgres://USER@HOST/NAME [default: intendant.db in the data folder; env: INTENDANT_DATABASE_URL]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// How lines of the log look [default: text]
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
    /// Which events are logged, as in RUST_LOG [default: info; tools: warn]
    #[arg(long, global = true, value_name = "FILTER")]
    pub(crate) log_filter: Option<String>,
    /// Any key of the configuration; see `intendant config show --help`
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the application; without configuration, on an embedded database in ./data
    Serve(serve::Serve),
    /// Serve a throw-away application full of demonstration data
    Demo(demo::Demo),
    /// Look at the schema of the database and bring it up to date
    Migrate(migrate::Migrate),
    /// Check the database: schema, journal, overlaps, rows that lead nowhere
    Check(check::Check),
    /// Check the configuration or show what is in force
    #[command(subcommand)]
    Config(config_command::Config),
    /// Print the OpenAPI document
    Openapi,
    /// Print who may do what, as a page of Markdown
    Permissions,
    /// Add people, set their passwords, grant them roles
    #[command(subcommand)]
    Person(person::Person),
    /// Make tokens with which programs act as somebody
    #[command(subcommand)]
    Token(token::Token),
    /// Take places, rooms, people or a calendar from a file; exit code 2 when something was refused
    #[command(subcommand)]
    Import(import::Import),
    /// Write places, rooms, people or a calendar to standard output
    #[command(subcommand)]
    Export(export::Export),
    /// Look into the journal
    #[command(subcommand)]
    Journal(journal::Journal),
    /// Let booked dates follow their wall time after the law of a time zone has changed; exit code 2 when some could not
    Rederive(rederive::Rederive),
    /// Write a consistent copy of the embedded database, also while it serves
    Backup(backup::Backup),
    /// Put a copy made by `backup` in the place of the embedded database
    Restore(backup::Restore),
}
