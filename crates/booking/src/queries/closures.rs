//! Closures as they are kept.

use db::Conn;
use kernel::{ClosureId, Instant, Names, PersonId, PlaceId, ScopeId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{BookingError, commands::close::ClosureKind, entity::closure};

/// A closure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Which one.
    pub id: ClosureId,
    /// What it is for.
    pub kind: ClosureKind,
    /// The site it is on.
    pub site: PlaceId,
    /// What people see.
    pub names: Names,
    /// Why.
    pub reason: String,
    /// The places or bookables that were closed.
    pub scopes: Vec<ScopeId>,
    /// From.
    pub starts_at: Instant,
    /// Until.
    pub ends_at: Instant,
    /// Who closed.
    pub created_by: Option<PersonId>,
    /// When it was opened again.
    pub lifted_at: Option<Instant>,
}

/// Closures that reach into `[from, to)`, in order of start; with `after` only those behind that one.
pub async fn list(
    conn: Conn<'_>,
    site: Option<PlaceId>,
    from: Option<Instant>,
    to: Option<Instant>,
    after: Option<(Instant, ClosureId)>,
    limit: u64,
) -> Result<Vec<Closure>, BookingError> {
    use closure::Column as C;
    let rows = closure::Entity::find()
        .filter(
            Condition::all()
                .add_option(site.map(|site| C::SiteId.eq(site)))
                .add_option(from.map(|from| C::EndsAt.gt(from)))
                .add_option(to.map(|to| C::StartsAt.lt(to)))
                .add_option(after.map(|(at, id)| {
                    Condition::any()
                        .add(C::StartsAt.gt(at))
                        .add(Condition::all().add(C::StartsAt.eq(at)).add(C::Id.gt(id)))
                })),
        )
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(limit)
        .all(&conn)
        .await?;
    Ok(rows.into_iter().map(Closure::from).collect())
}

/// One closure.
pub async fn get(conn: Conn<'_>, id: ClosureId) -> Result<Closure, BookingError> {
    let row = closure::Entity::find_by_id(id).one(&conn).await?.ok_or(BookingError::NotFound("closure"))?;
    Ok(row.into())
}

impl From<closure::Model> for Closure {
    fn from(row: closure::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            site: row.site_id,
            names: row.names,
            reason: row.reason,
            scopes: serde_json::from_str(&row.scopes).unwrap_or_default(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            created_by: row.created_by,
            lifted_at: row.lifted_at,
        }
    }
}
