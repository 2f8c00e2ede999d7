//! Keeps the rules by which installations are inspected.

use chrono::NaiveDate;
use db::{DbError, WriteTx};
use kernel::{
    Ctx, Entry, Names,
    field::{NamesInput, NamesPatch, check_code, in_range, several_lines},
    id::RegimeId,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use crate::{
    TicketError,
    entity::{inspection_interval, inspection_regime},
    inspecting::{self, day},
    model::inspection::{
        Applies, Interval, IntervalInput, MAX_LEAD_DAYS, MAX_REPAIR_MONTHS, MAX_RETENTION_YEARS, PerformerKind,
        check_intervals,
    },
    policy::Permission,
};

/// The rules that are shipped, and their intervals.
const REGIMES: &str = include_str!("../../data/inspection_regimes.csv");
const INTERVALS: &str = include_str!("../../data/inspection_intervals.csv");
/// The longest legal basis, in characters.
const MAX_BASIS: usize = 1000;

/// A rule to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegime {
    /// Its short name.
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// The class of the installations.
    pub class: String,
    /// Which law or agreement says so.
    pub legal_basis: String,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds.
    pub valid_to: Option<NaiveDate>,
    /// Whether somebody has still to confirm it.
    pub to_confirm: bool,
    /// Who may inspect.
    pub performer: PerformerKind,
    /// How many days before the day the inspection is planned.
    pub lead_days: i64,
    /// How many years the reports are kept.
    pub retention_years: Option<i64>,
    /// How many months there are to put right what does not conform.
    pub repair_months: Option<i64>,
    /// How often.
    pub intervals: Vec<IntervalInput>,
    /// Whether it follows the rule that has this code already, which ends on the day before.
    pub next_version: bool,
}

/// Keeps a rule, or the next version of one.
pub async fn add_regime(tx: &WriteTx, cx: &Ctx, input: NewRegime) -> Result<RegimeId, TicketError> {
    Permission::ManageMaintenance.require(&cx.actor, &[])?;
    let NewRegime {
        code,
        names,
        class,
        legal_basis,
        valid_from,
        valid_to,
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        intervals,
        next_version,
    } = input;
    let code = check_code("code", &code)?;
    let classes = buildings::queries::installation_classes(tx).await?;
    if classes.iter().all(|known| known.code != class) {
        return Err(TicketError::field("class", "unknown"));
    }
    check_span(valid_from, valid_to)?;
    let row = inspection_regime::Model {
        id: RegimeId::new(&*cx.ids),
        names: names.check("names")?,
        class_code: class,
        legal_basis: check_basis(&legal_basis)?,
        valid_from: valid_from.to_string(),
        valid_to: valid_to.map(|to| to.to_string()),
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        version: 1,
        code,
    };
    check_terms(&row)?;
    let intervals = check_intervals(intervals)?;
    let all = inspecting::regimes(tx).await?.into_iter().map(|regime| regime.row);
    let versions: Vec<_> = all.filter(|one| one.code == row.code).collect();
    match (next_version, versions.first()) {
        (false, Some(_)) => return Err(TicketError::field("code", "taken")),
        (true, None) => return Err(TicketError::field("code", "unknown")),
        // What was inspected by the one would no longer count for the other.
        (true, Some(first)) if first.class_code != row.class_code => {
            return Err(TicketError::field("class", "other_class_before"));
        }
        _ => {}
    }
    for before in versions {
        end_before(tx, before, valid_from).await?;
    }
    insert(tx, row, intervals).await
}

/// Ends an older version of a rule on the day before the next one begins.
async fn end_before(tx: &WriteTx, before: inspection_regime::Model, from: NaiveDate) -> Result<(), TicketError> {
    if before.valid_to.as_ref().is_some_and(|to| *to < from.to_string()) {
        return Ok(());
    }
    if before.valid_from >= from.to_string() {
        return Err(TicketError::field("valid_from", "not_after_version"));
    }
    let to = from.pred_opt().unwrap_or(from).to_string();
    let change = json!({ "code": before.code, "valid_to": { "from": before.valid_to, "to": to } });
    let after = inspection_regime::Model { valid_to: Some(to), version: before.version + 1, ..before };
    let id = after.id;
    update(tx, after).await?;
    tx.record(Entry::new("inspection_regime.changed", "inspection_regime", id).data(change));
    Ok(())
}

