//! Making, changing and retiring bookables: for the crates that own a kind.

use std::collections::BTreeSet;

use db::{Conn, WriteTx, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Names, PlaceId, ScopeId, UnitId, Zone, search_key};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::close::{follow_closures, lock_closures};
use crate::{
    BookingError,
    entity::{bookable, bookable_scope, bookable_unit, unit},
    policy::Permission,
};

/// A bookable to be made. The crate that owns the kind checks codes and names and writes the journal.
#[derive(Debug, Clone)]
pub struct NewBookable {
    /// Its id.
    pub id: BookableId,
    /// Its kind.
    pub kind: &'static str,
    /// Its code, unique among all bookables.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Its site.
    pub site: PlaceId,
    /// The zone of its site.
    pub zone: Zone,
    /// The bookables whose units it stands for together; empty = it gets a unit of its own.
    pub parts: Vec<BookableId>,
    /// The places it lies under, outermost first, without itself.
    pub places: Vec<ScopeId>,
}

fn find_key(code: &str, names: &Names) -> String {
    format!("{} {}", search_key(code), names.search_key())
}

/// Makes a bookable, its unit and its chain of scopes.
pub async fn add_bookable(tx: &WriteTx, cx: &Ctx, new: NewBookable) -> Result<(), BookingError> {
    let NewBookable { id, kind, code, names, site, zone, parts, places } = new;
    let chain: Vec<_> = places.iter().map(|place| place.0).collect();
    Permission::ManageBookables.require(&cx.actor, &chain)?;
    let row = bookable::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        search_key: Set(find_key(&code, &names)),
        code: Set(code.clone()),
        names: Set(names),
        site_id: Set(site),
        time_zone: Set(zone),
        retired_at: Set(None),
    };
    bookable::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| taken(error, &code))?;
    let units = if parts.is_empty() {
        let own = UnitId::new(&*cx.ids);
        let row = unit::ActiveModel { id: Set(own), kind: Set(kind.to_owned()), code: Set(code.clone()) };
        unit::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| taken(error, &code))?;
        BTreeSet::from([own])
    } else {
        units_of(tx.into(), &parts).await?
    };
    if units.is_empty() {
        return Err(BookingError::NotFound("part"));
    }
    let rows = units.into_iter().map(|unit| bookable_unit::ActiveModel { bookable_id: Set(id), unit_id: Set(unit) });
    bookable_unit::Entity::insert_many(rows).exec_without_returning(tx).await?;
    place_bookable(tx, cx, id, &places).await
}

fn taken(error: sea_orm::DbErr, code: &str) -> BookingError {
    let error = db::DbError::from(error);
    if matches!(error.fault(), db::Fault::Unique(_)) { BookingError::CodeTaken(code.to_owned()) } else { error.into() }
}

/// Renames a bookable.
pub async fn rename_bookable(
    tx: &WriteTx,
    cx: &Ctx,
    id: BookableId,
    code: &str,
    names: &Names,
) -> Result<(), BookingError> {
    Permission::ManageBookables.require(&cx.actor, &chain_of(tx.into(), id).await?)?;
    let row = bookable::ActiveModel {
        id: Set(id),
        code: Set(code.to_owned()),
        names: Set(names.clone()),
        search_key: Set(find_key(code, names)),
        ..Default::default()
    };
    let before = bookable::Entity::find_by_id(id).one(tx).await?.ok_or(BookingError::NotFound("bookable"))?;
    bookable::Entity::update(row).exec(tx).await.map_err(|error| taken(error, code))?;
    // A unit of its own is known by the same code.
    unit::Entity::update_many()
        .col_expr(unit::Column::Code, sea_orm::sea_query::Expr::value(code))
        .filter(unit::Column::Code.eq(before.code))
        .exec(tx)
        .await
        .map_err(|error| taken(error, code))?;
    Ok(())
}

/// Puts a bookable under these places, outermost first: from there it inherits its policies, and it is closed while they are.
pub async fn place_bookable(tx: &WriteTx, cx: &Ctx, id: BookableId, places: &[ScopeId]) -> Result<(), BookingError> {
    lock_closures(tx).await?;
    bookable_scope::Entity::delete_many().filter(bookable_scope::Column::BookableId.eq(id)).exec(tx).await?;
    let links = places.iter().copied().chain([ScopeId::from(id)]).enumerate().map(|(depth, scope)| {
        bookable_scope::ActiveModel {
            bookable_id: Set(id),
            depth: Set(i64::try_from(depth).expect("a place has few ancestors")),
            scope_id: Set(scope),
        }
    });
    bookable_scope::Entity::insert_many(links).exec_without_returning(tx).await?;
    follow_closures(tx, cx, id).await
}

