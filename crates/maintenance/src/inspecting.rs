//! Which inspections installations need and when they are due: computed from the rules in force, never kept.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use db::sql::Raw;
use kernel::{
    Instant, Names, PlaceId, WallTime, Zone,
    id::{InspectionId, InstallationId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    TicketError,
    entity::{inspection_interval, inspection_regime},
    model::inspection::{DueStanding, InspectionState, Interval, due_on, standing},
    queries::push_inside,
};

/// A day as it is kept.
pub(crate) fn day(text: &str) -> Result<NaiveDate, DbErr> {
    text.parse().map_err(|_| DbErr::Type(format!("'{text}' is not a day")))
}

/// A rule with its intervals.
#[derive(Debug, Clone)]
pub(crate) struct Regime {
    pub(crate) row: inspection_regime::Model,
    pub(crate) intervals: Vec<Interval>,
}

impl Regime {
    /// Whether it is in force on a day. Days that are text sort as days do.
    pub(crate) fn holds_on(&self, today: NaiveDate) -> bool {
        let today = today.to_string();
        self.row.valid_from <= today && self.row.valid_to.as_ref().is_none_or(|to| *to >= today)
    }
}

/// All rules, those that are over too, by code and then by date: two statements.
pub(crate) async fn regimes(conn: &impl ConnectionTrait) -> Result<Vec<Regime>, TicketError> {
    let rows = inspection_regime::Entity::find()
        .order_by_asc(inspection_regime::Column::Code)
        .order_by_asc(inspection_regime::Column::ValidFrom)
        .all(conn)
        .await?;
    let mut intervals: HashMap<_, Vec<Interval>> = HashMap::new();
    let all = inspection_interval::Entity::find().order_by_asc(inspection_interval::Column::Position).all(conn).await?;
    for row in all {
        intervals.entry(row.regime_id).or_default().push(row.into());
    }
    let regimes = rows.into_iter().map(|row| Regime { intervals: intervals.remove(&row.id).unwrap_or_default(), row });
    Ok(regimes.collect())
}

/// Of which installations.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// Only on these sites; `None` = on all.
    pub(crate) sites: Option<Vec<Uuid>>,
    /// Only in this place and everything inside it.
    pub(crate) place: Option<PlaceId>,
    /// Only this one.
    pub(crate) installation: Option<InstallationId>,
    /// Only those of the class with this code.
    pub(crate) class: Option<String>,
}

impl Scope {
    /// Adds it as conditions on the installation `i`.
    pub(crate) fn push(&self, sql: &mut Raw) {
        let Self { sites, place, installation, class } = self;
        match sites {
            Some(sites) if sites.is_empty() => {
                sql.push(" AND 1 = 0");
            }
            Some(sites) => {
                sql.push(" AND i.site_id IN (").bind_all(sites.iter().copied()).push(")");
            }
            None => {}
        }
        if let Some(place) = place {
            sql.push(" AND i.place_id IN ");
            push_inside(sql, *place);
        }
        if let Some(installation) = installation {
            sql.push(" AND i.id = ").bind(installation.0);
        }
        if let Some(class) = class {
            sql.push(" AND i.class_code = ").bind(class.as_str());
        }
    }
}

/// An installation that rules speak of, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Inspected {
    pub(crate) id: InstallationId,
    pub(crate) code: String,
    pub(crate) names: Names,
    /// The names of its class.
    pub(crate) class_names: Names,
    pub(crate) place: (PlaceId, String, Names),
    pub(crate) site: (PlaceId, String, Names),
    pub(crate) zone: Zone,
}

/// How an installation stands to one interval of a rule.
#[derive(Debug, Clone)]
pub(crate) struct DueEntry {
    pub(crate) installation: Arc<Inspected>,
    pub(crate) regime: Arc<Regime>,
    pub(crate) interval: Interval,
    /// The last inspection that took place, by this interval or one that counts for it.
    pub(crate) last: Option<TookPlace>,
    pub(crate) due_on: Option<NaiveDate>,
    /// How many days are left until then; less than none when it is overdue.
    pub(crate) days_left: Option<i64>,
    pub(crate) standing: DueStanding,
    /// The inspection that is awaited.
    pub(crate) awaited: Option<Awaited>,
}

