//! `intendant export places|rooms|contracts|installations|vehicles|people|calendar`, on standard output.

use anyhow::{Context as _, Result};
use booking::{
    Engine,
    ical::{EventClass, EventStatus, FeedEvent, Length, WriteOptions, write},
    queries::timeline::{View, timeline},
};
use chrono::Datelike as _;
use clap::Subcommand;
use db::Db;
use directory::{
    RoleGrant,
    queries::{FindPeople, find_people, grants_of},
};
use kernel::{Ctx, Fold, Instant, Interval, Scope, WallTime};

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
    /// The vehicles that are not gone for good as CSV, each with its plate of today
    Vehicles,
    /// The people as CSV with the roles they hold everywhere and for good, without passwords
    People,
    /// What is taken in a room, as iCalendar: a year back and two ahead, each date an event with a new UID
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
            Self::Vehicles => fleet::queries::export_vehicles((&db).into(), &system_context("export")).await?,
            Self::People => people(&db, &system_context("export")).await?,
            Self::Calendar { room } => calendar(&db, &system_context("export"), &room).await?,
        };
        db.close().await;
        print!("{text}");
        Ok(End::Done)
    }
}

async fn people(db: &Db, cx: &Ctx) -> Result<String> {
    let what = FindPeople { q: None, inactive_too: false, after: None };
    let people = find_people(db.read(), what, 1_000_000).await?;
    let sites = buildings::queries::by_ids(db.read(), people.iter().filter_map(|person| person.site_id)).await?;
    let mut rows = Vec::with_capacity(people.len());
    let mut left_out = 0;
    for person in &people {
        let site = sites.iter().find(|site| Some(site.id) == person.site_id).map(|site| site.code.clone());
        let grants = grants_of(db.read(), person.id).await?;
        let (kept, narrower): (Vec<_>, Vec<_>) = grants.iter().partition(|grant| is_everywhere(grant, cx.now));
        left_out += narrower.iter().filter(|grant| grant.valid_to.is_none_or(|end| end > cx.now)).count();
        let mut roles: Vec<_> = kept.iter().map(|grant| grant.role).collect();
        roles.sort_unstable();
        roles.dedup();
        rows.push(vec![
            person.login.clone(),
            person.name.clone(),
            person.email.clone(),
            person.language.to_string(),
            person.org_unit.as_ref().map(|unit| unit.code.clone()).unwrap_or_default(),
            site.unwrap_or_default(),
            roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join("|"),
        ]);
    }
    if left_out > 0 {
        eprintln!("left out: {left_out} grants of a role that hold on one site, for one unit or for a time");
    }
    Ok(buildings::sheet::write(super::import_people::COLUMNS, rows))
}

/// Whether a file can say it: what is imported holds everywhere, from now on and for good. A narrower grant would come
/// back as more than it was.
fn is_everywhere(grant: &RoleGrant, now: Instant) -> bool {
    grant.scope == Scope::All && grant.valid_from.is_none_or(|start| start <= now) && grant.valid_to.is_none()
}

/// In minutes; longer than anything is booked ahead or kept.
const CENTURY: i64 = 100 * 365 * 1440;

async fn calendar(db: &Db, cx: &Ctx, code: &str) -> Result<String> {
    let id = room_of(db, code).await?;
    let span = Interval { start: cx.now.plus_minutes(-365 * 1440), end: cx.now.plus_minutes(730 * 1440) };
    let view = View { bookables: vec![id], ..View::default() };
    // All that there is: what stays out is told.
    let all = Interval { start: cx.now.plus_minutes(-CENTURY), end: cx.now.plus_minutes(CENTURY) };
    let (loaded, bars) = timeline(&Engine::new(vec![]), db.into(), cx, &view, all).await?;
    let room = loaded.get(id).context("the room is gone")?;
    let (within, beyond): (Vec<_>, Vec<_>) = bars.into_iter().partition(|bar| bar.blocked.overlaps(span));
    if !beyond.is_empty() {
        let later = beyond.iter().filter(|bar| bar.blocked.start >= span.end).count();
        let day = |at: Instant| WallTime::at(at, room.zone).date();
        eprintln!(
            "left out: {} dates before {} and {later} after {}",
            beyond.len() - later,
            day(span.start),
            day(span.end)
        );
    }
    let events: Vec<FeedEvent> = within
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
