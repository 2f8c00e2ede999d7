//! Which inspections installations need and when they are due: computed from the rules in force, never kept.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use db::sql::Raw;
use kernel::{
    Instant, Names, PlaceId, WallTime, Zone,
    id::{InspectionId, InstallationId},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::{
    TicketError,
    entity::{inspection_interval, inspection_regime},
    model::inspection::{DueStanding, Interval, due_on, standing},
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
    /// Only those of this class.
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

/// How an installation stands to one interval of a rule.
#[derive(Debug, Clone)]
pub(crate) struct DueEntry {
    pub(crate) installation: InstallationId,
    pub(crate) installation_code: String,
    pub(crate) installation_names: Names,
    pub(crate) place: PlaceId,
    pub(crate) site: PlaceId,
    pub(crate) zone: Zone,
    pub(crate) regime: Arc<Regime>,
    pub(crate) interval: Interval,
    /// When it was inspected last, by this interval or one that counts for it.
    pub(crate) last_performed_on: Option<NaiveDate>,
    pub(crate) due_on: Option<NaiveDate>,
    pub(crate) standing: DueStanding,
    /// The inspection that is awaited.
    pub(crate) awaited: Option<InspectionId>,
}

/// What became of the inspections of one interval.
#[derive(Debug, Clone, Default)]
struct Past {
    performed: Option<NaiveDate>,
    dropped: Option<NaiveDate>,
    awaited: Option<InspectionId>,
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
        "SELECT i.id, i.code, i.names, i.class_code, i.place_id, i.site_id, i.commissioned_on, s.time_zone, \
         CASE WHEN c.retired_at IS NULL THEN c.starts_on END AS starts_on, c.ends_on \
         FROM installation i JOIN place s ON s.id = i.site_id LEFT JOIN contract c ON c.id = i.contract_id \
         WHERE i.retired_at IS NULL AND i.class_code IN (SELECT class_code FROM inspection_regime)",
    );
    scope.push(&mut sql);
    sql.push(" ORDER BY i.code");
    let mut entries = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        let zone = row.try_get::<Option<Zone>>("", "time_zone")?.unwrap_or(Zone::UTC);
        let today = WallTime::at(now, zone).date();
        let text = |column: &str| row.try_get::<Option<String>>("", column);
        let (class, starts, ends) = (text("class_code")?, text("starts_on")?, text("ends_on")?);
        let contracted =
            starts.is_some_and(|from| from <= today.to_string()) && ends.is_none_or(|to| to >= today.to_string());
        let commissioned = text("commissioned_on")?.as_deref().map(day).transpose()?;
        let installation: InstallationId = row.try_get("", "id")?;
        let of_class = |regime: &&Arc<Regime>| Some(&regime.row.class_code) == class.as_ref() && regime.holds_on(today);
        for regime in regimes.iter().filter(of_class) {
            for interval in regime.intervals.iter().filter(|interval| interval.applies.to(contracted)) {
                let of = |code: &str| past.get(&(installation, regime.row.code.clone(), code.to_owned()));
                let own = of(&interval.code);
                let counting = || own.into_iter().chain(interval.covered_by.as_deref().and_then(of));
                let performed = counting().filter_map(|past| past.performed).max();
                let base = performed.into_iter().chain(own.and_then(|past| past.dropped)).max();
                let due = due_on(base, commissioned, interval.months);
                entries.push(DueEntry {
                    installation,
                    installation_code: row.try_get("", "code")?,
                    installation_names: row.try_get("", "names")?,
                    place: row.try_get("", "place_id")?,
                    site: row.try_get("", "site_id")?,
                    zone,
                    regime: Arc::clone(regime),
                    interval: interval.clone(),
                    last_performed_on: performed,
                    due_on: due,
                    standing: standing(due, regime.row.lead_days, today),
                    awaited: own.and_then(|past| past.awaited),
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
        (self.due_on, self.installation_code.clone(), self.regime.row.code.clone(), self.interval.code.clone())
    }
}

async fn past(conn: &impl ConnectionTrait, scope: &Scope) -> Result<HashMap<Series, Past>, TicketError> {
    let mut sql = Raw::new(conn);
    // There is one awaited inspection at most, but neither engine knows how to take the largest of ids alike.
    sql.push(
        "SELECT k.installation_id, k.regime_code, k.interval_code, k.performed, k.dropped, a.id AS awaited FROM (\
         SELECT n.installation_id, n.regime_code, n.interval_code, MAX(n.performed_on) AS performed, \
         MAX(CASE WHEN n.state = 'dropped' THEN n.due_on END) AS dropped \
         FROM inspection n JOIN installation i ON i.id = n.installation_id WHERE i.retired_at IS NULL",
    );
    scope.push(&mut sql);
    sql.push(
        " GROUP BY n.installation_id, n.regime_code, n.interval_code) k LEFT JOIN inspection a \
         ON a.installation_id = k.installation_id AND a.regime_code = k.regime_code \
         AND a.interval_code = k.interval_code AND a.state IN ('planned', 'scheduled')",
    );
    let mut all = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let series =
            (row.try_get("", "installation_id")?, row.try_get("", "regime_code")?, row.try_get("", "interval_code")?);
        let date = |column: &str| -> Result<Option<NaiveDate>, DbErr> {
            row.try_get::<Option<String>>("", column)?.as_deref().map(day).transpose()
        };
        let past =
            Past { performed: date("performed")?, dropped: date("dropped")?, awaited: row.try_get("", "awaited")? };
        all.insert(series, past);
    }
    Ok(all)
}
