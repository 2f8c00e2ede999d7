//! Half a year of invented trips, energy, costs and fines.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use chrono::{Days, NaiveDate};
use db::{Db, WriteTx};
use fleet::{
    commands::{
        EnergyStatement, NewCo2Factor, NewCost, NewFine, ReadOdometer, add_cost, add_fine, add_standard_co2_factors,
        import_energy, keep_co2_factor, keep_energy_profile, log_trip, read_odometer,
    },
    model::{
        cost::CostKind,
        energy::EnergyKind,
        energy_mapping::{DayOrder, DecimalMark, EnergyColumns, EnergyMapping, QuantityUnit, Separator},
        fine::FineKind,
        odometer::OdometerSource,
        trip::{NewTrip, TripKind},
    },
    parse_energy, queries,
    queries::Vehicle,
};
use kernel::{Ctx, Instant, PersonId, WallTime, Zone};

use super::{dice::Dice, people::Everybody};

const ZONE: Zone = Zone::BRUSSELS;

/// Whose trips are noted, week by week; the others drive too, and nobody notes it.
const NOTED: &[&str] = &["CAR-03", "CAR-05", "CAR-08", "CAR-10", "CAR-13", "CAR-15", "VIP-3", "VAN-2"];
/// Who drives them, in turn.
const DRIVERS: &[&str] = &["driver", "demo10", "demo32", "demo21"];
/// How many weeks ago the first and the last of those trips were; since then the odometers are read.
const FIRST_WEEK: i64 = 23;
const LAST_WEEK: i64 = 4;
/// How many kilometres a vehicle drives in such a week, noted or not.
const KM_A_WEEK: i64 = 190;

const PURPOSES: &[&str] = &["Overleg kabinetten", "Réunion à Namur", "Levering", "Ophalen delegatie", "Zitting Gent"];

/// Adds them.
pub(super) async fn add(db: &Db, now: &Ctx, everybody: &Everybody) -> Result<()> {
    let cx = &everybody.desk("fleet_manager")?.context(now);
    let today = WallTime::at(cx.now, ZONE).date();
    let vehicles = queries::all(db.into()).await?;
    let mut dice = Dice::new(16);
    trips(db, cx, everybody, &vehicles, today, &mut dice).await?;
    energy(db, cx, &vehicles, today, &mut dice).await?;
    costs_and_fines(db, cx, &vehicles, today).await
}

fn at(today: NaiveDate, days: i64, minutes: i64) -> Result<Instant> {
    let day = today.checked_sub_days(Days::new(days.unsigned_abs())).context("that day exists")?;
    Ok(WallTime::midnight(day).plus_minutes(minutes).instant_or_next(ZONE))
}

fn of_code<'a>(vehicles: &'a [Vehicle], code: &str) -> Result<&'a Vehicle> {
    vehicles.iter().find(|one| one.code == code).with_context(|| format!("{code} is in the file"))
}

