//! When work of plans is due: the rows of plans, what became of their last work, and what their meters counted.

use std::collections::HashMap;

use buildings::queries::{MeterPace, MeterTotal, meter_paces, meter_totals};
use chrono::Days;
use db::sql::Raw;
use kernel::{
    Instant, Recurrence, WallTime, Zone,
    id::{MeterId, PlanId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    TicketError,
    entity::maintenance_plan,
    model::{
        plan::{CountedFrom, Dates, Last, Outcome, Readings, minutes_until},
        state::TicketState,
    },
};

/// How many days of readings say how fast a meter counts.
const PACE_DAYS: i64 = 365;

/// What makes a plan's work due, as its row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// Dates of a rule, and up to which they were dealt with.
    Calendar(Dates, WallTime),
    /// Readings of a meter, and the total from which the next work counts.
    Meter(MeterId, Readings, i64),
}

/// Reads it.
pub(crate) fn trigger(plan: &maintenance_plan::Model) -> Result<Trigger, DbErr> {
    let broken = || DbErr::Type(format!("the trigger of plan {}", plan.code));
    if let (Some(rule), Some(start), Some(zone), Some(dealt)) =
        (&plan.recurrence, plan.starts_at, plan.time_zone, plan.dealt_until)
    {
        let rule = Recurrence::parse_open(rule).map_err(|_| broken())?;
        return Ok(Trigger::Calendar(Dates { rule, start, zone }, dealt));
    }
    match (plan.meter_id, plan.every_units, plan.base_total) {
        (Some(meter), Some(every), Some(base)) => {
            Ok(Trigger::Meter(meter, Readings { every, ahead: plan.ahead }, base))
        }
        _ => Err(broken()),
    }
}

/// Work that has to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// On a date.
    Date(WallTime, Zone),
    /// At a total.
    Total(i64),
}

impl Due {
    /// What stands for it, once, among the work of its plan.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Date(date, _) => date.to_string(),
            Self::Total(total) => total.to_string(),
        }
    }

    /// The instant at which it is due, where it is known.
    pub(crate) fn at(self) -> Option<Instant> {
        match self {
            Self::Date(date, zone) => Some(date.instant_or_next(zone)),
            Self::Total(_) => None,
        }
    }
}

/// The last work of a plan.
#[derive(Debug, Clone)]
struct LastWork {
    key: String,
    done_at: Option<Instant>,
    state: TicketState,
}

impl LastWork {
    /// How it went, in the terms of the plan; `None` when the plan went by something else then.
    fn as_last<T: std::str::FromStr>(&self, done: impl FnOnce(Instant) -> Option<T>) -> Option<Last<T>> {
        let due = self.key.parse().ok()?;
        let outcome = match self.done_at {
            _ if self.state.is_open() => Outcome::Open,
            Some(at) => done(at).map_or(Outcome::Dropped, Outcome::Done),
            None => Outcome::Dropped,
        };
        Some(Last { due, outcome })
    }
}

/// What decides when work of some plans is due.
#[derive(Debug)]
pub(crate) struct Planning {
    last: HashMap<PlanId, LastWork>,
    totals: HashMap<MeterId, MeterTotal>,
    /// What the meter had counted when the last work was done.
    done_totals: HashMap<PlanId, i64>,
}

impl Planning {
    /// Loads it: two statements, and one for each plan that counts from when work at a meter was done.
    pub(crate) async fn load(
        conn: &impl ConnectionTrait,
        plans: &[maintenance_plan::Model],
    ) -> Result<Self, TicketError> {
        let mut last = HashMap::new();
        if !plans.is_empty() {
            let mut sql = Raw::new(conn);
            sql.push(
                "SELECT w.plan_id, w.due_key, t.state, t.done_at FROM plan_work w JOIN ticket t ON t.id = w.ticket_id \
                 WHERE w.position = (SELECT MAX(position) FROM plan_work m WHERE m.plan_id = w.plan_id) AND w.plan_id IN (",
            );
            sql.bind_all(plans.iter().map(|plan| plan.id.0)).push(")");
            for row in conn.query_all_raw(sql.build()).await? {
                let work = LastWork {
                    key: row.try_get("", "due_key")?,
                    done_at: row.try_get("", "done_at")?,
                    state: row.try_get("", "state")?,
                };
                last.insert(row.try_get("", "plan_id")?, work);
            }
        }
        let meters: Vec<MeterId> = plans.iter().filter_map(|plan| plan.meter_id).collect();
        let totals = meter_totals(conn, &meters, None).await?;
        let mut done_totals = HashMap::new();
        for plan in plans.iter().filter(|plan| plan.counted_from == CountedFrom::LastDone) {
            let done = last.get(&plan.id).and_then(|work: &LastWork| work.done_at);
            if let Some((meter, done)) = plan.meter_id.zip(done)
                && let Some(total) = meter_totals(conn, &[meter], Some(done)).await?.get(&meter)
            {
                done_totals.insert(plan.id, total.total);
            }
        }
        Ok(Self { last, totals, done_totals })
    }