/// Changes to a rule: what is absent stays as it is. Inspections that are planned stay too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegimePatch {
    /// Its name.
    pub names: Option<NamesPatch>,
    /// Which law or agreement says so.
    pub legal_basis: Option<String>,
    /// The last day on which it holds.
    pub valid_to: Option<Option<NaiveDate>>,
    /// Whether somebody has still to confirm it.
    pub to_confirm: Option<bool>,
    /// Who may inspect.
    pub performer: Option<PerformerKind>,
    /// How many days before the day the inspection is planned.
    pub lead_days: Option<i64>,
    /// How many years the reports are kept.
    pub retention_years: Option<Option<i64>>,
    /// How many months there are to put right what does not conform.
    pub repair_months: Option<Option<i64>>,
    /// How often, all of them.
    pub intervals: Option<Vec<IntervalInput>>,
}

/// Changes a rule; nothing is written when nothing changes.
pub async fn change_regime(
    tx: &WriteTx,
    cx: &Ctx,
    id: RegimeId,
    seen: Option<i64>,
    patch: RegimePatch,
) -> Result<RegimeId, TicketError> {
    Permission::ManageMaintenance.require(&cx.actor, &[])?;
    let all = inspecting::regimes(tx).await?;
    let found = all.iter().find(|regime| regime.row.id == id).ok_or(TicketError::not_found("inspection_regime"))?;
    let before = found.row.clone();
    kernel::Rejection::unless_seen(seen, before.version)?;
    let RegimePatch {
        names,
        legal_basis,
        valid_to,
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        intervals,
    } = patch;
    let mut after = before.clone();
    if let Some(names) = names {
        after.names = names.check("names", &before.names)?;
    }
    if let Some(basis) = legal_basis {
        after.legal_basis = check_basis(&basis)?;
    }
    if let Some(to) = valid_to {
        let from = day(&before.valid_from)?;
        check_span(from, to)?;
        let later = all.iter().map(|regime| &regime.row).any(|other| {
            let open = to.is_none_or(|to| other.valid_from <= to.to_string());
            other.code == before.code && other.valid_from > before.valid_from && open
        });
        if later {
            return Err(TicketError::field("valid_to", "not_before_version"));
        }
        after.valid_to = to.map(|to| to.to_string());
    }
    after.to_confirm = to_confirm.unwrap_or(after.to_confirm);
    after.performer = performer.unwrap_or(after.performer);
    after.lead_days = lead_days.unwrap_or(after.lead_days);
    after.retention_years = retention_years.unwrap_or(after.retention_years);
    after.repair_months = repair_months.unwrap_or(after.repair_months);
    check_terms(&after)?;
    let intervals = intervals.map(check_intervals).transpose()?.filter(|intervals| *intervals != found.intervals);
    if after == before && intervals.is_none() {
        return Ok(id);
    }
    after.version = before.version + 1;
    let data = json!({
        "code": after.code, "names": after.names, "legal_basis": after.legal_basis, "valid_to": after.valid_to,
        "to_confirm": after.to_confirm, "performer": after.performer, "lead_days": after.lead_days,
        "retention_years": after.retention_years, "repair_months": after.repair_months,
        "intervals": intervals.as_ref().unwrap_or(&found.intervals),
    });
    update(tx, after).await?;
    if let Some(intervals) = intervals {
        let of = inspection_interval::Column::RegimeId.eq(id);
        inspection_interval::Entity::delete_many().filter(of).exec(tx).await?;
        insert_intervals(tx, id, intervals).await?;
    }
    tx.record(Entry::new("inspection_regime.changed", "inspection_regime", id).data(data));
    Ok(id)
}

