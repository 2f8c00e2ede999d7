//! Lists of the vehicles that somebody may see, a page at a time.

use booking::{
    Engine,
    queries::load::{Selection, load},
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Interval, PlaceId, Rejection};
use sea_orm::ConnectionTrait;

use super::{
    plates::KEY_OF_PLATE,
    vehicles::{Vehicle, by_ids, one},
};
use crate::{
    FleetError,
    kind::KIND,
    model::{
        plate::plate_key,
        vehicle::{BodyStyle, Fuel, VehicleCategory, VehicleState},
    },
    policy::{Permission, may_see},
};

/// Which vehicles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VehicleFilter {
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Only those whose code, name or plate contains each of these words, without regard to case and accents.
    pub q: Option<String>,
    /// Only of one of these EU categories.
    pub categories: Vec<VehicleCategory>,
    /// Only what people call so.
    pub bodies: Vec<BodyStyle>,
    /// Only what runs on one of these.
    pub fuels: Vec<Fuel>,
    /// Only with at least so many seats, the driver counted.
    pub seats: Option<i64>,
    /// Only those that a wheelchair gets into, or only others.
    pub step_free: Option<bool>,
    /// Only those that professionals drive, or only others.
    pub chauffeured: Option<bool>,
    /// Only in this state; unless told, all that are not gone for good.
    pub state: Option<VehicleState>,
}

/// At most `limit` vehicles that match and that the actor may see, by code, behind a code. A fixed number of statements.
pub async fn list(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &VehicleFilter,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<Vehicle>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT b.id FROM bookable b JOIN vehicle v ON v.id = b.id WHERE b.kind = ").bind(KIND);
    narrow(&mut sql, filter);
    if let Some(code) = after {
        sql.push(" AND b.code > ").bind(code);
    }
    sql.push(" ORDER BY b.code");
    let rows = conn.query_all_raw(sql.build()).await?;
    let found: Vec<BookableId> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, sea_orm::DbErr>>()?;
    let seen = visible(conn, cx, &found).await?;
    let page: Vec<BookableId> = found.into_iter().filter(|id| seen.contains(id)).take(limit).collect();
    by_ids(conn, &page).await
}

fn narrow(sql: &mut Raw, filter: &VehicleFilter) {
    let VehicleFilter { site, q, categories, bodies, fuels, seats, step_free, chauffeured, state } = filter;
    match state {
        Some(state) => sql.push(" AND v.state = ").bind(state.as_str()),
        None => sql.push(" AND v.state <> 'disposed'"),
    };
    if let Some(site) = site {
        sql.push(" AND b.site_id = ").bind(site.0);
    }
    for word in kernel::search_key(q.as_deref().unwrap_or_default()).split_whitespace() {
        let text = format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        sql.push(" AND (b.search_key LIKE ").bind(text).push(" ESCAPE '\\'");
        // A plate is found however it is written.
        let key = plate_key(word);
        if !key.is_empty() {
            sql.push(" OR EXISTS (SELECT 1 FROM plate_assignment WHERE plate_assignment.vehicle_id = v.id AND ");
            sql.push(KEY_OF_PLATE).push(" LIKE ").bind(format!("%{key}%")).push(")");
        }
        sql.push(")");
    }
    let lists: [(&str, Vec<&str>); 3] = [
        ("v.category", categories.iter().map(|one| one.as_str()).collect()),
        ("v.body", bodies.iter().map(|one| one.as_str()).collect()),
        ("v.fuel", fuels.iter().map(|one| one.as_str()).collect()),
    ];
    for (column, words) in lists.into_iter().filter(|(_, words)| !words.is_empty()) {
        sql.push(&format!(" AND {column} IN (")).bind_all(words).push(")");
    }
    if let Some(seats) = seats {
        sql.push(" AND v.seats >= ").bind(*seats);
    }
    for (column, wanted) in [("v.step_free", step_free), ("v.chauffeured", chauffeured)] {
        match wanted {
            Some(true) => sql.push(&format!(" AND {column}")),
            Some(false) => sql.push(&format!(" AND NOT {column}")),
            None => sql,
        };
    }
}

/// Those of the vehicles that the actor may know of.
pub async fn visible(conn: Conn<'_>, cx: &Ctx, ids: &[BookableId]) -> Result<Vec<BookableId>, FleetError> {
    let now = Interval { start: cx.now, end: cx.now };
    // Who may see a vehicle does not depend on what is special about it: an engine without kinds loads the rest.
    let loaded = load(&Engine::new(vec![]), conn, &Selection::of(ids), now).await?;
    Ok(loaded.candidates.iter().filter(|one| may_see(&cx.actor, one, cx.now)).map(|one| one.id).collect())
}

/// One vehicle that the actor may see; for others it is not there.
pub async fn one_visible(conn: Conn<'_>, cx: &Ctx, id: BookableId) -> Result<Vehicle, FleetError> {
    if visible(conn, cx, &[id]).await?.is_empty() {
        return Err(Rejection::NotFound("vehicle").into());
    }
    one(conn, id).await?.ok_or(Rejection::NotFound("vehicle").into())
}

/// One vehicle, when the actor manages it; refused for those who only see it, not there for others.
pub async fn one_managed(conn: Conn<'_>, cx: &Ctx, id: BookableId) -> Result<Vehicle, FleetError> {
    let vehicle = one_visible(conn, cx, id).await?;
    Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    Ok(vehicle)
}
