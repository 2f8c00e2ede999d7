//! Bookings around today: dense this week, some in series, some waiting, some called off.

use anyhow::{Context as _, Result};
use booking::{
    BookingError, Engine,
    commands::{
        attend::{Act, attend},
        cancel::{Which, cancel},
        create_booking::{NewBooking, create_booking},
        decide::{Decision, decide},
        sweep::sweep,
    },
    model::{
        booking::{ApprovalState, OnConflict, Series, Visibility},
        wish::Pick,
    },
    queries::bookings::Details,
};
use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use db::Db;
use kernel::{BookableId, Ctx, Fold, Recurrence, WallTime, Zone};

use super::{
    dice::Dice,
    people::{DemoPerson, Everybody},
    policies::{CHECK_IN, NEED_APPROVAL},
};

const SEED: u64 = 16;
const ZONE: Zone = Zone::BRUSSELS;
/// How many bookings are made in one transaction.
const AT_ONCE: usize = 40;

/// From, to (working days from today) and how many bookings a day are tried.
const DENSITY: &[(i64, i64, usize)] = &[(-6, -1, 9), (0, 0, 75), (1, 6, 30), (7, 20, 6), (21, 40, 2)];

const TITLES: &[(&str, i64)] = &[
    ("Werkgroep digitalisering", 90),
    ("Groupe de travail budget", 120),
    ("Coordination meeting", 60),
    ("Teamoverleg", 60),
    ("Réunion d’équipe", 60),
    ("Selectiegesprek", 45),
    ("Entretien de sélection", 45),
    ("Voorbereiding Overlegcomité", 90),
    ("Interkabinettenwerkgroep", 120),
    ("Groupe intercabinets", 120),
    ("Arbeitsgruppe Übersetzung", 60),
    ("Project review", 60),
    ("Opleiding", 180),
    ("Formation", 180),
    ("Stafvergadering", 75),
    ("Point presse – préparation", 45),
    ("Visit of a delegation", 90),
    ("Juridisch overleg", 60),
];

/// A room as far as booking it goes.
struct DemoRoom {
    id: BookableId,
    code: String,
    capacity: i64,
}

/// What the bookings are made with.
struct Maker<'a> {
    db: &'a Db,
    engine: &'a Engine,
    before: &'a Ctx,
    now: &'a Ctx,
    today: NaiveDate,
    rooms: Vec<DemoRoom>,
}

pub(super) async fn add(db: &Db, engine: &Engine, now: &Ctx, before: &Ctx, everybody: &Everybody) -> Result<()> {
    let rooms = rooms::queries::all(db.into()).await?;
    let rooms =
        rooms.into_iter().map(|room| DemoRoom { id: room.id, capacity: room.capacity(), code: room.code }).collect();
    let today = WallTime::at(now.now, ZONE).date();
    let maker = Maker { db, engine, before, now, today, rooms };
    maker.series(everybody).await?;
    maker.council(everybody).await?;
    maker.single(everybody).await?;
    maker.requests(everybody).await?;
    maker.call_some_off(everybody).await?;
    // What is past by now is finished, and what nobody came to is released.
    while sweep(engine, db, now).await?.moved > 0 {}
    Ok(())
}

/// That day, or so many working days from it: nobody meets on a Saturday or on Christmas Day.
pub(super) fn working_day(today: NaiveDate, days: i64) -> NaiveDate {
    let towards = TimeDelta::days(days.signum());
    let mut day = today;
    for _ in 0..days.abs() {
        day += towards;
        while !is_working_day(day) {
            day += towards;
        }
    }
    day
}

/// A booking to try.
struct Try<'a> {
    who: &'a DemoPerson,
    booking: NewBooking,
}