/// An inspection that took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[schema(as = LastInspection)]
pub(crate) struct TookPlace {
    pub(crate) performed_on: NaiveDate,
    pub(crate) id: InspectionId,
    pub(crate) state: InspectionState,
}

/// An inspection that has still to take place.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AwaitedInspection)]
pub(crate) struct Awaited {
    pub(crate) id: InspectionId,
    pub(crate) state: InspectionState,
    /// On which day somebody comes.
    pub(crate) scheduled_on: Option<NaiveDate>,
    /// Who comes.
    performer: Option<String>,
    /// The ticket that was opened for it.
    ticket_id: Option<TicketId>,
    ticket_number: Option<i64>,
}

/// What became of the inspections of one interval.
#[derive(Debug, Clone, Default)]
struct Past {
    performed: Option<TookPlace>,
    dropped: Option<NaiveDate>,
    awaited: Option<Awaited>,
}

type Series = (InstallationId, String, String);

/// How the installations in use stand to the rules in force there today, by due day; what nobody knows comes first. Four
/// statements however many they are.
pub(crate) async fn due(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    now: Instant,
) -> Result<Vec<DueEntry>, TicketError> {
    let regimes: Vec<Arc<Regime>> = regimes(conn).await?.into_iter().map(Arc::new).collect();
    let past = past(conn, scope).await?;
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT i.id, i.code, i.names, i.class_code, k.names AS class_names, i.place_id, p.code AS place_code, \
         p.names AS place_names, i.site_id, s.code AS site_code, s.names AS site_names, s.time_zone, i.commissioned_on, \
         CASE WHEN c.retired_at IS NULL THEN c.starts_on END AS starts_on, c.ends_on \
         FROM installation i JOIN installation_class k ON k.code = i.class_code JOIN place p ON p.id = i.place_id \
         JOIN place s ON s.id = i.site_id LEFT JOIN contract c ON c.id = i.contract_id \
         WHERE i.retired_at IS NULL AND i.class_code IN (SELECT class_code FROM inspection_regime)",
    );
    scope.push(&mut sql);
    sql.push(" ORDER BY i.code");
    let mut entries = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        let inspected = Arc::new(inspected(&row)?);
        let today = WallTime::at(now, inspected.zone).date();
        let text = |column: &str| row.try_get::<Option<String>>("", column);
        let (class, starts, ends) = (text("class_code")?, text("starts_on")?, text("ends_on")?);
        let contracted =
            starts.is_some_and(|from| from <= today.to_string()) && ends.is_none_or(|to| to >= today.to_string());
        let commissioned = text("commissioned_on")?.as_deref().map(day).transpose()?;
        let of_class = |regime: &&Arc<Regime>| Some(&regime.row.class_code) == class.as_ref() && regime.holds_on(today);
        for regime in regimes.iter().filter(of_class) {
            for interval in regime.intervals.iter().filter(|interval| interval.applies.to(contracted)) {
                let of = |code: &str| past.get(&(inspected.id, regime.row.code.clone(), code.to_owned()));
                let own = of(&interval.code);
                let counting = || own.into_iter().chain(interval.covered_by.as_deref().and_then(of));
                let last = counting().filter_map(|past| past.performed).max();
                let dropped = own.and_then(|past| past.dropped);
                let base = last.map(|last| last.performed_on).into_iter().chain(dropped).max();
                let due = due_on(base, commissioned, interval.months);
                entries.push(DueEntry {
                    installation: Arc::clone(&inspected),
                    regime: Arc::clone(regime),
                    interval: interval.clone(),
                    last,
                    due_on: due,
                    days_left: due.map(|due| (due - today).num_days()),
                    standing: standing(due, regime.row.lead_days, today),
                    awaited: own.and_then(|past| past.awaited.clone()),
                });
            }
        }
    }
    entries.sort_by_cached_key(DueEntry::key);
    Ok(entries)
}

