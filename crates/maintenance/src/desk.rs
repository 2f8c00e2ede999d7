//! What the teams promise, loaded at once: four statements however many teams, sites and tickets there are.

use std::collections::{BTreeSet, HashMap};

use booking::model::policy::Hours;
use chrono::NaiveDate;
use db::sql::Raw;
use kernel::{Instant, PlaceId, Zone, id::TeamId};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    TicketError,
    entity::{service_level, team, ticket},
    model::{
        calendar::{Calendar, office_hours},
        priority::{self, Priority},
        service_level::{ServiceLevel, promise},
    },
};

/// Calendars and service levels of all teams.
#[derive(Debug)]
pub(crate) struct Desk {
    zones: HashMap<PlaceId, Zone>,
    closed: HashMap<PlaceId, BTreeSet<NaiveDate>>,
    teams: HashMap<TeamId, (PlaceId, Hours)>,
    levels: HashMap<(Option<TeamId>, Priority), ServiceLevel>,
}

impl Desk {
    pub(crate) async fn load(conn: &impl ConnectionTrait) -> Result<Self, TicketError> {
        let mut sql = Raw::new(conn);
        sql.push("SELECT id, time_zone FROM place WHERE time_zone IS NOT NULL");
        let mut zones = HashMap::new();
        for row in conn.query_all_raw(sql.build()).await? {
            zones.insert(row.try_get("", "id")?, row.try_get("", "time_zone")?);
        }
        let mut sql = Raw::new(conn);
        sql.push("SELECT c.scope_id, c.day FROM closed_day c JOIN place p ON p.id = c.scope_id WHERE NOT c.removed");
        let mut closed: HashMap<PlaceId, BTreeSet<NaiveDate>> = HashMap::new();
        for row in conn.query_all_raw(sql.build()).await? {
            let day: String = row.try_get("", "day")?;
            closed.entry(row.try_get("", "scope_id")?).or_default().extend(day.parse::<NaiveDate>());
        }
        let teams = team::Entity::find().all(conn).await?;
        let teams = teams.into_iter().map(|team| (team.id, (team.site_id, read_hours(&team.hours)))).collect();
        let levels = service_level::Entity::find().all(conn).await?;
        let levels = levels
            .into_iter()
            .map(|row| {
                let service_level::Model { id: _, team_id, priority, acknowledge_minutes, fix_minutes, warn_minutes } =
                    row;
                let warn_minutes = warn_minutes.unwrap_or(ServiceLevel::usual_warning(fix_minutes));
                ((team_id, priority), ServiceLevel { acknowledge_minutes, fix_minutes, warn_minutes })
            })
            .collect();
        Ok(Self { zones, closed, teams, levels })
    }

    /// What the clocks of a site show.
    pub(crate) fn zone(&self, site: PlaceId) -> Zone {
        self.zones.get(&site).copied().unwrap_or(Zone::UTC)
    }

    /// All zones in which there are sites.
    pub(crate) fn zones(&self) -> impl Iterator<Item = Zone> {
        self.zones.values().copied()
    }

    /// When a team works; without a team, office hours at the site.
    pub(crate) fn calendar(&self, team: Option<TeamId>, site: PlaceId) -> Calendar {
        let (site, hours) = team
            .and_then(|team| self.teams.get(&team))
            .map_or_else(|| (site, office_hours()), |(site, hours)| (*site, hours.clone()));
        Calendar { zone: self.zone(site), hours, closed: self.closed.get(&site).cloned().unwrap_or_default() }
    }

    /// What a team promises: its own word, else what holds for all, else the standard.
    pub(crate) fn level(&self, team: Option<TeamId>, priority: Priority) -> ServiceLevel {
        let own = team.and_then(|team| self.levels.get(&(Some(team), priority)));
        own.or_else(|| self.levels.get(&(None, priority))).copied().unwrap_or_else(|| ServiceLevel::standard(priority))
    }

    /// Whether it was said for that team itself, or, without a team, by the house.
    pub(crate) fn has_own(&self, team: Option<TeamId>, priority: Priority) -> bool {
        self.levels.contains_key(&(team, priority))
    }

    /// Until when a booking of its place is threatened by a ticket: the time that mending takes from now on, or longer
    /// when it is planned for later.
    pub(crate) fn threat_until(&self, ticket: &ticket::Model, now: Instant) -> Instant {
        let base = priority::base(ticket.impact, ticket.urgency);
        let minutes = self.level(ticket.team_id, base).fix_minutes;
        let mended = self.calendar(ticket.team_id, ticket.site_id).plus_minutes(now, minutes);
        mended.into_iter().chain(ticket.planned_to).max().unwrap_or(now)
    }

    /// Sets priority and promise of an open ticket as they should be now. `next_booking` is the first instant from now
    /// on at which a booking holds its place.
    pub(crate) fn judge(&self, ticket: &mut ticket::Model, now: Instant, next_booking: Option<Instant>) {
        let threatens = next_booking.is_some_and(|at| at < self.threat_until(ticket, now));
        (ticket.priority, ticket.raised) = priority::judge(ticket.impact, ticket.urgency, threatens);
        let level = self.level(ticket.team_id, ticket.priority);
        let calendar = self.calendar(ticket.team_id, ticket.site_id);
        let promise = promise(&calendar, level, ticket.clock_from, ticket.held_minutes);
        if ticket.acknowledged_at.is_none() {
            ticket.acknowledge_by = promise.acknowledge_by;
        }
        if ticket.fix_by != promise.fix_by {
            ticket.fix_by = promise.fix_by;
            ticket.warn_at = promise.warn_at;
            ticket.warned_at = ticket.warned_at.filter(|_| promise.warn_at.is_some_and(|at| at <= now));
            ticket.breached_at = ticket.breached_at.filter(|_| promise.fix_by.is_some_and(|at| at <= now));
        } else if ticket.warned_at.is_none() {
            ticket.warn_at = promise.warn_at;
        }
    }

    /// Ends a hold: what it took is added to the time held, and the promise moves on by as much.
    pub(crate) fn end_hold(&self, ticket: &mut ticket::Model, now: Instant) {
        let Some(since) = ticket.held_since.take() else { return };
        let calendar = self.calendar(ticket.team_id, ticket.site_id);
        let held = calendar.minutes_between(since, now);
        ticket.held_minutes += held;
        let later = |at: Option<Instant>| at.and_then(|at| calendar.plus_minutes(at, held));
        ticket.warn_at = if ticket.warned_at.is_none() { later(ticket.warn_at) } else { ticket.warn_at };
        ticket.fix_by = if ticket.breached_at.is_none() { later(ticket.fix_by) } else { ticket.fix_by };
    }
}

/// The hours of a team as they are kept.
pub(crate) fn read_hours(text: &str) -> Hours {
    serde_json::from_str(text).unwrap_or_else(|_| office_hours())
}
