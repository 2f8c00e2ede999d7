//! Lists of places, a page at a time.

use kernel::PlaceId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LikeExpr},
};

use crate::{
    BuildingsError,
    entity::place,
    model::{Place, PlaceKind},
};

/// Which places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceFilter {
    /// Only this level of the tree.
    pub kind: Option<PlaceKind>,
    /// Only what lies directly in this place.
    pub parent: Option<PlaceId>,
    /// Only this site and what lies on it.
    pub site: Option<PlaceId>,
    /// Only those whose code or name contains each of these words, without regard to case and accents.
    pub q: Option<String>,
    /// Retired ones too.
    pub retired: bool,
}

/// At most `limit` places that match, by code, those after the code `after`.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &PlaceFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Place>, BuildingsError> {
    let PlaceFilter { kind, parent, site, q, retired } = filter;
    let mut wanted = Condition::all()
        .add_option(kind.map(|kind| place::Column::Kind.eq(kind)))
        .add_option(parent.map(|parent| place::Column::ParentId.eq(parent)))
        .add_option(site.map(|site| place::Column::SiteId.eq(site)))
        .add_option((!retired).then(|| place::Column::RetiredAt.is_null()))
        .add_option(after.map(|code| place::Column::Code.gt(code)));
    for word in search_words(q.as_deref()) {
        wanted = wanted.add(Expr::col(place::Column::SearchKey).like(word));
    }
    let rows = place::Entity::find().filter(wanted).order_by_asc(place::Column::Code).limit(limit).all(conn).await?;
    Ok(rows.into_iter().map(Place::from).collect())
}

/// Each word of a search as a pattern that matches it literally anywhere.
#[must_use]
pub fn search_words(q: Option<&str>) -> Vec<LikeExpr> {
    kernel::search_key(q.unwrap_or_default())
        .split_whitespace()
        .map(|word| {
            let mut pattern = String::from("%");
            for c in word.chars() {
                if matches!(c, '%' | '_' | '\\') {
                    pattern.push('\\');
                }
                pattern.push(c);
            }
            pattern.push('%');
            LikeExpr::new(pattern).escape('\\')
        })
        .collect()
}