impl Maker<'_> {
    fn room(&self, code: &str) -> Result<BookableId> {
        self.rooms.iter().find(|room| room.code == code).map(|room| room.id).with_context(|| format!("no room {code}"))
    }

    fn at(&self, days: i64, minute: i64) -> WallTime {
        WallTime::midnight(self.day(days)).plus_minutes(minute)
    }

    fn day(&self, days: i64) -> NaiveDate {
        working_day(self.today, days)
    }

    /// Books what fits; what does not is left out, as people would.
    async fn book(&self, tries: Vec<Try<'_>>) -> Result<Vec<Details>> {
        let mut made = Vec::new();
        let mut tries = tries.into_iter().peekable();
        while tries.peek().is_some() {
            let tx = self.db.begin(self.before).await?;
            for Try { who, booking } in tries.by_ref().take(AT_ONCE) {
                match create_booking(self.engine, &tx, &who.context(self.before), booking).await {
                    Ok(details) => made.push(details),
                    Err(BookingError::Refused(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            tx.commit().await?;
        }
        Ok(made)
    }

    /// Meetings that come back, begun some weeks ago.
    async fn series(&self, everybody: &Everybody) -> Result<()> {
        let weekly = |title: &str, unit: &str, room: &str, day: i64, minute: i64, minutes: i64, rule: &str| {
            let who = everybody.of_unit(unit)[0];
            Ok::<_, anyhow::Error>(Try {
                who,
                booking: new(title, self.room(room)?, self.at(day, minute), minutes, 6, Some(rule))?,
            })
        };
        let tries = vec![
            weekly("Teamoverleg ICT", "ICT", "W14-1-03", -14, 9 * 60, 60, "FREQ=WEEKLY;COUNT=12")?,
            weekly("Réunion de service", "DG-COM", "W16-2-01", -13, 10 * 60, 60, "FREQ=WEEKLY;COUNT=12")?,
            weekly("Directiecomité", "MC", "W16-2-05", -12, 9 * 60 + 30, 120, "FREQ=WEEKLY;COUNT=16")?,
            weekly("Juridisch overleg", "DG-LAW", "W16-2-03", -11, 14 * 60, 90, "FREQ=WEEKLY;COUNT=10")?,
            weekly("Terminologie", "TRA", "W16-2-04", -10, 11 * 60, 60, "FREQ=WEEKLY;INTERVAL=2;COUNT=8")?,
            weekly("Budgetopvolging", "BUD", "W14-2-02", -9, 13 * 60 + 30, 60, "FREQ=WEEKLY;COUNT=10")?,
            weekly(
                "Staff meeting",
                "LOG",
                "W14-1-02",
                -8,
                8 * 60 + 30,
                30,
                "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=20",
            )?,
            weekly(
                "Selectiegesprekken",
                "HR",
                "W14-3-01",
                -3,
                9 * 60,
                180,
                "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=10",
            )?,
            weekly("Comité de concertation", "DG-SEC", "VD-DUTCH", 2, 10 * 60, 180, "FREQ=MONTHLY;COUNT=6")?,
            weekly("Persoverleg", "DG-COM", "RP-1-01", -7, 9 * 60, 45, "FREQ=WEEKLY;COUNT=12")?,
            weekly("Beleidscel", "PM-POL", "W16-LILAC", -6, 8 * 60 + 30, 60, "FREQ=WEEKLY;COUNT=12")?,
        ];
        self.book(tries).await?;
        Ok(())
    }

    /// The Council of Ministers every week with its press conference, asked for and approved.
    async fn council(&self, everybody: &Everybody) -> Result<()> {
        let manager = everybody.desk("room_manager")?;
        let rule = "FREQ=WEEKLY;COUNT=8";
        // Friday of this week, wherever in the week today is.
        let friday = 4 - i64::from(self.today.weekday().num_days_from_monday()) - 7;
        let council =
            new("Council of Ministers", self.room("W16-COUNCIL")?, self.at(friday, 10 * 60), 180, 20, Some(rule))?;
        let press = new(
            "Press conference after the Council",
            self.room("W16-PRESS")?,
            self.at(friday, 14 * 60),
            60,
            80,
            Some(rule),
        )?;
        let high = |booking: NewBooking, class: &str| NewBooking { precedence: Some(class.to_owned()), ..booking };
        let made = self
            .book(vec![
                Try { who: manager, booking: high(council, "council_of_ministers") },
                Try { who: manager, booking: high(press, "press") },
            ])
            .await?;
        let approver = everybody.desk("approver")?.context(self.before);
        for details in made {
            let tx = self.db.begin(&approver).await?;
            for asked in details.approvals.iter().filter(|line| line.state == ApprovalState::Pending) {
                match decide(self.engine, &tx, &approver, asked.id, Decision::Approve, None).await {
                    Ok(_) | Err(BookingError::AlreadyDecided | BookingError::Refused(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Ordinary meetings, thick today and this week.
    async fn single(&self, everybody: &Everybody) -> Result<()> {
        let mut dice = Dice::new(SEED);
        let ordinary: Vec<&DemoRoom> = self
            .rooms
            .iter()
            .filter(|room| !NEED_APPROVAL.contains(&room.code.as_str()) && !room.code.contains("BOOTH"))
            .collect();
        let mut tries = Vec::new();
        for &(first, last, a_day) in DENSITY {
            for day in first..=last {
                for _ in 0..a_day {
                    let room = *dice.pick(&ordinary);
                    let (title, minutes) = *dice.pick(TITLES);
                    let start = 8 * 60 + 15 * i64::try_from(dice.below(44))?;
                    let most = usize::try_from(room.capacity.min(40))?;
                    let attendees = 2 + i64::try_from(dice.below(most.saturating_sub(1)))?;
                    let who = &everybody.0[dice.below(everybody.0.len())];
                    let mut booking =
                        new(title, room.id, self.at(day, start), minutes, attendees.min(room.capacity), None)?;
                    if dice.chance(6) {
                        booking.visibility = Visibility::Private;
                    } else if dice.chance(3) {
                        booking.visibility = Visibility::Confidential;
                    }
                    tries.push(Try { who, booking });
                }
            }
        }
        let staff = everybody.desk("staff")?;
        for (day, minute, code, title) in [
            (0, 17 * 60, "W14-2-01", "Overleg met de dienst vertaling"),
            (1, 10 * 60, "W16-2-02", "Werkgroep regelgeving"),
            (3, 14 * 60, "W14-0-AB", "Infosessie wetgeving"),
            (9, 9 * 60, "VD-P-01", "Seminarie"),
        ] {
            tries.insert(
                0,
                Try { who: staff, booking: new(title, self.room(code)?, self.at(day, minute), 60, 6, None)? },
            );
        }
        let made = self.book(tries).await?;
        self.check_in_to_most(everybody, &made).await
    }

    /// In the rooms where one checks in, most people did.
    async fn check_in_to_most(&self, everybody: &Everybody, made: &[Details]) -> Result<()> {
        let rooms: Vec<BookableId> = CHECK_IN.iter().filter_map(|code| self.room(code).ok()).collect();
        for (index, details) in made.iter().enumerate() {
            let Some(date) = details.occurrences.first().filter(|date| date.starts_at < self.now.now) else { continue };
            let checks_in = date.claims.iter().any(|claim| rooms.contains(&claim.bookable));
            if !checks_in || index % 4 == 0 {
                continue;
            }
            let host =
                everybody.0.iter().find(|person| person.id == details.booking.host).context("the host is there")?;
            let cx = Ctx { now: date.starts_at, ..host.context(self.before) };
            let tx = self.db.begin(&cx).await?;
            attend(self.engine, &tx, &cx, date.id, Act::CheckIn, None).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Requests that wait for an answer, two of them for the same time.
    async fn requests(&self, everybody: &Everybody) -> Result<()> {
        let wishes = [
            (1, 10 * 60, "W16-PRESS", "Press briefing on the budget", "DG-COM", 60),
            (1, 10 * 60, "W16-PRESS", "Perslunch", "PM-POL", 45),
            (2, 15 * 60, "W16-PRESS", "Interview television", "DG-COM", 8),
            (3, 9 * 60, "W16-PRESS", "Présentation du rapport annuel", "DG-SEC", 70),
            (2, 9 * 60, "W16-COUNCIL", "Inner cabinet", "PM-POL", 10),
            (4, 15 * 60, "W16-COUNCIL", "National Security Council", "PM-SEC", 14),
            (3, 18 * 60, "VD-GOLD", "Reception for a delegation", "DG-SEC", 40),
            (5, 12 * 60, "VD-GOLD", "Werklunch", "MC", 16),
            (8, 10 * 60, "VD-GOLD", "Ondertekening", "DG-LAW", 30),
        ];
        let mut tries = Vec::new();
        for (day, minute, code, title, unit, attendees) in wishes {
            let who = *everybody.of_unit(unit).last().context("the unit has people")?;
            tries.push(Try { who, booking: new(title, self.room(code)?, self.at(day, minute), 90, attendees, None)? });
        }
        let staff = everybody.desk("staff")?;
        tries.push(Try {
            who: staff,
            booking: new("Persmoment regelgeving", self.room("W16-PRESS")?, self.at(6, 11 * 60), 60, 40, None)?,
        });
        let made = self.book(tries).await?;
        // One of them gets its no.
        let last = made.iter().rev().find(|details| !details.approvals.is_empty()).context("something waits")?;
        let refused = made.iter().find(|details| details.booking.title == "Werklunch").unwrap_or(last);
        let approver = everybody.desk("approver")?.context(self.before);
        let tx = self.db.begin(&approver).await?;
        let reason = Some("The salon is being restored that week (demo).".to_owned());
        decide(self.engine, &tx, &approver, refused.approvals[0].id, Decision::Decline, reason).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Some bookings are called off, one of them since the Council needs the room.
    async fn call_some_off(&self, everybody: &Everybody) -> Result<()> {
        let manager = everybody.desk("room_manager")?;
        let mut tries = Vec::new();
        for (index, day) in [1, 2, 3, 5, 8].into_iter().enumerate() {
            let who = everybody.0.iter().rev().nth(index).context("there are people")?;
            let room = self.room(if index == 0 { "LAM-BLUE" } else { "LAM-LIB" })?;
            tries.push(Try { who, booking: new("Werkvergadering", room, self.at(day, 19 * 60 + 30), 60, 6, None)? });
        }
        for (index, details) in self.book(tries).await?.into_iter().enumerate() {
            let host =
                everybody.0.iter().find(|person| person.id == details.booking.host).context("the host is there")?;
            let (who, reason) = if index == 0 {
                (
                    manager,
                    Some(
                        "Displaced: the inner cabinet needs the salon; the green salon is free at that time."
                            .to_owned(),
                    ),
                )
            } else {
                (host, None)
            };
            let cx = who.context(self.before);
            let tx = self.db.begin(&cx).await?;
            cancel(self.engine, &tx, &cx, Which::All(details.booking.id), reason, None).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        && !buildings::holidays::computed("BE", day.year()).iter().any(|closed| closed.day == day)
}

fn new(
    title: &str,
    room: BookableId,
    start: WallTime,
    duration_minutes: i64,
    attendees: i64,
    rule: Option<&str>,
) -> Result<NewBooking> {
    Ok(NewBooking {
        title: title.to_owned(),
        description: None,
        picks: vec![Pick::plain(room)],
        series: Series {
            start,
            duration_minutes,
            zone: ZONE,
            fold: Fold::First,
            recurrence: rule.map(Recurrence::parse).transpose()?,
            extra_dates: vec![],
        },
        attendees,
        host: None,
        visibility: Visibility::Normal,
        precedence: None,
        cost_centre: None,
        on_conflict: OnConflict::Skip,
        preview_hash: None,
        external: None,
        granted: std::collections::HashSet::new(),
        left_out: vec![],
    })
}
