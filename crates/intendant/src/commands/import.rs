//! `intendant import places|rooms|contracts|installations|vehicles|people|calendar`.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, anyhow};
use booking::import::{Import as CalendarImport, Progress, import_calendar};
use clap::{Args, Subcommand};
use db::Db;
use directory::queries::{FindPeople, find_people, person_id_of};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{BookableId, PersonId};

use super::{End, import_people, import_report};
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Sites, buildings, floors and spaces from a CSV file
    Places(File),
    /// Rooms and their layouts from a CSV file
    Rooms(File),
    /// Contracts with their suppliers from a CSV file
    Contracts(File),
    /// Installations from a CSV file
    Installations(File),
    /// Vehicles with their plates from a CSV file
    Vehicles(File),
    /// People from a CSV file: login, name, email, language, `org_unit`, site, roles
    People(File),
    /// The bookings of a room from an iCalendar file
    Calendar {
        #[command(flatten)]
        file: File,
        /// The code of the room whose calendar it is
        #[arg(long)]
        room: String,
        /// The login of the person whom bookings are for when the organiser is unknown here
        #[arg(long)]
        host: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct File {
    /// The file
    file: PathBuf,
    /// Say what would be taken, and take nothing
    #[arg(long)]
    dry_run: bool,
}

impl File {
    fn read(&self) -> Result<Vec<u8>> {
        fs::read(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))
    }
}

impl Import {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let end = self.act(&db).await;
        db.close().await;
        end
    }

    async fn act(self, db: &Db) -> Result<End> {
        let cx = system_context("import");
        match self {
            Self::Places(file) => {
                let bytes = file.read()?;
                let rows = buildings::parse_places(&*bytes);
                let bar = spinner();
                let tx = db.begin(&cx).await?;
                let report = buildings::commands::import_places(&tx, &cx, rows, file.dry_run).await?;
                if !file.dry_run {
                    tx.commit().await?;
                }
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::Rooms(file) => {
                let bytes = file.read()?;
                let rows = rooms::parse_rooms(&*bytes);
                let bar = spinner();
                let tx = db.begin(&cx).await?;
                let report = rooms::commands::import_rooms(tx, &cx, rows, file.dry_run).await?;
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::Contracts(file) => {
                let bytes = file.read()?;
                let rows = buildings::parse_contracts(&*bytes);
                let bar = spinner();
                let tx = db.begin(&cx).await?;
                let report = buildings::commands::import_contracts(&tx, &cx, rows, file.dry_run).await?;
                if !file.dry_run {
                    tx.commit().await?;
                }
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::Installations(file) => {
                let bytes = file.read()?;
                let rows = buildings::parse_installations(&*bytes);
                let bar = spinner();
                let tx = db.begin(&cx).await?;
                let report = buildings::commands::import_installations(&tx, &cx, rows, file.dry_run).await?;
                if !file.dry_run {
                    tx.commit().await?;
                }
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::Vehicles(file) => {
                let bytes = file.read()?;
                let rows = fleet::parse_vehicles(&*bytes);
                let bar = spinner();
                let tx = db.begin(&cx).await?;
                let report = fleet::commands::import_vehicles(tx, &cx, rows, file.dry_run).await?;
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::People(file) => {
                let bytes = file.read()?;
                let bar = spinner();
                let report = import_people::import(db, &cx, &bytes, file.dry_run).await?;
                bar.finish_and_clear();
                Ok(import_report::of_table(&report, &bytes, file.dry_run))
            }
            Self::Calendar { file, room, host } => {
                let bytes = file.read()?;
                let bookable = room_of(db, &room).await?;
                let host = match host {
                    Some(login) => {
                        person_id_of(db.read(), &login).await?.ok_or_else(|| anyhow!("nobody has the login {login}"))?
                    }
                    None => first_manager(db).await?,
                };
                let what = FindPeople { q: None, inactive_too: true, after: None };
                let people: Vec<(String, PersonId)> = find_people(db.read(), what, 1_000_000)
                    .await?
                    .into_iter()
                    .map(|person| (person.email.to_lowercase(), person.id))
                    .collect();
                let person = |mail: &str| people.iter().find(|(known, _)| known == mail).map(|(_, id)| *id);
                let how =
                    CalendarImport { bookable, host, person: &person, untitled: "Untitled", dry_run: file.dry_run };
                let bar = bar();
                let mut progress = |Progress { done, total }| {
                    bar.set_length(total as u64);
                    bar.set_position(done as u64);
                };
                let report = import_calendar(&api::engine(), db, &cx, &bytes, &how, &mut progress).await?;
                bar.finish_and_clear();
                Ok(import_report::of_calendar(&report))
            }
        }
    }
}

/// The room with that code.
pub(crate) async fn room_of(db: &Db, code: &str) -> Result<BookableId> {
    let rooms = rooms::queries::all(db.into()).await?;
    rooms.iter().find(|room| room.code == code).map(|room| room.id).ok_or_else(|| anyhow!("there is no room {code}"))
}

/// Somebody has to be the host of what nobody here organised.
async fn first_manager(db: &Db) -> Result<PersonId> {
    let everybody = FindPeople { q: None, inactive_too: false, after: None };
    for person in find_people(db.read(), everybody, 10_000).await? {
        let grants = directory::queries::grants_of(db.read(), person.id).await?;
        if grants.iter().any(|grant| matches!(grant.role, kernel::Role::RoomManager | kernel::Role::Admin)) {
            return Ok(person.id);
        }
    }
    Err(anyhow!("nobody manages rooms yet: say with --host LOGIN whom bookings are for"))
}

/// Drawn only on a terminal, on standard error.
fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message("taking the file");
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} events, {eta} left").expect("the template is sound");
    ProgressBar::new(0).with_style(style)
}
