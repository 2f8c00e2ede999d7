//! Work that comes again and inspections by rule, around today: some done, some due, some late.

use anyhow::{Context as _, Result};
use buildings::{
    model::installation::Installation,
    queries::{self, InstallationFilter},
};
use chrono::{Datelike, Days, NaiveDate};
use db::{Db, WriteTx};
use kernel::{Ctx, PlaceId, WallTime, Zone, field::NamesInput, id::InstallationId, id::TeamId};
use maintenance::{
    commands::{
        Judgement, NewChecklist, NewPlan, NewRemark, OfInspection, PastInspection, add_checklist, add_plan, add_report,
        add_standard_regimes, judge_inspection, make_planned_work, note_inspection, plan_inspections,
    },
    model::{
        inspection::InspectionResult,
        plan::{CountedFrom, TriggerInput},
        task::{Demands, ItemInput, TaskKind},
    },
};

use media::{Block, Paper, PreparedDocument, paper};

use super::people::Everybody;

/// A plan by the calendar: code, title, place, rule, and from where it counts.
const PLANS: &[(&str, &str, &str, &str, CountedFrom)] = &[
    ("FILTERS-W16", "Filters van de luchtgroep vervangen", "W16-A", "FREQ=MONTHLY;BYDAY=1MO", CountedFrom::LastDue),
    ("EMERGENCY-W16", "Tester l’éclairage de secours", "W16-A", "FREQ=WEEKLY;BYDAY=TH", CountedFrom::LastDue),
    ("ROOF-W14", "Goten en dak nakijken", "W14", "FREQ=YEARLY;BYMONTH=4,11;BYMONTHDAY=15", CountedFrom::LastDue),
    ("PUMP-LAM", "Pompen smeren", "LAM-A", "FREQ=MONTHLY;INTERVAL=3", CountedFrom::LastDone),
];

/// What installations of a class were inspected for: class, rule, interval, and how many months lie between two.
const SERIES: &[(&str, &str, &str, u64)] = &[
    ("lift", "BE-LIFT", "yearly", 12),
    ("lift", "BE-LIFT", "half_yearly", 6),
    ("lift", "BE-LIFT", "risk_analysis", 180),
    ("switchboard", "BE-ELEC-LV", "five_yearly", 60),
    ("fire_panel", "BE-FIRE-DETECTION", "yearly", 12),
    ("emergency_light", "BE-EMERGENCY-LIGHT", "yearly", 12),
    ("extinguisher", "BE-FIRE-EXTINGUISHER", "yearly", 12),
    ("boiler", "BE-BRU-BOILER-GAS", "two_yearly", 24),
    ("water_heater", "BE-LEGIONELLA", "yearly", 12),
    ("chiller", "BE-COOLING", "yearly", 12),
];

/// The lift whose last inspection went badly.
const BAD: &str = "W16-LIFT-2";

/// Adds them.
pub(super) async fn add(db: &Db, now: &Ctx, before: &Ctx, everybody: &Everybody, team: TeamId) -> Result<()> {
    let desk = everybody.desk("dispatcher")?;
    let tx = db.begin(before).await?;
    add_standard_regimes(&tx, before).await?;
    add_plans(&tx, &desk.context(before), team).await?;
    tx.commit().await?;
    let today = WallTime::at(now.now, Zone::BRUSSELS).date();
    let tx = db.begin(now).await?;
    let mut number: u64 = 0;
    for (class, regime, interval, months) in SERIES {
        let filter = InstallationFilter { class: Some((*class).to_owned()), ..InstallationFilter::default() };
        for on in queries::list_installations(&tx, &filter, None, 100).await? {
            number += 1;
            // One in fourteen is late, the others took place at any time within the last interval.
            let within = months * 30;
            let days = if number.is_multiple_of(14) { within + 20 } else { 1 + number * 97 % (within - 10) };
            let day = today.checked_sub_days(Days::new(days)).context("that day does not exist")?;
            add_past(&tx, &desk.context(now), &on, (regime, interval), day).await?;
        }
    }
    tx.commit().await?;
    make_planned_work(db, now).await?;
    plan_inspections(db, now).await?;
    Ok(())
}

async fn installation(tx: &WriteTx, code: &str) -> Result<InstallationId> {
    let found = queries::installations_by_codes(tx, &[code]).await?.pop();
    Ok(found.with_context(|| format!("there is no demonstration {code}"))?.id)
}

async fn place(tx: &WriteTx, code: &str) -> Result<PlaceId> {
    let found = queries::by_codes(tx, &[code]).await?.pop();
    Ok(found.with_context(|| format!("there is no demonstration {code}"))?.id)
}