    /// What the meter of a plan has counted.
    pub(crate) fn total(&self, meter: MeterId) -> Option<MeterTotal> {
        self.totals.get(&meter).copied()
    }

    /// When the meter of a plan will have counted so much, if it goes on as in the last year.
    pub(crate) fn estimated(&self, meter: MeterId, at_total: i64, paces: &Paces) -> Option<Instant> {
        let (now, MeterPace { units, minutes }) = (self.total(meter)?, *paces.0.get(&meter)?);
        Some(now.read_at.plus_minutes(minutes_until(at_total - now.total, units, minutes)?))
    }

    /// The work that has to be made at that instant.
    pub(crate) fn due(&self, plan: &maintenance_plan::Model, now: Instant) -> Result<Vec<Due>, TicketError> {
        match trigger(plan)? {
            Trigger::Calendar(dates, dealt) => {
                let today = WallTime::at(now, dates.zone).date();
                let ahead = u64::try_from(plan.ahead).unwrap_or_default();
                let behind = today.checked_add_days(Days::new(ahead + 1)).unwrap_or(today);
                self.dates(plan, &dates, dealt, WallTime::midnight(behind).plus_minutes(-1))
            }
            Trigger::Meter(meter, readings, base) => {
                let Some(total) = self.totals.get(&meter) else { return Ok(vec![]) };
                let last = self.last_reading(plan);
                Ok(readings.due(plan.counted_from, base, last, total.total).map(Due::Total).into_iter().collect())
            }
        }
    }

    /// The next work that is not made yet, as far as it is known: at most `count` dates, or one total.
    pub(crate) fn coming(
        &self,
        plan: &maintenance_plan::Model,
        now: Instant,
        count: usize,
    ) -> Result<Vec<Due>, TicketError> {
        match trigger(plan)? {
            Trigger::Calendar(dates, dealt) => {
                let mut coming = self.dates(plan, &dates, dealt, looked_ahead(now, &dates))?;
                coming.truncate(count);
                Ok(coming)
            }
            Trigger::Meter(_, readings, base) => {
                let next = readings.next(plan.counted_from, base, self.last_reading(plan));
                Ok(next.map(Due::Total).into_iter().collect())
            }
        }
    }

    fn dates(
        &self,
        plan: &maintenance_plan::Model,
        dates: &Dates,
        dealt: WallTime,
        until: WallTime,
    ) -> Result<Vec<Due>, TicketError> {
        let done = |at| Some(WallTime::at(at, dates.zone));
        let last = self.last.get(&plan.id).and_then(|work| work.as_last(done));
        let found = dates.due(plan.counted_from, dealt, last, until);
        let found = found.map_err(|error| DbErr::Type(format!("the rule of plan {}: {error}", plan.code)))?;
        Ok(found.into_iter().map(|date| Due::Date(date, dates.zone)).collect())
    }

    fn last_reading(&self, plan: &maintenance_plan::Model) -> Option<Last<i64>> {
        let done = |_| self.done_totals.get(&plan.id).copied();
        self.last.get(&plan.id).and_then(|work| work.as_last(done))
    }
}

/// Until when coming dates are looked for: ten years show the next date of anything that comes within them.
pub(crate) fn looked_ahead(now: Instant, dates: &Dates) -> WallTime {
    WallTime::at(now, dates.zone).max(dates.start).plus_minutes(10 * 366 * 24 * 60)
}

/// The last minute of yesterday: what is due today is still to be made.
pub(crate) fn before_today(now: Instant, zone: Zone) -> WallTime {
    WallTime::midnight(WallTime::at(now, zone).date()).plus_minutes(-1)
}

/// How fast the meters of some plans count.
#[derive(Debug)]
pub(crate) struct Paces(HashMap<MeterId, MeterPace>);

impl Paces {
    /// Loads them: one statement.
    pub(crate) async fn load(
        conn: &impl ConnectionTrait,
        plans: &[maintenance_plan::Model],
        now: Instant,
    ) -> Result<Self, TicketError> {
        let meters: Vec<MeterId> = plans.iter().filter_map(|plan| plan.meter_id).collect();
        Ok(Self(meter_paces(conn, &meters, now.plus_minutes(-PACE_DAYS * 1440)).await?))
    }
}

/// The tickets of a plan that came to an end with tasks undone that no other work took over, the oldest first.
pub(crate) async fn left_undone(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Vec<TicketId>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT w.ticket_id FROM plan_work w JOIN ticket t ON t.id = w.ticket_id \
         WHERE t.state IN ('closed', 'rejected', 'duplicate', 'cancelled') AND EXISTS (SELECT 1 FROM task k \
         WHERE k.ticket_id = w.ticket_id AND k.answer IS NULL \
         AND NOT EXISTS (SELECT 1 FROM carried_task c WHERE c.from_task_id = k.id)) AND w.plan_id = ",
    );
    sql.bind(plan.0).push(" ORDER BY w.position");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| row.try_get("", "ticket_id")).collect::<Result<_, DbErr>>()?)
}