async fn trips(
    db: &Db,
    cx: &Ctx,
    everybody: &Everybody,
    vehicles: &[Vehicle],
    today: NaiveDate,
    dice: &mut Dice,
) -> Result<()> {
    let drivers: Vec<PersonId> =
        DRIVERS.iter().map(|login| Ok(everybody.desk(login)?.id)).collect::<Result<Vec<_>>>()?;
    let tx = db.begin(cx).await?;
    // Nobody notes the trips of the others; their odometers were read half a year ago.
    for vehicle in vehicles.iter().filter(|one| !NOTED.contains(&one.code.as_str())) {
        let first = first_km(&tx, vehicle).await?;
        let long_ago = ReadOdometer {
            vehicle: vehicle.id,
            km: first - (FIRST_WEEK - LAST_WEEK + 1) * KM_A_WEEK,
            read_at: Some(at(today, FIRST_WEEK * 7, 7 * 60)?),
            source: OdometerSource::Manual,
            confirmed: false,
        };
        read_odometer(&tx, cx, long_ago).await?;
    }
    for (turn, code) in NOTED.iter().enumerate() {
        let vehicle = of_code(vehicles, code)?;
        let first = first_km(&tx, vehicle).await?;
        for week in (LAST_WEEK..=FIRST_WEEK).rev() {
            let km_out = first - (week - LAST_WEEK + 1) * KM_A_WEEK;
            // Mostly all of the week is noted.
            let km = if dice.chance(85) { KM_A_WEEK } else { KM_A_WEEK - 35 };
            let days = week * 7 + i64::try_from(turn % 5).unwrap_or_default();
            let private = dice.chance(12);
            let new = NewTrip {
                vehicle_id: vehicle.id,
                driver_id: drivers[(turn + usize::try_from(week).unwrap_or_default()) % drivers.len()],
                from: at(today, days, 8 * 60 + 15)?,
                to: at(today, days, 15 * 60 + 40)?,
                km_out,
                km_in: km_out + km,
                kind: if private { TripKind::Private } else { TripKind::Business },
                purpose: (!private).then(|| (*dice.pick(PURPOSES)).to_owned()),
                reservation_id: None,
                odometer_confirmed: false,
            };
            log_trip(&tx, cx, new).await.with_context(|| format!("{code}, {week} weeks ago"))?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// What the odometer showed when the house was set up, three weeks ago: the first reading of each.
async fn first_km(tx: &WriteTx, vehicle: &Vehicle) -> Result<i64> {
    let readings = queries::readings(tx.into(), vehicle.id, None, 50).await?;
    Ok(readings.last().context("its odometer was read")?.km)
}

fn mapping(fuel: bool) -> EnergyMapping {
    let head = |dutch: &str, english: &str| (if fuel { dutch } else { english }).to_owned();
    EnergyMapping {
        separator: Separator::Auto,
        decimal: if fuel { DecimalMark::Comma } else { DecimalMark::Point },
        day_order: if fuel { DayOrder::DayMonthYear } else { DayOrder::YearMonthDay },
        unit: QuantityUnit::Whole,
        kind: (!fuel).then_some(EnergyKind::Electricity),
        kinds: [("Diesel B7".to_owned(), EnergyKind::Diesel), ("Euro 95 E10".to_owned(), EnergyKind::Petrol)].into(),
        cards: [].into(),
        columns: EnergyColumns {
            day: head("Datum", "Started"),
            plate: Some(head("Nummerplaat", "Plate")),
            card: Some(head("Kaart", "Card")),
            kind: fuel.then(|| "Product".to_owned()),
            quantity: head("Volume", "Energy (kWh)"),
            amount: head("Bedrag", "Total"),
            station: Some(head("Station", "Location")),
            reference: Some(head("Ticket", "Session")),
            ..EnergyColumns::default()
        },
    }
}

/// Statements of two suppliers, as they send them.
async fn energy(db: &Db, cx: &Ctx, vehicles: &[Vehicle], today: NaiveDate, dice: &mut Dice) -> Result<()> {
    let mut fuel = "Ticket;Datum;Nummerplaat;Kaart;Product;Volume;Bedrag;Station\n".to_owned();
    let mut charging = "Session,Started,Plate,Card,Energy (kWh),Total,Location\n".to_owned();
    for (index, vehicle) in vehicles.iter().enumerate() {
        let product = match vehicle.details.fuel {
            fleet::model::vehicle::Fuel::Diesel => Some("Diesel B7"),
            fleet::model::vehicle::Fuel::Petrol | fleet::model::vehicle::Fuel::PlugInHybrid => Some("Euro 95 E10"),
            _ => None,
        };
        let holds = vehicle.details.battery_wh.unwrap_or(50_000) / 1000;
        for turn in 0..11 {
            let days = 12 + turn * 14 + index as u64 % 7;
            let day = today.checked_sub_days(Days::new(days)).context("that day exists")?;
            let Some(plate) = vehicle.plate_on(day) else { continue };
            let card = 7_000 + index;
            let tenths = 250 + dice.below(150);
            if let Some(product) = product {
                let cents = tenths * 17;
                writeln!(
                    fuel,
                    "F{index:02}{turn:02};{} 07:4{};{};{card};{product};{},{};{},{:02};Brussel",
                    day.format("%d/%m/%Y"),
                    turn % 10,
                    plate.plate,
                    tenths / 10,
                    tenths % 10,
                    cents / 100,
                    cents % 100,
                )?;
            } else {
                let kwh = usize::try_from(holds).unwrap_or_default() / 2 + dice.below(12);
                let cents = kwh * 41;
                writeln!(
                    charging,
                    "C{index:02}{turn:02},{day} 18:2{},{},{card},{kwh},{}.{:02},Wetstraat",
                    turn % 10,
                    plate.plate,
                    cents / 100,
                    cents % 100,
                )?;
            }
        }
    }
    for (supplier, file_name, text, is_fuel) in
        [("Tankkaart (demo)", "tankkaart.csv", fuel, true), ("Laadpas (demo)", "laadpas.csv", charging, false)]
    {
        let mapping = mapping(is_fuel);
        let tx = db.begin(cx).await?;
        keep_energy_profile(&tx, cx, supplier, &mapping).await?;
        let statement = EnergyStatement {
            supplier: supplier.to_owned(),
            file_name: file_name.to_owned(),
            rows: parse_energy(text.as_bytes(), &mapping),
            mapping,
        };
        let report = import_energy(tx, cx, statement, false).await?;
        if report.refused > 0 || report.taken == 0 {
            bail!("the demonstration statement {file_name} is wrong: {report:#?}");
        }
    }
    Ok(())
}

async fn costs_and_fines(db: &Db, cx: &Ctx, vehicles: &[Vehicle], today: NaiveDate) -> Result<()> {
    let tx = db.begin(cx).await?;
    add_standard_co2_factors(&tx, cx).await?;
    let grid = NewCo2Factor {
        kind: EnergyKind::Electricity,
        from: NaiveDate::from_ymd_opt(2020, 1, 1).context("that day exists")?,
        grams: 150,
        source: "Demo: verzonnen stroommix".to_owned(),
        to_confirm: true,
    };
    keep_co2_factor(&tx, cx, grid).await?;
    let on = |days: u64| today.checked_sub_days(Days::new(days)).context("that day exists");
    for (index, vehicle) in vehicles.iter().enumerate() {
        let spread = index as u64 % 5;
        for (kind, days, months, cents) in [
            (CostKind::Insurance, 150 + spread, Some(12), 61_200),
            (CostKind::Washing, 40 + spread * 9, None, 1_450),
            (CostKind::Tyres, 95, None, 54_800),
        ] {
            if kind == CostKind::Tyres && index % 6 != 1 {
                continue;
            }
            let new = NewCost { kind, on: on(days)?, months, cents, note: Some("Demo".to_owned()) };
            add_cost(&tx, cx, vehicle.id, new).await?;
        }
    }
    // One within a noted trip, one while nobody is known to have driven, one of a plate that no vehicle has.
    for (reference, plate, days, minutes, kind, cents, place) in [
        (
            "PV-2026-0001 (demo)",
            "2-DMO-003",
            LAST_WEEK * 7,
            9 * 60 + 12,
            FineKind::Speeding,
            5_300,
            "E40 Groot-Bijgaarden",
        ),
        ("PV-2026-0002 (demo)", "2-DMO-005", 20, 22 * 60 + 5, FineKind::Parking, 2_500, "Wetstraat"),
        ("PV-2026-0003 (demo)", "2-DMO-999", 11, 11 * 60, FineKind::Zone, 15_000, "Brussel"),
    ] {
        let new = NewFine {
            reference: reference.to_owned(),
            plate: plate.to_owned(),
            at: at(today, days, minutes)?,
            place: Some(place.to_owned()),
            kind,
            cents,
            due_on: today.checked_add_days(Days::new(20)),
            note: None,
        };
        add_fine(&tx, cx, new).await?;
    }
    tx.commit().await?;
    Ok(())
}