/// Keeps the shipped rules that are missing, and answers how many there were; what somebody changed or ended stays. For
/// the system: no permission is asked.
pub async fn add_standard_regimes(tx: &WriteTx, cx: &Ctx) -> Result<u64, TicketError> {
    buildings::commands::add_standard_installation_classes(tx).await?;
    let known = inspecting::regimes(tx).await?;
    let missing = standard(cx).into_iter().filter(|(row, _)| known.iter().all(|known| known.row.code != row.code));
    let mut count = 0;
    for (row, intervals) in missing {
        insert(tx, row, intervals).await?;
        count += 1;
    }
    if count > 0 {
        let entry = Entry::new("inspection_regime.standard_added", "inspection_regime", Uuid::nil());
        tx.record(entry.data(json!({ "count": count })));
    }
    Ok(count)
}

async fn insert(
    tx: &WriteTx,
    row: inspection_regime::Model,
    intervals: Vec<Interval>,
) -> Result<RegimeId, TicketError> {
    let (id, code) = (row.id, row.code.clone());
    let data = json!({
        "code": code, "names": row.names, "class": row.class_code, "legal_basis": row.legal_basis,
        "valid_from": row.valid_from, "valid_to": row.valid_to, "to_confirm": row.to_confirm,
        "performer": row.performer, "lead_days": row.lead_days, "retention_years": row.retention_years,
        "repair_months": row.repair_months, "intervals": intervals,
    });
    inspection_regime::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await.map_err(
        |error| {
            let error = DbError::from(error);
            let is_taken = error.is_unique("inspection_regime_code_uq", "inspection_regime.code");
            if is_taken { TicketError::field("valid_from", "taken") } else { TicketError::Db(error) }
        },
    )?;
    insert_intervals(tx, id, intervals).await?;
    tx.record(Entry::new("inspection_regime.added", "inspection_regime", id).data(data));
    Ok(id)
}

