//! One subcommand a file.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod import_people;
pub(crate) mod import_report;
pub(crate) mod journal;
pub(crate) mod migrate;
pub(crate) mod person;
pub(crate) mod rederive;
pub(crate) mod serve;
pub(crate) mod token;

use anyhow::Result;

use crate::cli::{Cli, Command};

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything was done.
    Done,
    /// Part of the input was refused, or a check found something.
    Refused,
}

/// Does what the command line says.
pub(crate) async fn run(cli: Cli) -> Result<End> {
    let Cli { common, command } = cli;
    match command {
        Command::Serve(command) => command.run(&common).await,
        Command::Demo(command) => command.run(&common).await,
        Command::Migrate(command) => command.run(&common).await,
        Command::Check(command) => command.run(&common).await,
        Command::Config(command) => command.run(&common),
        Command::Openapi => {
            print!("{}", api::document());
            Ok(End::Done)
        }
        Command::Permissions => {
            print!("{}", httpkit::render_permissions(&api::modules()));
            Ok(End::Done)
        }
        Command::Person(command) => command.run(&common).await,
        Command::Token(command) => command.run(&common).await,
        Command::Import(command) => command.run(&common).await,
        Command::Export(command) => command.run(&common).await,
        Command::Journal(command) => command.run(&common).await,
        Command::Rederive(command) => command.run(&common).await,
        Command::Backup(command) => command.run(&common).await,
        Command::Restore(command) => command.run(&common).await,
    }
}