/// The position of an entry in the order.
pub(crate) type DueKey = (Option<NaiveDate>, String, String, String);

impl DueEntry {
    /// Its position in the order.
    pub(crate) fn key(&self) -> DueKey {
        (self.due_on, self.installation.code.clone(), self.regime.row.code.clone(), self.interval.code.clone())
    }
}

fn inspected(row: &QueryResult) -> Result<Inspected, DbErr> {
    let place = |of: &str| -> Result<(PlaceId, String, Names), DbErr> {
        let column = |name: &str| format!("{of}_{name}");
        Ok((row.try_get("", &column("id"))?, row.try_get("", &column("code"))?, row.try_get("", &column("names"))?))
    };
    Ok(Inspected {
        id: row.try_get("", "id")?,
        code: row.try_get("", "code")?,
        names: row.try_get("", "names")?,
        class_names: row.try_get("", "class_names")?,
        place: place("place")?,
        site: place("site")?,
        zone: row.try_get::<Option<Zone>>("", "time_zone")?.unwrap_or(Zone::UTC),
    })
}

async fn past(conn: &impl ConnectionTrait, scope: &Scope) -> Result<HashMap<Series, Past>, TicketError> {
    let mut sql = Raw::new(conn);
    // There is one awaited inspection at most. Several may have taken place on the same last day: any of them is the last.
    sql.push(
        "SELECT k.installation_id, k.regime_code, k.interval_code, k.performed, k.dropped, \
         p.id AS performed_id, p.state AS performed_state, a.id AS awaited, a.state AS awaited_state, a.scheduled_on, \
         a.performer, a.ticket_id, t.number AS ticket_number FROM (\
         SELECT n.installation_id, n.regime_code, n.interval_code, MAX(n.performed_on) AS performed, \
         MAX(CASE WHEN n.state = 'dropped' THEN n.due_on END) AS dropped \
         FROM inspection n JOIN installation i ON i.id = n.installation_id WHERE i.retired_at IS NULL",
    );
    scope.push(&mut sql);
    sql.push(
        " GROUP BY n.installation_id, n.regime_code, n.interval_code) k LEFT JOIN inspection a \
         ON a.installation_id = k.installation_id AND a.regime_code = k.regime_code \
         AND a.interval_code = k.interval_code AND a.state IN ('planned', 'scheduled') \
         LEFT JOIN ticket t ON t.id = a.ticket_id LEFT JOIN inspection p \
         ON p.installation_id = k.installation_id AND p.regime_code = k.regime_code \
         AND p.interval_code = k.interval_code AND p.performed_on = k.performed ORDER BY p.id",
    );
    let mut all = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let series =
            (row.try_get("", "installation_id")?, row.try_get("", "regime_code")?, row.try_get("", "interval_code")?);
        all.insert(series, past_of(&row)?);
    }
    Ok(all)
}

fn past_of(row: &QueryResult) -> Result<Past, DbErr> {
    let date = |column: &str| -> Result<Option<NaiveDate>, DbErr> {
        row.try_get::<Option<String>>("", column)?.as_deref().map(day).transpose()
    };
    let performed = match date("performed")? {
        Some(performed_on) => Some(TookPlace {
            performed_on,
            id: row.try_get("", "performed_id")?,
            state: row.try_get("", "performed_state")?,
        }),
        None => None,
    };
    let awaited = match row.try_get("", "awaited")? {
        Some(id) => Some(Awaited {
            id,
            state: row.try_get("", "awaited_state")?,
            scheduled_on: date("scheduled_on")?,
            performer: row.try_get("", "performer")?,
            ticket_id: row.try_get("", "ticket_id")?,
            ticket_number: row.try_get("", "ticket_number")?,
        }),
        None => None,
    };
    Ok(Past { performed, dropped: date("dropped")?, awaited })
}