async fn insert_intervals(tx: &WriteTx, regime_id: RegimeId, intervals: Vec<Interval>) -> Result<(), TicketError> {
    let rows = intervals.into_iter().zip(1_i64..).map(|(interval, position)| {
        let Interval { code, names, months, applies, covered_by } = interval;
        let row = inspection_interval::Model { regime_id, code, position, names, months, applies, covered_by };
        row.into_active_model().reset_all()
    });
    inspection_interval::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

async fn update(tx: &WriteTx, after: inspection_regime::Model) -> Result<(), TicketError> {
    let id = after.id;
    let seen = inspection_regime::Column::Version.eq(after.version - 1);
    let written = inspection_regime::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(inspection_regime::Column::Id.eq(id))
        .filter(seen)
        .exec(tx)
        .await?;
    if written.rows_affected == 0 { Err(TicketError::stale(after.version - 1, after.version)) } else { Ok(()) }
}

fn check_span(from: NaiveDate, to: Option<NaiveDate>) -> Result<(), TicketError> {
    if to.is_some_and(|to| to < from) { Err(TicketError::field("valid_to", "before_start")) } else { Ok(()) }
}

fn check_terms(row: &inspection_regime::Model) -> Result<(), TicketError> {
    in_range("lead_days", row.lead_days, 0, MAX_LEAD_DAYS)?;
    if let Some(years) = row.retention_years {
        in_range("retention_years", years, 1, MAX_RETENTION_YEARS)?;
    }
    if let Some(months) = row.repair_months {
        in_range("repair_months", months, 1, MAX_REPAIR_MONTHS)?;
    }
    Ok(())
}

fn check_basis(text: &str) -> Result<String, TicketError> {
    let text = several_lines("legal_basis", text, MAX_BASIS)?;
    if text.is_empty() { Err(TicketError::field("legal_basis", "required")) } else { Ok(text) }
}

/// The shipped rules.
fn standard(cx: &Ctx) -> Vec<(inspection_regime::Model, Vec<Interval>)> {
    let names = |record: &csv::StringRecord, first: usize| {
        let cell = |index: usize| record[first + index].to_owned();
        Names { nl: cell(0), fr: cell(1), de: cell(2), en: cell(3) }
    };
    let number = |cell: &str| (!cell.is_empty()).then(|| cell.parse::<i64>().expect("a test reads the table"));
    let records = |text: &'static str| csv::Reader::from_reader(text.as_bytes()).into_records();
    let intervals: Vec<(String, Interval)> = records(INTERVALS)
        .map(|record| {
            let record = record.expect("a test reads the table");
            let interval = Interval {
                code: record[1].to_owned(),
                names: names(&record, 2),
                months: record[6].parse().expect("a test reads the table"),
                applies: record[7].parse::<Applies>().expect("a test reads the table"),
                covered_by: Some(record[8].to_owned()).filter(|code| !code.is_empty()),
            };
            (record[0].to_owned(), interval)
        })
        .collect();
    records(REGIMES)
        .map(|record| {
            let record = record.expect("a test reads the table");
            let own = |(of, interval): &(String, Interval)| (*of == record[0]).then(|| interval.clone());
            let row = inspection_regime::Model {
                id: RegimeId::new(&*cx.ids),
                code: record[0].to_owned(),
                names: names(&record, 1),
                class_code: record[5].to_owned(),
                legal_basis: record[6].to_owned(),
                valid_from: record[7].to_owned(),
                valid_to: None,
                to_confirm: record[8].parse().expect("a test reads the table"),
                performer: record[9].parse::<PerformerKind>().expect("a test reads the table"),
                lead_days: record[10].parse().expect("a test reads the table"),
                retention_years: number(&record[11]),
                repair_months: number(&record[12]),
                version: 1,
            };
            let intervals = intervals.iter().filter_map(own).collect();
            (row, intervals)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::{SystemClock, SystemIdGen};

    use super::*;

    #[test]
    fn the_shipped_rules_are_sound() {
        let cx = Ctx::system(&SystemClock, Arc::new(SystemIdGen), "test");
        let all = standard(&cx);
        assert!(all.len() >= 10);
        let full = |Names { nl, fr, de, en }: &Names| [nl, fr, de, en].iter().all(|name| !name.is_empty());
        for (row, intervals) in &all {
            let code = &row.code;
            assert!(check_code("code", code).is_ok() && full(&row.names) && !row.legal_basis.is_empty(), "{code}");
            assert!(day(&row.valid_from).is_ok(), "{code}");
            assert!(all.iter().filter(|(other, _)| other.code == *code).count() == 1, "{code}");
            let again = intervals.iter().cloned().map(|one| IntervalInput {
                code: one.code,
                names: one.names.into(),
                months: one.months,
                applies: Some(one.applies),
                covered_by: one.covered_by,
            });
            assert_eq!(&check_intervals(again.collect()).unwrap(), intervals, "{code}");
            assert!(intervals.iter().all(|one| full(&one.names)), "{code}");
        }
        let lift = &all.iter().find(|(row, _)| row.code == "BE-LIFT").unwrap().1;
        let of = |contract: bool| -> Vec<i64> {
            lift.iter().filter(|one| one.applies.to(contract)).map(|one| one.months).collect()
        };
        assert_eq!((of(true), of(false)), (vec![12, 6, 180], vec![3, 180]));
        let certain: Vec<&str> = all.iter().filter(|(row, _)| !row.to_confirm).map(|(row, _)| &*row.code).collect();
        assert_eq!(
            certain,
            [
                "BE-LIFT",
                "BE-ELEC-LV",
                "BE-FIRE-EXTINGUISHER",
                "BE-FIRE-DETECTION",
                "BE-EMERGENCY-LIGHT",
                "BE-BRU-BOILER-GAS",
                "BE-BRU-BOILER-OIL"
            ],
            "everything else has still to be confirmed"
        );
        for (row, intervals) in all.iter().filter(|(row, _)| row.code.starts_with("BE-BRU-BOILER")) {
            assert_eq!((row.retention_years, row.repair_months), (Some(5), Some(5)), "{}", row.code);
            assert_eq!(intervals[0].months, if row.class_code == "boiler" { 24 } else { 12 }, "{}", row.code);
        }
    }
}
