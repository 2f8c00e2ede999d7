//! Work that comes again and inspections by rule, around today: some done, some due, some late.

use anyhow::{Context as _, Result};
use buildings::queries;
use chrono::{Days, NaiveDate};
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

use super::people::Everybody;

/// A plan by the calendar: code, title, place, rule, and from where it counts.
const PLANS: &[(&str, &str, &str, &str, CountedFrom)] = &[
    ("FILTERS-W16", "Filters van de luchtgroep vervangen", "W16-A", "FREQ=MONTHLY;BYDAY=1MO", CountedFrom::LastDue),
    ("EMERGENCY-W16", "Tester l’éclairage de secours", "W16-A", "FREQ=WEEKLY;BYDAY=TH", CountedFrom::LastDue),
    ("ROOF-W14", "Goten en dak nakijken", "W14", "FREQ=YEARLY;BYMONTH=4,11;BYMONTHDAY=15", CountedFrom::LastDue),
    ("PUMP-LAM", "Pompen smeren", "LAM-A", "FREQ=MONTHLY;INTERVAL=3", CountedFrom::LastDone),
];

/// An inspection that took place: installation, rule, interval, how many days ago, and what was found.
const PAST: &[(&str, &str, &str, u64, InspectionResult)] = &[
    ("W16-LIFT-1", "BE-LIFT", "yearly", 200, InspectionResult::Conform),
    ("W16-LIFT-1", "BE-LIFT", "half_yearly", 20, InspectionResult::ConformWithRemarks),
    ("W16-LIFT-2", "BE-LIFT", "yearly", 375, InspectionResult::NonConform),
    ("W16-FIRE-1", "BE-FIRE-DETECTION", "yearly", 340, InspectionResult::Conform),
    ("W16-FIRE-2", "BE-FIRE-DETECTION", "yearly", 400, InspectionResult::Conform),
    ("W14-FIRE-1", "BE-FIRE-DETECTION", "yearly", 120, InspectionResult::Conform),
    ("W16-SWB-1", "BE-ELEC-LV", "five_yearly", 1790, InspectionResult::ConformWithRemarks),
    ("W14-SWB-1", "BE-ELEC-LV", "five_yearly", 900, InspectionResult::Conform),
    ("W16-BOILER-1", "BE-BRU-BOILER-GAS", "two_yearly", 710, InspectionResult::Conform),
    ("LAM-BOILER-1", "BE-BRU-BOILER-GAS", "two_yearly", 300, InspectionResult::Conform),
];

/// Adds them.
pub(super) async fn add(db: &Db, now: &Ctx, before: &Ctx, everybody: &Everybody, team: TeamId) -> Result<()> {
    let desk = everybody.desk("dispatcher")?;
    let tx = db.begin(before).await?;
    add_standard_regimes(&tx, before).await?;
    add_plans(&tx, &desk.context(before), team).await?;
    tx.commit().await?;
    let today = WallTime::at(now.now, Zone::BRUSSELS).date();
    let tx = db.begin(now).await?;
    for past in PAST {
        add_past(&tx, &desk.context(now), today, past).await?;
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
    today: NaiveDate,
    &(code, regime, interval, days, result): &(&str, &str, &str, u64, InspectionResult),
) -> Result<()> {
    let performed_on = today.checked_sub_days(Days::new(days)).context("that day does not exist")?;
    let input = PastInspection {
        installation: installation(tx, code).await?,
        regime: regime.into(),
        interval: interval.into(),
        performed_on,
        performer: "Demo Keuring".into(),
    };
    let id = note_inspection(tx, cx, input).await?;
    let title = format!("Keuringsverslag {performed_on}");
    let paper = media::Paper {
        title: title.clone(),
        subtitle: code.into(),
        blocks: vec![media::Block::Text(format!("{regime} · {interval} · {result}"))],
        ..media::Paper::default()
    };
    let report = media::PreparedDocument::Pdf(media::paper::print(&paper)?);
    add_report(tx, cx, id, report, title).await?;
    let remark = |text: &str| NewRemark {
        text: text.into(),
        deadline: today.checked_add_days(Days::new(60)),
        order: result == InspectionResult::NonConform,
    };
    let remarks = match result {
        InspectionResult::Conform => vec![],
        InspectionResult::ConformWithRemarks => vec![remark("Opschrift met de maximale last ontbreekt")],
        InspectionResult::NonConform => {
            vec![remark("Ophangkabel vertoont slijtage"), remark("Noodtelefoon geeft geen gehoor")]
        }
    };
    let out_of_service = false;
    let judgement = Judgement { result, note: None, remarks, out_of_service };
    judge_inspection(tx, cx, OfInspection { id, seen: None }, judgement).await?;
    Ok(())
}