async fn add_plans(tx: &WriteTx, cx: &Ctx, team: TeamId) -> Result<()> {
    let names = |[nl, fr, de, en]: [&str; 4]| NamesInput { nl: nl.into(), fr: fr.into(), de: de.into(), en: en.into() };
    let item = |kind, texts, demands, required| ItemInput { kind, names: names(texts), demands, required };
    let pressure = Demands { min: Some(1), max: Some(3), unit: Some("bar".into()), ..Demands::default() };
    let list = NewChecklist {
        code: "UPKEEP".into(),
        names: names(["Periodiek onderhoud", "Entretien périodique", "Regelmäßige Wartung", "Regular upkeep"]),
        items: vec![
            item(
                TaskKind::Tick,
                ["Gereinigd en gesmeerd", "Nettoyé et graissé", "Gereinigt und geschmiert", "Cleaned and greased"],
                Demands::default(),
                true,
            ),
            item(TaskKind::Number, ["Druk", "Pression", "Druck", "Pressure"], pressure, false),
            item(
                TaskKind::PassFail,
                ["Werkt zonder vreemd geluid", "Fonctionne sans bruit anormal", "Läuft ohne Geräusche", "Runs quietly"],
                Demands::default(),
                true,
            ),
        ],
    };
    let checklist = add_checklist(tx, cx, list).await?;
    let plan = |code: &str, title: &str, trigger, counted_from| NewPlan {
        code: code.into(),
        title: title.into(),
        description: None,
        place: None,
        installation: None,
        team: Some(team),
        checklist: Some(checklist),
        impact: None,
        urgency: None,
        minutes: Some(90),
        trigger,
        counted_from: Some(counted_from),
    };
    let start = WallTime::midnight(WallTime::at(cx.now, Zone::BRUSSELS).date()).plus_minutes(8 * 60);
    for (code, title, at, rule, from) in PLANS {
        let trigger = TriggerInput::Calendar { rule: (*rule).to_owned(), start, time_zone: None, days_ahead: None };
        let new = NewPlan { place: Some(place(tx, at).await?), ..plan(code, title, trigger, *from) };
        add_plan(tx, cx, new).await?;
    }
    let lift = installation(tx, "W16-LIFT-1").await?;
    let meter = queries::meters_of(tx, lift).await?.pop().context("the demonstration lift has no meter")?.0.id;
    let trigger =
        TriggerInput::Meter { meter_id: meter, every: 500, units_ahead: Some(25), counted_total: Some(10_050) };
    add_plan(tx, cx, plan("LIFT-500H", "Onderhoud lift om de 500 uur", trigger, CountedFrom::LastDue)).await?;
    Ok(())
}

async fn add_past(
    tx: &WriteTx,
    cx: &Ctx,
    on: &Installation,
    (regime, interval): (&str, &str),
    performed_on: NaiveDate,
) -> Result<()> {
    // What was there before the installation did not inspect it.
    if on.commissioned_on.is_some_and(|since| since > performed_on) {
        return Ok(());
    }
    let input = PastInspection {
        installation: on.id,
        regime: regime.into(),
        interval: interval.into(),
        performed_on,
        performer: "Demo Keuring".into(),
    };
    let id = note_inspection(tx, cx, input).await?;
    let (result, remarks): (_, &[&str]) = match (on.code.as_str(), interval) {
        (BAD, "yearly") => {
            (InspectionResult::NonConform, &["Ophangkabel vertoont slijtage", "Noodtelefoon geeft geen gehoor"])
        }
        (code, _) if code.ends_with("-1") && performed_on.day().is_multiple_of(3) => {
            (InspectionResult::ConformWithRemarks, &["Opschrift met de technische gegevens ontbreekt"])
        }
        _ => (InspectionResult::Conform, &[]),
    };
    let title = format!("Keuringsverslag {performed_on}");
    let paper = Paper {
        title: title.clone(),
        subtitle: on.code.clone(),
        blocks: vec![Block::Text(format!("{regime} · {interval} · {result}"))],
        ..Paper::default()
    };
    add_report(tx, cx, id, PreparedDocument::Pdf(paper::print(&paper)?), title).await?;
    let deadline = performed_on.checked_add_days(Days::new(90));
    let order = result == InspectionResult::NonConform;
    let remarks = remarks.iter().map(|text| NewRemark { text: (*text).to_owned(), deadline, order }).collect();
    let judgement = Judgement { result, note: None, remarks, out_of_service: false };
    judge_inspection(tx, cx, OfInspection { id, seen: None }, judgement).await?;
    Ok(())
}
