//! What the commands on installations share: finding what one refers to, and writing one.

use std::collections::HashSet;

use db::{DbError, WriteTx, sql::Raw};
use kernel::{Ctx, Entry, PlaceId, id::InstallationId};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::{
    BuildingsError,
    base::{Difference, Wrong, check_seen, code_taken, not_found, stale},
    entity::installation,
    model::installation::{Installation, Links, MAX_LEVELS},
    policy::Permission,
    queries,
};

/// The installation, when the actor manages it and decided on the present version.
pub(super) async fn managed(
    tx: &WriteTx,
    cx: &Ctx,
    id: InstallationId,
    seen: Option<i64>,
) -> Result<Installation, BuildingsError> {
    let present = queries::installation(tx, id).await?.ok_or(not_found("installation"))?;
    Permission::ManageInstallations.require(&cx.actor, &[present.site_id.0])?;
    check_seen(seen, present.version)?;
    Ok(present)
}

/// Looks up what an installation refers to, and checks it. Its site is filled in.
pub(super) async fn check_links(
    tx: &WriteTx,
    present: Option<&Installation>,
    next: &mut Installation,
    wrong: &mut Wrong,
) -> Result<(), BuildingsError> {
    let place = queries::one(tx, next.place_id).await?;
    if let Some(place) = &place
        && next.parent_id.is_some()
    {
        // Two that become each other's part at the same moment would go round.
        lock(tx, place.site_id).await?;
    }
    let above = above(tx, next.parent_id).await?;
    let supplier = match next.supplier_id {
        Some(id) => queries::supplier(tx, id).await?,
        None => None,
    };
    let contract = match next.contract_id {
        Some(id) => queries::contract(tx, id).await?,
        None => None,
    };
    let links = Links {
        place: place.as_ref(),
        class: queries::is_installation_class(tx, &next.class).await?,
        above: above.iter().collect(),
        supplier: supplier.as_ref(),
        contract: contract.as_ref(),
        has_parts: present.is_some() && !queries::parts(tx, next.id).await?.is_empty(),
    };
    links.check(present, next, wrong);
    Ok(())
}

/// What an installation would be a part of, and what that is a part of, from below.
async fn above(tx: &WriteTx, mut next: Option<InstallationId>) -> Result<Vec<Installation>, BuildingsError> {
    let mut above = vec![];
    while let Some(id) = next.filter(|_| above.len() <= MAX_LEVELS) {
        let Some(found) = queries::installation(tx, id).await? else { break };
        next = found.parent_id;
        above.push(found);
    }
    Ok(above)
}

/// Lets nobody else change what is a part of what on a site.
async fn lock(tx: &WriteTx, site: PlaceId) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM place WHERE id = ").bind(site.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

/// The installation and everything that is a part of it, itself first.
pub(super) async fn whole(tx: &WriteTx, id: InstallationId) -> Result<Vec<Installation>, BuildingsError> {
    let mut found: Vec<Installation> = queries::installation(tx, id).await?.into_iter().collect();
    let mut level: Vec<InstallationId> = vec![id];
    let mut seen: HashSet<InstallationId> = HashSet::from([id]);
    while !level.is_empty() {
        let rows = installation::Entity::find().filter(installation::Column::ParentId.is_in(level)).all(tx).await?;
        level = rows.iter().map(|row| row.id).filter(|id| seen.insert(*id)).collect();
        for row in rows.into_iter().filter(|row| level.contains(&row.id)) {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Writes a checked installation.
pub(super) async fn insert(tx: &WriteTx, made: &Installation) -> Result<(), BuildingsError> {
    let write_error = |error| write_error(&made.code, error);
    installation::Entity::insert(row(made)).exec_without_returning(tx).await.map_err(write_error)?;
    tx.record(Entry::new("installation.added", "installation", made.id).data(json!({
        "code": made.code, "names": made.names, "class": made.class, "place_id": made.place_id,
        "parent_id": made.parent_id, "criticality": made.criticality,
    })));
    Ok(())
}

/// Writes a checked change, with its line in the journal. Nothing is written when nothing changes.
pub(super) async fn update(
    tx: &WriteTx,
    present: &Installation,
    mut next: Installation,
    action: &'static str,
    reason: Option<String>,
) -> Result<Installation, BuildingsError> {
    if next == *present {
        return Ok(next);
    }
    next.version = present.version + 1;
    let written = installation::Entity::update_many()
        .set(installation::ActiveModel { id: NotSet, ..row(&next) })
        .filter(installation::Column::Id.eq(present.id))
        .filter(installation::Column::Version.eq(present.version))
        .exec(tx)
        .await
        .map_err(|error| write_error(&next.code, error))?;
    if written.rows_affected == 0 {
        return Err(stale(present.version, next.version));
    }
    tx.record(Entry::new(action, "installation", next.id).data(difference(present, &next)).reason(reason));
    Ok(next)
}

fn row(one: &Installation) -> installation::ActiveModel {
    let search_key = installation::search_key(one);
    let Installation {
        id,
        code,
        names,
        class,
        place_id,
        site_id,
        parent_id,
        maker,
        model,
        serial,
        supplier_id,
        contract_id,
        criticality,
        commissioned_on,
        remarks,
        qr_token,
        out_of_service,
        retired_at,
        version,
    } = one.clone();
    installation::ActiveModel {
        id: Set(id),
        code: Set(code),
        names: Set(names),
        class_code: Set(class),
        place_id: Set(place_id),
        site_id: Set(site_id),
        parent_id: Set(parent_id),
        maker: Set(maker),
        model: Set(model),
        serial: Set(serial),
        supplier_id: Set(supplier_id),
        contract_id: Set(contract_id),
        criticality: Set(criticality),
        commissioned_on: Set(commissioned_on.map(|day| day.to_string())),
        remarks: Set(remarks),
        qr_token: Set(qr_token),
        out_of_service_since: Set(out_of_service.as_ref().map(|out| out.since)),
        out_of_service_reason: Set(out_of_service.map(|out| out.reason)),
        search_key: Set(search_key),
        retired_at: Set(retired_at),
        version: Set(version),
    }
}

/// Somebody else took the code between our look and our write.
fn write_error(code: &str, error: sea_orm::DbErr) -> BuildingsError {
    let error = DbError::from(error);
    if error.is_unique("installation_code_uq", "installation.code") { code_taken(code) } else { error.into() }
}

fn difference(from: &Installation, to: &Installation) -> Value {
    let since = |one: &Installation| one.out_of_service.as_ref().map(|out| out.since);
    Difference::default()
        .field("code", &from.code, &to.code)
        .field("names", &from.names, &to.names)
        .field("class", &from.class, &to.class)
        .field("place_id", &from.place_id, &to.place_id)
        .field("parent_id", &from.parent_id, &to.parent_id)
        .field("maker", &from.maker, &to.maker)
        .field("model", &from.model, &to.model)
        .field("serial", &from.serial, &to.serial)
        .field("supplier_id", &from.supplier_id, &to.supplier_id)
        .field("contract_id", &from.contract_id, &to.contract_id)
        .field("criticality", &from.criticality, &to.criticality)
        .field("commissioned_on", &from.commissioned_on, &to.commissioned_on)
        .field("remarks", &from.remarks, &to.remarks)
        .field("out_of_service_since", &since(from), &since(to))
        .data()
}
