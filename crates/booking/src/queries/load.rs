//! Loading bookables with everything the engine needs to judge them: two statements of ours, and those of their kind.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;
use db::{Conn, sql::Raw, wide};
use kernel::{BookableId, Instant, Interval, LayoutId, Names, PlaceId, UnitId, Zone};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::{
    BookingError, Engine, KindFacts,
    model::{
        policy::{ClosedDay, PolicyBook, PolicyParts, PolicyVersion},
        wish::{Candidate, Fit, Wish},
    },
};

/// Which bookables to load.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; `None` = all that match the rest.
    pub ids: Option<Vec<BookableId>>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Only those whose name or code contains this search key.
    pub search: Option<String>,
    /// Also those that may no longer be booked.
    pub with_retired: bool,
}

impl Selection {
    /// Exactly these, retired or not.
    #[must_use]
    pub fn of(ids: &[BookableId]) -> Self {
        Self { ids: Some(ids.to_vec()), with_retired: true, ..Self::default() }
    }
}

/// Bookables, loaded; from here on everything is pure.
pub struct Loaded {
    /// In order of id.
    pub candidates: Vec<Candidate>,
    facts: HashMap<String, Arc<dyn KindFacts>>,
}

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loaded").field("candidates", &self.candidates.len()).finish_non_exhaustive()
    }
}

impl Loaded {
    /// The bookable with that id.
    #[must_use]
    pub fn get(&self, id: BookableId) -> Option<&Candidate> {
        self.candidates.binary_search_by_key(&id, |candidate| candidate.id).ok().map(|index| &self.candidates[index])
    }

    /// How it would answer a wish, apart from time.
    #[must_use]
    pub fn fit(&self, candidate: &Candidate, wish: &Wish) -> Fit {
        self.facts.get(&candidate.kind).map(|facts| facts.fit(candidate.id, wish)).unwrap_or_default()
    }

    /// What a layout of one of them is called.
    #[must_use]
    pub fn layout_names(&self, layout: LayoutId) -> Option<Names> {
        self.facts.values().find_map(|facts| facts.layout_names(layout)).cloned()
    }

    /// The kinds of all of them, as often as they occur.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.candidates.iter().map(|candidate| candidate.kind.as_str())
    }

    /// The chains of all of them.
    #[must_use]
    pub fn chains(&self) -> Vec<Vec<Uuid>> {
        self.candidates.iter().map(|candidate| candidate.chain.clone()).collect()
    }
}

/// Loads bookables. In a write transaction their units are locked first, in the order of their ids: whoever comes
/// second waits here and then sees what the first one wrote.
///
/// `span` says for which days the closed days are needed.
pub async fn load(
    engine: &Engine,
    conn: Conn<'_>,
    selection: &Selection,
    span: Interval,
) -> Result<Loaded, BookingError> {
    let mut candidates = bookables(conn, selection).await?;
    let ids: Vec<BookableId> = candidates.keys().copied().collect();
    if !ids.is_empty() {
        rules(conn, &mut candidates, span).await?;
    }
    let mut by_kind: BTreeMap<String, Vec<BookableId>> = BTreeMap::new();
    for candidate in candidates.values() {
        by_kind.entry(candidate.kind.clone()).or_default().push(candidate.id);
    }
    let mut facts = HashMap::new();
    for (name, ids) in by_kind {
        if let Some(kind) = engine.kind(&name) {
            facts.insert(name, kind.load(conn, &ids).await?);
        }
    }
    Ok(Loaded { candidates: candidates.into_values().collect(), facts })
}

db::wide_row! {
    struct BookableRow {
        id: Uuid,
        kind: String,
        code: String,
        names: String,
        site_id: Uuid,
        time_zone: String,
        retired_at: Option<i64>,
        unit_id: Uuid,
    }
}

