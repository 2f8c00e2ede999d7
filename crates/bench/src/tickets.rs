//! Ten thousand tickets, written past the application, and how fast board, lists and figures are with them.

use anyhow::{Result, ensure};
use db::{Engine, WriteTx};
use kernel::{Clock, IdGen, Instant, SystemClock, WallTime, Zone};
use sea_orm::{ConnectionTrait, Value};
use testkit::App;
use uuid::Uuid;

use crate::{
    measure::{Latency, latency},
    server::Server,
    store::insert,
    table::Table,
};

/// How many tickets there are.
const TICKETS: usize = 10_000;
/// How many sites; each has as many floors, and each floor so many spaces and installations.
const SITES: usize = 4;
const SPACES: usize = 25;
/// How many rows one statement inserts: a ticket has more than thirty values.
const BATCH: usize = 500;
/// Every state as often as every other, so that two thirds of the tickets stand on the board: more than anybody has.
const STATES: [&str; 14] = [
    "new",
    "triaged",
    "planned",
    "assigned",
    "in_progress",
    "on_hold",
    "done",
    "verified",
    "closed",
    "rejected",
    "duplicate",
    "cancelled",
    "cannot_complete",
    "reopened",
];
const WHAT: [&str; 5] = ["De lift staat stil", "Une lampe clignote", "Radiator lekt", "The door sticks", "Geen beeld"];

/// Where the tickets are, and whose they are.
struct House {
    sites: Vec<Uuid>,
    teams: Vec<Uuid>,
    /// Site and space.
    spaces: Vec<(Uuid, Uuid)>,
    installations: Vec<Uuid>,
    reporters: Vec<Uuid>,
    technicians: Vec<Uuid>,
}

/// Measures it on one engine.
pub(crate) async fn run(app: App, times: usize) -> Result<Table> {
    app.clock.set(SystemClock.now());
    let mut table = Table::new(&app, "tickets").await?;
    app.sweep("add_standard_installation_classes").await;
    let house = House::build(&app).await?;
    house.fill(&app).await?;
    if app.db().engine() == Engine::Postgres {
        app.db().schema().execute_unprepared("VACUUM ANALYZE").await?;
    }
    let (server, _) = Server::start(app.database_url())?;
    let desk = app.client("dispatcher").await.at(server.url());
    let staff = app.client("staff").await.at(server.url());
    let board = desk.get("/tickets/board").await.expect(200);
    let on_it: i64 =
        board["columns"].as_array().into_iter().flatten().filter_map(|column| column["count"].as_i64()).sum();
    ensure!(on_it > 7000, "the board has {on_it} tickets");
    let site = house.sites[1];
    let team = house.teams[2];
    let questions = [
        ("board of all sites", "/tickets/board".to_owned()),
        ("board of a site", format!("/tickets/board?site={site}")),
        ("board of a team", format!("/tickets/board?team={team}")),
        ("list, the most urgent first", "/tickets?scope=all".to_owned()),
        ("list, the newest first", "/tickets?scope=all&sort=number".to_owned()),
        ("list, what is due first", "/tickets?scope=all&sort=due&state=assigned&state=in_progress".to_owned()),
        ("list of a site, too late", format!("/tickets?scope=site&site={site}&breached=true")),
        ("list, two words searched", "/tickets?scope=all&q=lift%20stil".to_owned()),
    ];
    for (what, path) in questions {
        say(&mut table, &format!("{what}, p95"), 100.0, &latency(&desk, times, |_| path.clone()).await?);
    }
    let mine = latency(&staff, times, |_| "/tickets".to_owned()).await?;
    say(&mut table, "list of one's own, p95", 100.0, &mine);
    let page = last_page(&desk).await?;
    let deep = latency(&desk, times, |_| page.clone()).await?;
    say(&mut table, "list, the last of 200 pages, p95", 100.0, &deep);
    let today = WallTime::at(app.system().now, Zone::BRUSSELS).date();
    let year = format!("/maintenance-figures?from={}&to={today}", today - chrono::Days::new(364));
    say(&mut table, "figures of a year, p95", 1000.0, &latency(&desk, times / 4, |_| year.clone()).await?);
    server.stop()?;
    app.stop().await;
    Ok(table)
}

