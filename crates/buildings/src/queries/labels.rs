//! What stands on the labels with QR codes.

use std::collections::HashMap;

use kernel::{Lang, PlaceId, id::InstallationId};
use media::Label;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::tree;
use crate::{
    BuildingsError,
    entity::{installation, place},
    model::{Place, PlaceKind},
};

/// Of what labels are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelled {
    /// The spaces in a place and the installations in it, each with all below.
    Place(PlaceId),
    /// One installation.
    Installation(InstallationId),
}

/// The labels, by code: first the spaces, then the installations, at most `limit`; with the site on which they are, for
/// the permission. `None` when there is no such thing.
pub async fn labels(
    conn: &impl ConnectionTrait,
    of: Labelled,
    server: &str,
    lang: Lang,
    limit: usize,
) -> Result<Option<(PlaceId, Vec<Label>)>, BuildingsError> {
    let url = |token: &str| format!("{}/r/{token}", server.trim_end_matches('/'));
    let find = installation::Entity::find().filter(installation::Column::RetiredAt.is_null());
    let (site, spaces, installations) = match of {
        Labelled::Installation(id) => {
            let Some(row) = installation::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
            (row.site_id, vec![], vec![row])
        }
        Labelled::Place(id) => {
            let inside = tree::inside(conn, id).await?;
            let Some(first) = inside.first() else { return Ok(None) };
            let ids: Vec<PlaceId> =
                inside.iter().filter(|place| place.retired_at.is_none()).map(|place| place.id).collect();
            let spaces = place::Entity::find()
                .filter(place::Column::Id.is_in(ids.iter().copied()))
                .filter(place::Column::Kind.eq(PlaceKind::Space))
                .order_by_asc(place::Column::Code)
                .limit(limit as u64)
                .all(conn)
                .await?;
            let installations = find
                .filter(installation::Column::PlaceId.is_in(ids))
                .order_by_asc(installation::Column::Code)
                .limit(limit as u64)
                .all(conn)
                .await?;
            (first.site_id, spaces, installations)
        }
    };
    let at: Vec<PlaceId> =
        spaces.iter().map(|row| row.id).chain(installations.iter().map(|row| row.place_id)).collect();
    let paths = tree::paths(conn, &at).await?;
    let mut labels: Vec<Label> = Vec::with_capacity(at.len());
    for row in spaces {
        let place = words(&paths, row.id, lang, false);
        let name = row.names.get(lang).to_owned();
        labels.push(Label { url: url(&row.qr_token), code: row.code, name, place });
    }
    for row in installations {
        let place = words(&paths, row.place_id, lang, true);
        let name = row.names.get(lang).to_owned();
        labels.push(Label { url: url(&row.qr_token), code: row.code, name, place });
    }
    labels.truncate(limit);
    Ok(Some((site, labels)))
}

/// The way to a place in words, its own name left out unless something stands in it.
fn words(paths: &HashMap<PlaceId, Vec<Place>>, place: PlaceId, lang: Lang, whole: bool) -> String {
    let path = paths.get(&place).map(Vec::as_slice).unwrap_or_default();
    let shown = if whole { path.len() } else { path.len().saturating_sub(1) };
    path[..shown].iter().map(|step| step.names.get(lang)).collect::<Vec<_>>().join(" › ")
}
