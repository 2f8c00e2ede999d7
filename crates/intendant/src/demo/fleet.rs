//! Invented vehicles with plates that cannot be anybody's (Belgian plates have no letter O), what is due for them, and those who
//! drive.

use anyhow::{Context as _, Result};
use booking::Engine;
use chrono::{Days, NaiveDate};
use db::{Db, WriteTx};
use fleet::{
    commands::{
        AssignPlate, LicenceInput, NewChauffeur, NewDeadline, NewDriver, OfVehicle, ReadOdometer, add_deadline,
        add_driver, add_standard_schemes, assign_plate, import_vehicles, put_out_of_service, read_odometer,
    },
    model::{deadline::DeadlineKind, driver::LicenceCategory, odometer::OdometerSource},
    parse_vehicles,
    queries::{self, Vehicle},
};
use kernel::{Ctx, WallTime, Zone};

use super::{
    complete,
    installations::with_days,
    people::{Everybody, place_of},
};

const VEHICLES: &str = include_str!("data/vehicles.csv");

/// How many days until the inspection of each vehicle; they take turns. One is overdue, so that it cannot be booked.
const INSPECTIONS: &[i64] = &[210, 24, 150, 330, -4, 95, 12, 260, 300, 60, 180];
/// How many days until the insurance of each ends.
const INSURANCES: &[i64] = &[120, 240, 19, 300, 90, 200, 340];
/// How many kilometres until the service of each.
const SERVICES: &[i64] = &[9_000, 700, 15_000, -350, 4_000, 21_000];

/// Login, the code of a professional, further categories, days for which the licence still holds, whether somebody looked at it.
type DemoDriver = (&'static str, Option<&'static str>, &'static [LicenceCategory], i64, bool);

const DRIVERS: &[DemoDriver] = &[
    ("driver", Some("DRV-1"), &[LicenceCategory::Be, LicenceCategory::D1], 1400, true),
    ("demo10", Some("DRV-2"), &[LicenceCategory::D1], 900, true),
    ("demo21", Some("DRV-3"), &[], 45, true),
    ("demo32", None, &[], 2200, true),
    ("demo43", None, &[LicenceCategory::C], -8, true),
    ("technician", None, &[], 700, false),
];

/// Adds them. `before` is when the house was set up, `now` is today.
pub(super) async fn add(db: &Db, engine: &Engine, now: &Ctx, before: &Ctx, everybody: &Everybody) -> Result<()> {
    let manager = everybody.desk("fleet_manager")?;
    let (before, now) = (&manager.context(before), &manager.context(now));
    let today = WallTime::at(now.now, Zone::BRUSSELS).date();
    let tx = db.begin(before).await?;
    add_standard_schemes(&tx, before).await?;
    tx.commit().await?;
    let file = with_days(VEHICLES, today)?;
    let tx = db.begin(before).await?;
    complete("vehicles", &import_vehicles(tx, before, parse_vehicles(file.as_bytes()), false).await?)?;
    let vehicles = queries::all(db.into()).await?;
    let tx = db.begin(before).await?;
    for (index, vehicle) in (0..).zip(&vehicles) {
        read(&tx, before, vehicle, first_km(index)).await?;
    }
    add_drivers(db, &tx, before, everybody, today).await?;
    tx.commit().await?;
    let tx = db.begin(now).await?;
    for (index, vehicle) in (0..).zip(&vehicles) {
        read(&tx, now, vehicle, first_km(index) + 180 + 41 * index).await?;
        due(engine, &tx, now, index, vehicle, today).await?;
    }
    let by_code = |code: &str| vehicles.iter().find(|one| one.code == code).context("that vehicle is in the file");
    // A plate that moved with its holder ten days ago; the car it was on has another one since.
    for (code, plate) in [("CAR-02", "2-DMO-001"), ("CAR-01", "2-DMO-023")] {
        let moved = AssignPlate {
            vehicle: by_code(code)?.id,
            plate: plate.into(),
            unusual: true,
            from: in_days(today, -10)?,
            until: None,
            take_over: true,
        };
        assign_plate(&tx, now, moved).await?;
    }
    let broken = OfVehicle { id: by_code("CAR-14")?.id, seen: None, reason: "Koppeling stuk (demo)".into() };
    put_out_of_service(engine, &tx, now, broken).await?;
    tx.commit().await?;
    Ok(())
}

/// What the odometer of a vehicle showed when the house was set up.
const fn first_km(index: i64) -> i64 {
    6_500 + (index * 7_919) % 61_000
}

async fn read(tx: &WriteTx, cx: &Ctx, vehicle: &Vehicle, km: i64) -> Result<()> {
    let input =
        ReadOdometer { vehicle: vehicle.id, km, read_at: None, source: OdometerSource::Manual, confirmed: true };
    read_odometer(tx, cx, input).await?;
    Ok(())
}

/// What is due for a vehicle.
async fn due(engine: &Engine, tx: &WriteTx, cx: &Ctx, index: i64, vehicle: &Vehicle, today: NaiveDate) -> Result<()> {
    let turn = |list: &[i64]| list[usize::try_from(index).unwrap_or_default() % list.len()];
    let plain = |kind: DeadlineKind| NewDeadline {
        kind,
        title: None,
        due_on: None,
        due_km: None,
        lead_days: None,
        lead_km: None,
        every_months: None,
        every_km: None,
        blocks: None,
        note: None,
    };
    let mut all = vec![
        NewDeadline {
            due_on: Some(in_days(today, turn(INSPECTIONS))?),
            every_months: Some(12),
            ..plain(DeadlineKind::Inspection)
        },
        NewDeadline {
            due_on: Some(in_days(today, turn(INSURANCES))?),
            every_months: Some(12),
            ..plain(DeadlineKind::Insurance)
        },
        NewDeadline {
            due_on: Some(in_days(today, 200 + 5 * index)?),
            due_km: Some(first_km(index) + 180 + 41 * index + turn(SERVICES)),
            every_months: Some(24),
            every_km: Some(30_000),
            ..plain(DeadlineKind::Service)
        },
    ];
    if let Some(end) = vehicle.details.lease.as_ref().and_then(|lease| lease.ends_on) {
        all.push(NewDeadline { due_on: Some(end), ..plain(DeadlineKind::LeaseEnd) });
    }
    if index % 4 == 1 {
        all.push(NewDeadline { due_on: Some(in_days(today, index - 12)?), ..plain(DeadlineKind::Tyres) });
    }
    for new in all {
        add_deadline(engine, tx, cx, vehicle.id, new).await?;
    }
    Ok(())
}

async fn add_drivers(db: &Db, tx: &WriteTx, cx: &Ctx, everybody: &Everybody, today: NaiveDate) -> Result<()> {
    let site_id = place_of(db, "W16").await?;
    for (login, code, further, days, checked_now) in DRIVERS {
        let valid_to = Some(in_days(today, *days)?);
        let categories = [LicenceCategory::B].into_iter().chain(further.iter().copied());
        let new = NewDriver {
            person_id: everybody.desk(login)?.id,
            licences: categories.map(|category| LicenceInput { category, valid_to }).collect(),
            checked_now: *checked_now,
            chauffeur: code.map(|code| NewChauffeur { code: code.to_owned(), site_id }),
            remarks: None,
        };
        add_driver(tx, cx, new).await?;
    }
    Ok(())
}

fn in_days(today: NaiveDate, days: i64) -> Result<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    let day = if days < 0 { today.checked_sub_days(step) } else { today.checked_add_days(step) };
    day.context("that day does not exist")
}
