//! The inspection book of a place: what has to be inspected, what was found, and what is still to be done about it.

use std::collections::BTreeSet;

use buildings::model::Place;
use chrono::{Datelike, NaiveDate};
use db::sql::Raw;
use kernel::{Ctx, WallTime, Zone, id::InspectionId};
use media::{Block, Paper};
use sea_orm::ConnectionTrait;

use super::inspections::{InspectionDetail, details};
use crate::{
    TicketError,
    inspecting::{self, DueEntry, Scope},
    model::inspection::RemarkState,
};

/// How many years back the book reaches.
const YEARS: i32 = 10;
/// The most inspections in a book.
const MOST: i64 = 2000;

/// The inspection book of a place, in the words that `word` gives for each code. That the actor may see it was checked.
pub(crate) async fn inspection_book(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    place: &Place,
    word: impl Fn(&str) -> String,
) -> Result<Paper, TicketError> {
    let scope = Scope { place: Some(place.id), ..Scope::default() };
    let site = buildings::queries::site(conn, place.site_id).await?;
    let today = WallTime::at(cx.now, site.time_zone.unwrap_or(Zone::UTC)).date();
    let due = inspecting::due(conn, &scope, cx.now).await?;
    let found = details(conn, cx, &within(conn, &scope, today).await?).await?;
    let path = buildings::queries::path(conn, place.id).await?;
    let path = path.iter().map(|step| step.names.get(cx.lang)).collect::<Vec<_>>().join(" › ");
    let mut blocks = vec![Block::Heading(word("book_due")), due_table(cx, &due, &word)];
    if due.iter().any(|entry| entry.regime.row.to_confirm) {
        blocks.push(Block::Text(format!("* {}", word("book_to_confirm"))));
    }
    blocks.push(Block::Heading(word("book_bases")));
    let rules = due.iter().map(|entry| &entry.regime.row);
    let bases: BTreeSet<(&str, &str, Option<i64>)> =
        rules.map(|rule| (rule.names.get(cx.lang), rule.legal_basis.as_str(), rule.retention_years)).collect();
    blocks.extend(bases.into_iter().map(|(rule, basis, years)| {
        let kept = years.map(|years| format!(" · {}: {years}", word("book_kept"))).unwrap_or_default();
        Block::Text(format!("{rule}: {basis}{kept}"))
    }));
    blocks.extend([Block::Heading(word("book_inspections")), inspections_table(&found, &word)]);
    blocks.extend([Block::Heading(word("book_remarks")), remarks_table(&found, &word)]);
    let title = word("inspection_book");
    Ok(Paper {
        foot: format!("{title} · {} · {today}", place.code),
        title,
        subtitle: format!("{path} · {today}"),
        blocks,
    })
}

/// The inspections of the last years that took place or are awaited.
async fn within(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<InspectionId>, TicketError> {
    let first = today.with_year(today.year() - YEARS).unwrap_or(today).to_string();
    let mut sql = Raw::new(conn);
    sql.push("SELECT n.id FROM inspection n JOIN installation i ON i.id = n.installation_id WHERE n.due_on >= ");
    sql.bind(first);
    scope.push(&mut sql);
    sql.push(" ORDER BY n.due_on DESC LIMIT ").bind(MOST);
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, sea_orm::DbErr>>()?)
}

fn table(word: &impl Fn(&str) -> String, columns: &[(&str, f32)], rows: Vec<Vec<String>>) -> Block {
    if rows.is_empty() {
        return Block::Text(word("book_nothing"));
    }
    let head = columns.iter().map(|(code, _)| word(code)).collect();
    Block::Table { shares: columns.iter().map(|(_, share)| *share).collect(), head, rows }
}

fn text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn due_table(cx: &Ctx, due: &[DueEntry], word: &impl Fn(&str) -> String) -> Block {
    let row = |entry: &DueEntry| {
        let mark = if entry.regime.row.to_confirm { " *" } else { "" };
        vec![
            format!("{}\n{}", entry.installation.code, entry.installation.names.get(cx.lang)),
            format!("{}{mark}\n{}", entry.regime.row.names.get(cx.lang), entry.interval.names.get(cx.lang)),
            word(entry.regime.row.performer.as_str()),
            text(entry.last.map(|last| last.performed_on)),
            text(entry.due_on),
            word(&format!("due_{}", entry.standing)),
        ]
    };
    let columns = [
        ("book_installation", 30.0),
        ("book_rule", 50.0),
        ("book_performer", 27.0),
        ("book_last", 19.0),
        ("book_next", 19.0),
        ("book_standing", 20.0),
    ];
    table(word, &columns, due.iter().map(row).collect())
}

fn inspections_table(found: &[InspectionDetail], word: &impl Fn(&str) -> String) -> Block {
    let row = |one: &InspectionDetail| {
        let [installation, rule, day, performer] = one.told();
        vec![
            day,
            installation,
            rule,
            performer,
            [word(&format!("inspection_{}", one.state())), one.findings()].join("\n"),
        ]
    };
    let columns = [
        ("book_date", 19.0),
        ("book_installation", 30.0),
        ("book_rule", 50.0),
        ("book_performer", 30.0),
        ("book_result", 45.0),
    ];
    table(word, &columns, found.iter().map(row).collect())
}

fn remarks_table(found: &[InspectionDetail], word: &impl Fn(&str) -> String) -> Block {
    let mut rows = vec![];
    for one in found {
        let [installation, _, day, _] = one.told();
        for remark in one.remarks() {
            let (said, deadline, state, more) = remark.told();
            let state = match state {
                RemarkState::Open => word("remark_open"),
                RemarkState::WorkOrder => word("remark_work_order"),
                RemarkState::Cleared => word("remark_cleared"),
            };
            rows.push(vec![day.clone(), installation.clone(), said, deadline, format!("{state}\n{more}")]);
        }
    }
    let columns = [
        ("book_date", 19.0),
        ("book_installation", 30.0),
        ("book_remark", 65.0),
        ("book_deadline", 20.0),
        ("book_standing", 40.0),
    ];
    table(word, &columns, rows)
}