/// Takes a bookable out of service. Refused while dates to come hold it.
pub async fn retire_bookable(tx: &WriteTx, cx: &Ctx, id: BookableId) -> Result<(), BookingError> {
    Permission::ManageBookables.require(&cx.actor, &chain_of(tx.into(), id).await?)?;
    lock_units(tx, id).await?;
    let mut sql = Raw::new(tx);
    sql.push("SELECT COUNT(*) AS n FROM claim c JOIN occurrence o ON o.id = c.occurrence_id WHERE c.bookable_id = ")
        .bind(id.0)
        .push(" AND o.state IN ('held', 'requested', 'confirmed', 'in_use') AND o.ends_at > ")
        .bind(cx.now.micros());
    let count: i64 = match tx.query_one_raw(sql.build()).await? {
        Some(row) => row.try_get("", "n")?,
        None => 0,
    };
    if count > 0 {
        return Err(BookingError::NotNow { code: "still_booked", data: serde_json::json!({ "count": count }) });
    }
    set_retired(tx, id, Some(cx.now)).await
}

/// Puts a retired bookable back into service; what was closed meanwhile is closed for it too.
pub async fn reinstate_bookable(tx: &WriteTx, cx: &Ctx, id: BookableId) -> Result<(), BookingError> {
    Permission::ManageBookables.require(&cx.actor, &chain_of(tx.into(), id).await?)?;
    lock_closures(tx).await?;
    set_retired(tx, id, None).await?;
    follow_closures(tx, cx, id).await
}

async fn set_retired(tx: &WriteTx, id: BookableId, at: Option<Instant>) -> Result<(), BookingError> {
    let row = bookable::ActiveModel { id: Set(id), retired_at: Set(at), ..Default::default() };
    bookable::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Locks the units of a bookable in the order of their ids and answers them.
pub(super) async fn lock_units(tx: &WriteTx, id: BookableId) -> Result<Vec<UnitId>, BookingError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT u.id FROM unit u JOIN bookable_unit bu ON bu.unit_id = u.id WHERE bu.bookable_id = ").bind(id.0);
    sql.push(" ORDER BY u.id").push_postgres(" FOR NO KEY UPDATE OF u");
    let rows = tx.query_all_raw(sql.build()).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// The units that these bookables stand for.
pub async fn units_of(conn: Conn<'_>, ids: &[BookableId]) -> Result<BTreeSet<UnitId>, BookingError> {
    let rows = bookable_unit::Entity::find()
        .filter(bookable_unit::Column::BookableId.is_in(ids.iter().copied()))
        .all(&conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.unit_id).collect())
}

/// The units of everything in service that lies under one of the scopes.
pub(crate) async fn units_under(conn: Conn<'_>, scopes: &[ScopeId]) -> Result<BTreeSet<UnitId>, BookingError> {
    let mut units = BTreeSet::new();
    if scopes.is_empty() {
        return Ok(units);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT bu.unit_id FROM bookable_scope s JOIN bookable b ON b.id = s.bookable_id JOIN bookable_unit bu ON bu.bookable_id = b.id WHERE b.retired_at IS NULL AND s.scope_id IN (")
        .bind_all(scopes.iter().map(|scope| scope.0))
        .push(")");
    for row in conn.query_all_raw(sql.build()).await? {
        units.insert(row.try_get("", "unit_id")?);
    }
    Ok(units)
}

/// The scopes a bookable lies under, outermost first, itself last.
pub async fn chain_of(conn: Conn<'_>, id: BookableId) -> Result<Vec<uuid::Uuid>, BookingError> {
    use sea_orm::QueryOrder;
    let rows = bookable_scope::Entity::find()
        .filter(bookable_scope::Column::BookableId.eq(id))
        .order_by_asc(bookable_scope::Column::Depth)
        .all(&conn)
        .await?;
    if rows.is_empty() {
        Err(BookingError::NotFound("bookable"))
    } else {
        Ok(rows.into_iter().map(|row| row.scope_id.0).collect())
    }
}
