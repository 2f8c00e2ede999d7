//! What places ask of the booking engine's tables.

use db::{DbError, sql::Raw};
use kernel::PlaceId;
use sea_orm::ConnectionTrait;

/// The codes of what can still be booked in a place or anywhere inside it, in order.
pub(crate) async fn codes_under(conn: &impl ConnectionTrait, place: PlaceId) -> Result<Vec<String>, DbError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT b.code FROM bookable b JOIN bookable_scope s ON s.bookable_id = b.id WHERE b.retired_at IS NULL AND s.scope_id = ")
        .bind(place.0)
        .push(" ORDER BY b.code");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| row.try_get("", "code")).collect::<Result<_, _>>()?)
}