async fn bookables(conn: Conn<'_>, selection: &Selection) -> Result<BTreeMap<BookableId, Candidate>, BookingError> {
    let Selection { ids, kind, site, search, with_retired } = selection;
    if ids.as_ref().is_some_and(Vec::is_empty) {
        return Ok(BTreeMap::new());
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT b.id, b.kind, b.code, b.names, b.site_id, b.time_zone, b.retired_at, bu.unit_id \
         FROM bookable b JOIN bookable_unit bu ON bu.bookable_id = b.id JOIN unit u ON u.id = bu.unit_id WHERE true",
    );
    if let Some(ids) = ids {
        sql.push(" AND b.id IN (").bind_all(ids.iter().map(|id| id.0)).push(")");
    }
    if let Some(kind) = kind {
        sql.push(" AND b.kind = ").bind(kind.clone());
    }
    if let Some(site) = site {
        sql.push(" AND b.site_id = ").bind(site.0);
    }
    if let Some(search) = search {
        let escaped = search.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND b.search_key LIKE ").bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
    if !with_retired {
        sql.push(" AND b.retired_at IS NULL");
    }
    sql.push(" ORDER BY u.id");
    if conn.is_write() {
        sql.push_postgres(" FOR NO KEY UPDATE OF u");
    }
    let mut found: BTreeMap<BookableId, Candidate> = BTreeMap::new();
    for row in wide::rows::<BookableRow>(&conn, sql).await? {
        let BookableRow { id, kind, code, names, site_id, time_zone, retired_at, unit_id } = row;
        let (id, unit) = (BookableId(id), UnitId(unit_id));
        if let Some(candidate) = found.get_mut(&id) {
            candidate.units.push(unit);
            continue;
        }
        found.insert(
            id,
            Candidate {
                id,
                kind,
                code,
                names: read("names", Names::from_json(&names))?,
                site: PlaceId(site_id),
                zone: read("time_zone", time_zone.parse::<Zone>())?,
                retired: retired_at.is_some(),
                units: vec![unit],
                chain: vec![],
                policies: PolicyBook::default(),
                closed_days: vec![],
            },
        );
    }
    for candidate in found.values_mut() {
        candidate.units.sort_unstable();
    }
    Ok(found)
}

/// A value of a column that is text in the database.
fn read<T, E: std::fmt::Display>(column: &str, value: Result<T, E>) -> Result<T, DbErr> {
    value.map_err(|error| DbErr::Type(format!("{column}: {error}")))
}

db::wide_row! {
    struct RuleRow {
        bookable_id: Uuid,
        depth: i64,
        scope_id: Uuid,
        valid_from: Option<i64>,
        parts: Option<String>,
        day: Option<String>,
        names: Option<String>,
    }
}

/// Chains, policies along them and closed days, in one statement.
async fn rules(
    conn: Conn<'_>,
    candidates: &mut BTreeMap<BookableId, Candidate>,
    span: Interval,
) -> Result<(), BookingError> {
    // A zone is at most 14 hours from UTC, so a day to each side covers the days of any site.
    let first = span.start.plus_minutes(-1440).to_utc().date_naive().to_string();
    let last = span.end.plus_minutes(1440).to_utc().date_naive().to_string();
    let ids: Vec<Uuid> = candidates.keys().map(|id| id.0).collect();
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT s.bookable_id, s.depth, s.scope_id, p.valid_from, p.parts, CAST(NULL AS text) AS day, CAST(NULL AS text) AS names \
         FROM bookable_scope s LEFT JOIN policy p ON p.scope_id = s.scope_id WHERE s.bookable_id IN (",
    )
    .bind_all(ids.iter().copied())
    .push(
        ") UNION ALL SELECT s.bookable_id, s.depth, s.scope_id, CAST(NULL AS bigint), CAST(NULL AS text), c.day, c.names \
         FROM bookable_scope s JOIN closed_day c ON c.scope_id = s.scope_id \
         WHERE NOT c.removed AND c.day >= ",
    )
    .bind(first)
    .push(" AND c.day <= ")
    .bind(last)
    .push(" AND s.bookable_id IN (")
    .bind_all(ids)
    .push(")");
    let mut parsed: HashMap<(Uuid, i64), Arc<PolicyParts>> = HashMap::new();
    let mut versions: HashMap<BookableId, Vec<PolicyVersion>> = HashMap::new();
    let mut chains: HashMap<BookableId, BTreeMap<i64, Uuid>> = HashMap::new();
    for row in wide::rows::<RuleRow>(&conn, sql).await? {
        let RuleRow { bookable_id, depth, scope_id: scope, valid_from, parts, day, names } = row;
        let id = BookableId(bookable_id);
        chains.entry(id).or_default().insert(depth, scope);
        if let (Some(day), Some(names)) = (day, names) {
            if let (Ok(day), Some(candidate)) = (day.parse::<NaiveDate>(), candidates.get_mut(&id)) {
                candidate.closed_days.push(ClosedDay { day, names: read("names", Names::from_json(&names))? });
            }
        } else if let (Some(valid_from), Some(parts)) = (valid_from, parts) {
            let parts = if let Some(parts) = parsed.get(&(scope, valid_from)) {
                Arc::clone(parts)
            } else {
                let parts: Arc<PolicyParts> = read("policy", serde_json::from_str::<PolicyParts>(&parts))?.into();
                parsed.insert((scope, valid_from), Arc::clone(&parts));
                parts
            };
            let valid_from = Instant::from_micros(valid_from);
            versions.entry(id).or_default().push(PolicyVersion { depth, scope, valid_from, parts });
        }
    }
    for (id, candidate) in candidates {
        candidate.chain = chains.remove(id).unwrap_or_default().into_values().collect();
        candidate.policies = PolicyBook::new(versions.remove(id).unwrap_or_default());
    }
    Ok(())
}
