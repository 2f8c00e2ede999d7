//! What is due, for calendars: inspections, and work that comes again.

use booking::ical::{EventClass, EventStatus, FeedEvent, Length};
use db::sql::Raw;
use kernel::{
    Ctx, Fold, Instant, PlaceId, WallTime, Zone,
    id::{PlanId, TicketId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::due::scope;
use crate::{
    TicketError,
    entity::maintenance_plan,
    inspecting,
    planning::{Due, Planning},
};

/// How many days ahead the feed reaches.
const AHEAD_DAYS: i64 = 400;
/// The most coming dates of one plan.
const COMING: usize = 60;

/// What is due on a site, or on all that the actor sees: inspections on the day on which somebody comes, else on the day on
/// which they are due; work that is made, and the dates for which it will be. What was due before and is not done stays.
pub(crate) async fn calendar(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    site: Option<PlaceId>,
) -> Result<Vec<FeedEvent>, TicketError> {
    let scope = scope(cx, site, None, None, None)?;
    let until = cx.now.plus_minutes(AHEAD_DAYS * 1440);
    let mut events = vec![];
    for entry in inspecting::due(conn, &scope, cx.now).await? {
        let of = &entry.installation;
        let Some(due) = entry.due_on.filter(|due| *due <= WallTime::at(until, of.zone).date()) else { continue };
        let on = entry.awaited.as_ref().and_then(|awaited| awaited.scheduled_on).unwrap_or(due);
        let rule = &entry.regime.row;
        let (names, interval) = (rule.names.get(cx.lang), entry.interval.names.get(cx.lang));
        events.push(FeedEvent {
            summary: format!("{}: {names} ({interval})", of.code),
            description: Some(rule.legal_basis.clone()),
            location: Some(of.names.get(cx.lang).to_owned()),
            length: Length::Days(1),
            // The same event until it took place, whenever somebody comes.
            ..event(
                &format!("{}-{}-{}-{due}", of.id, rule.code, entry.interval.code),
                cx,
                WallTime::midnight(on),
                of.zone,
            )
        });
    }
    for work in open_work(conn, &scope).await? {
        let Work { ticket, number, title, at, zone, minutes } = work;
        events.push(FeedEvent {
            summary: format!("#{number} {title}"),
            length: Length::Minutes(minutes),
            ..event(&ticket.to_string(), cx, WallTime::at(at, zone), zone)
        });
    }
    let plans = plans(conn, &scope).await?;
    let planning = Planning::load(conn, &plans).await?;
    for plan in &plans {
        for due in planning.coming(plan, cx.now, COMING)? {
            if let Due::Date(date, zone) = due
                && date.instant_or_next(zone) < until
            {
                events.push(FeedEvent {
                    summary: format!("{}: {}", plan.code, plan.title),
                    description: plan.description.clone(),
                    length: Length::Minutes(plan.minutes),
                    ..event(&uid(plan.id, date), cx, date, zone)
                });
            }
        }
    }
    Ok(events)
}

fn uid(plan: PlanId, date: WallTime) -> String {
    format!("{plan}-{date}")
}

fn event(uid: &str, cx: &Ctx, start: WallTime, zone: Zone) -> FeedEvent {
    FeedEvent {
        uid: format!("{uid}@intendant"),
        recurrence_id: None,
        sequence: 0,
        stamp: cx.now,
        summary: String::new(),
        description: None,
        location: None,
        organizer: None,
        url: None,
        // A time that the spring night leaves out is the one after it.
        start: start.instant(zone, Fold::First).map_or_else(|next| next, |_| start),
        fold: Fold::First,
        zone,
        length: Length::Days(1),
        rule: None,
        exdates: vec![],
        rdates: vec![],
        status: EventStatus::Confirmed,
        class: EventClass::Public,
        // What is due does not take the time of whoever reads it.
        blocks: false,
    }
}

/// Work that was made for a date and is not done.
struct Work {
    ticket: TicketId,
    number: i64,
    title: String,
    at: Instant,
    zone: Zone,
    minutes: i64,
}

async fn open_work(conn: &impl ConnectionTrait, scope: &inspecting::Scope) -> Result<Vec<Work>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT t.id, t.number, t.title, COALESCE(t.planned_from, w.due_at) AS at, m.minutes, s.time_zone \
         FROM plan_work w JOIN ticket t ON t.id = w.ticket_id JOIN maintenance_plan m ON m.id = w.plan_id \
         JOIN place s ON s.id = t.site_id WHERE w.due_at IS NOT NULL AND t.state IN (",
    );
    sql.push(super::OPEN).push(")");
    push_sites(&mut sql, scope, "t.site_id");
    let mut work = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        work.push(Work {
            ticket: row.try_get("", "id")?,
            number: row.try_get("", "number")?,
            title: row.try_get("", "title")?,
            at: row.try_get("", "at")?,
            zone: row.try_get::<Option<Zone>>("", "time_zone")?.unwrap_or(Zone::UTC),
            minutes: row.try_get("", "minutes")?,
        });
    }
    Ok(work)
}

async fn plans(
    conn: &impl ConnectionTrait,
    scope: &inspecting::Scope,
) -> Result<Vec<maintenance_plan::Model>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT m.* FROM maintenance_plan m WHERE m.paused_at IS NULL AND m.retired_at IS NULL");
    push_sites(&mut sql, scope, "m.site_id");
    sql.push(" ORDER BY m.code");
    let rows = conn.query_all_raw(sql.build()).await?;
    let read = |row| maintenance_plan::Model::from_query_result(row, "");
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn push_sites(sql: &mut Raw, scope: &inspecting::Scope, column: &str) {
    if let Some(sites) = &scope.sites {
        sql.push(" AND ").push(column).push(" IN (").bind_all(sites.iter().copied()).push(")");
    }
}