fn say(table: &mut Table, what: &str, target: f64, latency: &Latency) {
    table.at_most(what, target, latency.p95, "ms", &latency.say());
}

/// The path of the last page of the list.
async fn last_page(client: &testkit::Client) -> Result<String> {
    let mut path = "/tickets?scope=all&limit=50".to_owned();
    loop {
        let page = client.get(&path).await.expect(200);
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/tickets?scope=all&limit=50&cursor={cursor}"),
            None => return Ok(path),
        }
    }
}

impl House {
    async fn build(app: &App) -> Result<Self> {
        let cx = app.system();
        let id = || cx.ids.next();
        let tx = app.db().begin(&cx).await?;
        let names = |text: &str| format!(r#"{{"nl":"{text}","fr":"{text}","de":"{text}","en":"{text}"}}"#);
        let sites: Vec<Uuid> = (0..SITES).map(|_| id()).collect();
        let teams: Vec<Uuid> = (0..SITES).map(|_| id()).collect();
        let place = |of: Uuid, kind: &str, parent: Option<Uuid>, site: Uuid, code: String| -> Vec<Value> {
            let zone = parent.is_none().then_some("Europe/Brussels");
            vec![
                of.into(),
                kind.into(),
                parent.into(),
                site.into(),
                code.clone().into(),
                names(&code).into(),
                code.to_lowercase().into(),
                false.into(),
                false.into(),
                zone.into(),
                code.into(),
                1_i64.into(),
            ]
        };
        let (mut outer, mut inner, mut spaces) = (vec![], vec![], vec![]);
        for (n, site) in sites.iter().enumerate() {
            let building = id();
            outer.push(place(*site, "site", None, *site, format!("S{n}")));
            outer.push(place(building, "building", Some(*site), *site, format!("S{n}-B")));
            for level in 0..SITES {
                let floor = id();
                outer.push(place(floor, "floor", Some(building), *site, format!("S{n}-{level}")));
                for number in 0..SPACES {
                    let space = id();
                    inner.push(place(space, "space", Some(floor), *site, format!("S{n}-{level}-{number:02}")));
                    spaces.push((*site, space));
                }
            }
        }
        let columns = "place (id, kind, parent_id, site_id, code, names, search_key, step_free, heritage, time_zone, qr_token, version)";
        insert(&tx, columns, outer.into_iter().chain(inner)).await?;
        let team = |n: usize| -> Vec<Value> {
            vec![
                teams[n].into(),
                format!("T{n}").into(),
                names("Techniek").into(),
                sites[n].into(),
                "{}".into(),
                1_i64.into(),
            ]
        };
        insert(&tx, "team (id, code, names, site_id, hours, version)", (0..SITES).map(team)).await?;
        let installations: Vec<Uuid> = spaces.iter().map(|_| id()).collect();
        let installation = |n: usize| -> Vec<Value> {
            let code = format!("I{n:04}");
            let class = ["lift", "boiler", "door"][n % 3];
            vec![
                installations[n].into(),
                code.clone().into(),
                names("Installatie").into(),
                class.into(),
                spaces[n].1.into(),
                spaces[n].0.into(),
                "normal".into(),
                code.to_lowercase().into(),
                "installatie".into(),
                1_i64.into(),
            ]
        };
        let columns =
            "installation (id, code, names, class_code, place_id, site_id, criticality, qr_token, search_key, version)";
        insert(&tx, columns, (0..spaces.len()).map(installation)).await?;
        tx.commit().await?;
        let people = |logins: &[&str]| logins.iter().map(|login| app.person(login).0).collect();
        let reporters = people(&["staff", "colleague", "minister", "secretary", "outsider"]);
        Ok(Self { sites, teams, spaces, installations, reporters, technicians: people(&["technician", "technician2"]) })
    }

    /// Writes the tickets of the last thousand days, each with a reader, three moves and an hour of work.
    async fn fill(&self, app: &App) -> Result<()> {
        let cx = app.system();
        let ids: Vec<Uuid> = (0..TICKETS).map(|_| cx.ids.next()).collect();
        for first in (0..TICKETS).step_by(BATCH) {
            let numbers = first..first + BATCH;
            let tx = app.db().begin(&cx).await?;
            insert(&tx, TICKET, numbers.clone().map(|n| self.ticket(&ids, n, cx.now))).await?;
            self.past(&tx, &*cx.ids, &ids, numbers, cx.now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn ticket(&self, ids: &[Uuid], n: usize, now: Instant) -> Vec<Value> {
        let state = STATES[n % STATES.len()];
        let (site, space) = self.spaces[n * 7 % self.spaces.len()];
        let team = self.sites.iter().position(|one| *one == site).map(|at| self.teams[at]);
        let at = |minutes: i64| reported(n, now).plus_minutes(minutes).micros();
        let worked = matches!(state, "done" | "verified" | "closed");
        let seen = !matches!(state, "new" | "reopened");
        let title = format!("{} {n}", WHAT[n % WHAT.len()]);
        vec![
            ids[n].into(),
            number(n).into(),
            ["fault", "fault", "request", "preventive"][n % 4].into(),
            title.clone().into(),
            site.into(),
            space.into(),
            (n.is_multiple_of(3)).then(|| self.installations[n * 7 % self.spaces.len()]).into(),
            self.reporters[n % self.reporters.len()].into(),
            "room".into(),
            "hinders".into(),
            ["low", "medium", "medium", "high", "critical"][n % 5].into(),
            false.into(),
            state.into(),
            seen.then_some(team).flatten().into(),
            matches!(state, "assigned" | "in_progress" | "on_hold" | "done" | "verified" | "closed")
                .then(|| self.technicians[n % self.technicians.len()])
                .into(),
            at(0).into(),
            at(0).into(),
            seen.then(|| at(40)).into(),
            worked.then(|| at(2000)).into(),
            (state == "on_hold").then(|| at(500)).into(),
            0_i64.into(),
            at(540).into(),
            at(3000).into(),
            at(4000 + number(n) % 3000).into(),
            (state == "duplicate").then(|| ids[0]).into(),
            i64::from(state == "reopened").into(),
            kernel::search_key(&title).into(),
            1_i64.into(),
        ]
    }

    async fn past(
        &self,
        tx: &WriteTx,
        ids: &dyn IdGen,
        tickets: &[Uuid],
        numbers: std::ops::Range<usize>,
        now: Instant,
    ) -> Result<()> {
        let moves = [
            ("triage", "new", "triaged", 40),
            ("start", "triaged", "in_progress", 1900),
            ("complete", "in_progress", "done", 2000),
        ];
        let event = |n: usize, (verb, from, to, minutes): (&str, &str, &str, i64)| -> Vec<Value> {
            vec![
                ids.next().into(),
                tickets[n].into(),
                reported(n, now).plus_minutes(minutes).micros().into(),
                "moved".into(),
                verb.into(),
                from.into(),
                to.into(),
                true.into(),
                "{}".into(),
            ]
        };
        let worked = |n: &usize| matches!(STATES[n % STATES.len()], "done" | "verified" | "closed");
        let events = numbers.clone().filter(worked).flat_map(|n| moves.map(|line| event(n, line)));
        insert(tx, "ticket_event (id, ticket_id, at, kind, verb, from_state, to_state, public, data)", events).await?;
        let work = |n: usize| -> Vec<Value> {
            let on = reported(n, now).plus_minutes(2000);
            vec![
                ids.next().into(),
                tickets[n].into(),
                "time".into(),
                self.technicians[n % 2].into(),
                on.to_utc().date_naive().to_string().into(),
                60_i64.into(),
                "Hersteld".into(),
                on.micros().into(),
            ]
        };
        insert(
            tx,
            "work_log (id, ticket_id, kind, person_id, worked_on, minutes, note, created_at)",
            numbers.filter(worked).map(work),
        )
        .await
    }
}

const TICKET: &str = "ticket (id, number, kind, title, site_id, place_id, installation_id, reporter_id, impact, urgency, priority, raised, \
    state, team_id, assignee_id, reported_at, clock_from, acknowledged_at, done_at, held_since, held_minutes, acknowledge_by, \
    warn_at, fix_by, duplicate_of, reopened_count, search_key, version)";

fn number(n: usize) -> i64 {
    i64::try_from(n + 1).unwrap_or(i64::MAX)
}

/// Ten a day, the last of them two days ago.
fn reported(n: usize, now: Instant) -> Instant {
    now.plus_minutes(-(number(TICKETS - n) * 144 + 2880))
}
