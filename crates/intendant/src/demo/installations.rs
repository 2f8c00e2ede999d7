//! Invented installations, suppliers and contracts, and the plan of one floor.

use anyhow::{Context as _, Result, bail};
use buildings::{
    commands::{
        PutOutOfService, ReadMeter, SetFloorPlan, SetOutline, add_meter, import_contracts, import_installations,
        put_out_of_service, read_meter, set_floor_plan, set_outline,
    },
    model::{
        meter::{AddMeter, MeterUnit},
        outline::{Polygon, PolygonType},
    },
    parse_contracts, parse_installations, queries,
};
use chrono::{Days, NaiveDate};
use db::Db;
use kernel::{Ctx, WallTime, Zone, field::NamesInput};

use super::complete;

const INSTALLATIONS: &str = include_str!("data/installations.csv");
const CONTRACTS: &str = include_str!("data/contracts.csv");
const PLAN: &[u8] = include_bytes!("data/plan-w16-a-2.svg");

/// The spaces on the plan, each with left, top, right and bottom.
const ON_PLAN: &[(&str, [f64; 4])] = &[
    ("S-W16-LILAC", [20.0, 20.0, 300.0, 260.0]),
    ("S-W16-2-01", [300.0, 20.0, 540.0, 260.0]),
    ("S-W16-2-02", [540.0, 20.0, 780.0, 260.0]),
];

/// What does not work, since how many hours, and why.
const BROKEN: &[(&str, i64, &str)] = &[
    ("W16-LIFT-2", 75, "Wacht op een nieuwe kabel"),
    ("VD-PUMP-1", 180, "Fuite au joint, pièce commandée"),
    ("W16-BEAMER-3", 20, "Lamp stuk"),
];

/// Adds them. `before` is when the house was set up, `now` is today.
pub(super) async fn add(db: &Db, now: &Ctx, before: &Ctx) -> Result<()> {
    let today = WallTime::at(now.now, Zone::BRUSSELS).date();
    let tx = db.begin(before).await?;
    let contracts = with_days(CONTRACTS, today)?;
    complete("contracts", &import_contracts(&tx, before, parse_contracts(contracts.as_bytes()), false).await?)?;
    let rows = parse_installations(INSTALLATIONS.as_bytes());
    complete("installations", &import_installations(&tx, before, rows, false).await?)?;
    tx.commit().await?;
    counters(db, before, now).await?;
    for (code, hours, reason) in BROKEN {
        let since = Ctx { now: now.now.plus_minutes(-hours * 60), ..now.clone() };
        let tx = db.begin(&since).await?;
        let found = queries::installations_by_codes(&tx, &[code]).await?.pop();
        let id = found.with_context(|| format!("there is no demonstration {code}"))?.id;
        put_out_of_service(&tx, &since, PutOutOfService { id, seen: None, reason: (*reason).to_owned() }).await?;
        tx.commit().await?;
    }
    plan(db, before).await
}

/// Cells such as `@-30` are so many days after today.
pub(super) fn with_days(table: &str, today: NaiveDate) -> Result<String> {
    let cell = |cell: &str| -> Result<String> {
        let Some(days) = cell.strip_prefix('@') else { return Ok(cell.to_owned()) };
        let days: i64 = days.parse()?;
        let step = Days::new(days.unsigned_abs());
        let day = if days < 0 { today.checked_sub_days(step) } else { today.checked_add_days(step) };
        Ok(day.context("that day does not exist")?.to_string())
    };
    let line = |line: &str| Ok(line.split(',').map(cell).collect::<Result<Vec<_>>>()?.join(","));
    Ok(table.lines().map(line).collect::<Result<Vec<_>>>()?.join("\n"))
}

/// Hours on the lifts and energy on the chillers, read when the house was set up and again now.
async fn counters(db: &Db, before: &Ctx, now: &Ctx) -> Result<()> {
    let hours = NamesInput {
        nl: "Draaiuren".into(),
        fr: "Heures de marche".into(),
        de: "Betriebsstunden".into(),
        en: "Hours run".into(),
    };
    let energy = NamesInput {
        nl: "Verbruik".into(),
        fr: "Consommation".into(),
        de: "Verbrauch".into(),
        en: "Consumption".into(),
    };
    for (code, unit, names, first, second) in [
        ("W16-LIFT-1", MeterUnit::Hours, &hours, 10_412, 10_530),
        ("LAM-LIFT-1", MeterUnit::Hours, &hours, 3_981, 4_007),
        ("RP-LIFT-1", MeterUnit::Hours, &hours, 22_040, 22_401),
        ("W16-CHILLER-1", MeterUnit::KilowattHours, &energy, 880_100, 892_450),
    ] {
        let tx = db.begin(before).await?;
        let found = queries::installations_by_codes(&tx, &[code]).await?.pop();
        let id = found.with_context(|| format!("there is no demonstration {code}"))?.id;
        let input = AddMeter { code: unit.as_str().replace('_', "-"), names: names.clone(), unit };
        let meter = add_meter(&tx, before, id, input).await?.id;
        let read = |reading| ReadMeter { meter, reading, read_at: None, restarts: false, note: None };
        read_meter(&tx, before, read(first)).await?;
        tx.commit().await?;
        let tx = db.begin(now).await?;
        read_meter(&tx, now, read(second)).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn plan(db: &Db, cx: &Ctx) -> Result<()> {
    let plan = media::plan::prepare(PLAN).context("the demonstration plan")?;
    let tx = db.begin(cx).await?;
    let Some(floor) = queries::by_codes(&tx, &["W16-A.2"]).await?.pop() else {
        bail!("there is no demonstration floor")
    };
    set_floor_plan(&tx, cx, SetFloorPlan { floor: floor.id, plan, mm_per_unit: Some(30) }).await?;
    for (code, [left, top, right, bottom]) in ON_PLAN {
        let found = queries::by_codes(&tx, &[code]).await?.pop();
        let space = found.with_context(|| format!("there is no demonstration {code}"))?.id;
        let ring = vec![[*left, *top], [*right, *top], [*right, *bottom], [*left, *bottom], [*left, *top]];
        let outline = Polygon { kind: PolygonType::Polygon, coordinates: vec![ring] };
        set_outline(&tx, cx, SetOutline { space, seen: None, outline: Some(outline) }).await?;
    }
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(with_days("a,@-1,@0,b@1,@30", today).unwrap(), "a,2026-02-28,2026-03-01,b@1,2026-03-31");
        assert!(with_days("@x", today).is_err());
    }
}
