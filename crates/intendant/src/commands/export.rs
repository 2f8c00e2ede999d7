//! `intendant export places|rooms|contracts|installations|people|calendar`, on standard output.

use anyhow::{Context as _, Result};
use booking::{
    Engine,
    ical::{EventClass, EventStatus, FeedEvent, Length, WriteOptions, write},
    queries::timeline::{View, timeline},
};
use chrono::Datelike as _;
use clap::Subcommand;
use db::Db;
use directory::queries::{FindPeople, find_people};
use kernel::{Ctx, Fold, Interval, WallTime};

use super::{End, import::room_of};
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// The places as CSV
    Places,
    /// The rooms as CSV
    Rooms,
    /// The contracts with their suppliers as CSV
    Contracts,
    /// The installations as CSV
    Installations,
    /// The people as CSV, without passwords and roles
    People,
    /// What is taken in a room, as iCalendar: a year back and two ahead, each date an event
    Calendar {
        /// The code of the room
        #[arg(long)]
        room: String,
    },
}

impl Export {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let text = match self {
            Self::Places => buildings::queries::export_places(db.read()).await?,
            Self::Rooms => rooms::queries::export_rooms((&db).into()).await?,
            Self::Contracts => buildings::queries::export_contracts(db.read()).await?,
            Self::Installations => buildings::queries::export_installations(db.read()).await?,
            Self::People => people(&db).await?,
            Self::Calendar { room } => calendar(&db, &system_context("export"), &room).await?,
        };
        db.close().await;
        print!("{text}");
        Ok(End::Done)
    }
}

async fn people(db: &Db) -> Result<String> {
    let what = FindPeople { q: None, inactive_too: false, after: None };
    let people = find_people(db.read(), what, 1_000_000).await?;
    let sites = buildings::queries::by_ids(db.read(), people.iter().filter_map(|person| person.site_id)).await?;
    let rows = people.iter().map(|person| {
        let site = sites.iter().find(|site| Some(site.id) == person.site_id).map(|site| site.code.clone());
        vec![
            person.login.clone(),
            person.name.clone(),
            person.email.clone(),
            person.language.to_string(),
            person.org_unit.as_ref().map(|unit| unit.code.clone()).unwrap_or_default(),
            site.unwrap_or_default(),
        ]
    });
    Ok(buildings::sheet::write(super::import_people::COLUMNS, rows))
}

async fn calendar(db: &Db, cx: &Ctx, code: &str) -> Result<String> {
    let id = room_of(db, code).await?;
    let span = Interval { start: cx.now.plus_minutes(-365 * 1440), end: cx.now.plus_minutes(730 * 1440) };
    let view = View { bookables: vec![id], ..View::default() };
    let (loaded, bars) = timeline(&Engine::new(vec![]), db.into(), cx, &view, span).await?;
    let room = loaded.get(id).context("the room is gone")?;
    let events: Vec<FeedEvent> = bars
        .into_iter()
        .map(|bar| {
            let start = WallTime::at(bar.event.start, room.zone);
            let first = start.instant(room.zone, Fold::First).is_ok_and(|first| first == bar.event.start);
            let cause = bar.occurrence.map_or_else(|| bar.event.start.micros().to_string(), |id| id.to_string());
            FeedEvent {
                uid: format!("{cause}@{id}"),
                recurrence_id: None,
                sequence: 0,
                stamp: cx.now,
                summary: bar.title.or_else(|| Some(bar.closure?.get(cx.lang).to_owned())).unwrap_or_default(),
                description: None,
                location: Some(room.names.get(cx.lang).to_owned()),
                organizer: None,
                url: None,
                start,
                fold: if first { Fold::First } else { Fold::Second },
                zone: room.zone,
                length: Length::Minutes(bar.event.end.minutes_since(bar.event.start)),
                rule: None,
                exdates: vec![],
                rdates: vec![],
                status: if bar.kind == "requested" { EventStatus::Tentative } else { EventStatus::Confirmed },
                class: EventClass::Public,
                blocks: true,
            }
        })
        .collect();
    let options = WriteOptions {
        product: format!("-//Intendant//Intendant {}//EN", env!("CARGO_PKG_VERSION")),
        name: Some(room.names.get(cx.lang).to_owned()),
        refresh_minutes: None,
        until_year: span.end.to_utc().year(),
    };
    Ok(write(&events, &options))
}
