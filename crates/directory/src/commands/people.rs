//! Adding, changing and deactivating people.

use db::{DbError, WriteTx};
use kernel::{Ctx, Entry, Lang, OrgUnitId, PersonId, PlaceId, search_key};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*, sea_query::Expr};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::grants;
use crate::{
    DirectoryError,
    entity::{api_token, person, session},
    model::{Check, Person},
    policy::Permission,
    queries,
};

/// A new colleague.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// What they sign in with: lower-case letters, digits, `. _ - @`; 2 to 64 characters.
    pub login: String,
    /// Their name, 1 to 200 characters.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their working language.
    pub language: Lang,
    /// The unit they belong to.
    pub org_unit: Option<OrgUnitId>,
    /// The site they work on.
    pub site: Option<PlaceId>,
}

/// Adds a colleague, without roles or password.
pub async fn add_person(tx: &WriteTx, cx: &Ctx, input: NewPerson) -> Result<Person, DirectoryError> {
    let NewPerson { login, name, email, language, org_unit, site } = input;
    require(tx, cx, org_unit, site).await?;
    let (name, email) = (name.trim().to_owned(), email.trim().to_owned());
    let mut check = Check::default();
    check.login(&login);
    check.text("name", &name, 1, 200);
    check.email(&email);
    check_references(tx, &mut check, org_unit, site).await?;
    check.done()?;
    let id = PersonId::new(&*cx.ids);
    let row = person::ActiveModel {
        id: Set(id),
        login: Set(login.clone()),
        name: Set(name.clone()),
        email: Set(email.clone()),
        org_unit_id: Set(org_unit),
        site_id: Set(site),
        language: Set(language),
        active: Set(true),
        password_hash: Set(None),
        search_key: Set(key(&name, &login, &email)),
        created_at: Set(cx.now),
        version: Set(1),
    };
    person::Entity::insert(row).exec_without_returning(tx).await.map_err(taken)?;
    tx.record(Entry::new("person.added", "person", id).data(json!({
        "login": login, "name": name, "org_unit": org_unit, "site": site, "language": language,
    })));
    queries::person(tx, id).await
}

/// What changes about a person; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct PersonChange {
    /// Another login.
    pub login: Option<String>,
    /// Another name.
    pub name: Option<String>,
    /// Another address.
    pub email: Option<String>,
    /// Another working language.
    pub language: Option<Lang>,
    /// Another unit, or none.
    pub org_unit: Option<Option<OrgUnitId>>,
    /// Another site, or none.
    pub site: Option<Option<PlaceId>>,
}

/// Changes a person. `seen` is the version the caller saw; `None` takes any.
pub async fn change_person(
    tx: &WriteTx,
    cx: &Ctx,
    id: PersonId,
    seen: Option<i64>,
    change: PersonChange,
) -> Result<Person, DirectoryError> {
    let PersonChange { login, name, email, language, org_unit, site } = change;
    let before = load(tx, cx, id).await?;
    // Who moves a person must be allowed to where they come from and where they go to.
    let (to_unit, to_site) = (org_unit.unwrap_or(before.org_unit_id), site.unwrap_or(before.site_id));
    require(tx, cx, to_unit, to_site).await?;
    is_present(seen, before.version)?;
    let mut after = person::Model { org_unit_id: to_unit, site_id: to_site, ..before.clone() };
    let mut check = Check::default();
    if let Some(login) = login {
        check.login(&login);
        after.login = login;
    }
    if let Some(name) = name {
        check.text("name", &name, 1, 200);
        name.trim().clone_into(&mut after.name);
    }
    if let Some(email) = email {
        check.email(email.trim());
        email.trim().clone_into(&mut after.email);
    }
    after.language = language.unwrap_or(before.language);
    check_references(
        tx,
        &mut check,
        to_unit.filter(|_| to_unit != before.org_unit_id),
        to_site.filter(|_| to_site != before.site_id),
    )
    .await?;
    check.done()?;
    after.search_key = key(&after.name, &after.login, &after.email);
    let changes = differences(&before, &after);
    if changes.is_empty() {
        return queries::person(tx, id).await;
    }
    after.version = before.version + 1;
    let row = person::ActiveModel {
        id: Set(id),
        login: Set(after.login),
        name: Set(after.name),
        email: Set(after.email),
        language: Set(after.language),
        org_unit_id: Set(after.org_unit_id),
        site_id: Set(after.site_id),
        search_key: Set(after.search_key),
        version: Set(after.version),
        ..Default::default()
    };
    person::Entity::update(row).exec(tx).await.map_err(taken)?;
    tx.record(Entry::new("person.changed", "person", id).data(Value::Object(changes)));
    queries::person(tx, id).await
}

/// Deactivates a person: sessions and tokens end, sign-in is refused; what they did and booked stays.
pub async fn deactivate(
    tx: &WriteTx,
    cx: &Ctx,
    id: PersonId,
    seen: Option<i64>,
    reason: Option<String>,
) -> Result<Person, DirectoryError> {
    let before = load(tx, cx, id).await?;
    is_present(seen, before.version)?;
    if !before.active {
        return queries::person(tx, id).await;
    }
    grants::keep_an_admin(tx, cx, |grant| grant.person_id != id).await?;
    end_access(tx, cx, id, None).await?;
    set_active(tx, &before, false).await?;
    tx.record(Entry::new("person.deactivated", "person", id).reason(reason));
    queries::person(tx, id).await
}

/// Lets a person sign in again.
pub async fn reactivate(tx: &WriteTx, cx: &Ctx, id: PersonId, seen: Option<i64>) -> Result<Person, DirectoryError> {
    let before = load(tx, cx, id).await?;
    is_present(seen, before.version)?;
    if !before.active {
        set_active(tx, &before, true).await?;
        tx.record(Entry::new("person.reactivated", "person", id));
    }
    queries::person(tx, id).await
}

async fn set_active(tx: &WriteTx, before: &person::Model, active: bool) -> Result<(), DirectoryError> {
    let row = person::ActiveModel {
        id: Set(before.id),
        active: Set(active),
        version: Set(before.version + 1),
        ..Default::default()
    };
    person::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Ends the sessions of a person, but for one, and revokes their tokens unless that one is kept.
pub(super) async fn end_access(
    tx: &WriteTx,
    cx: &Ctx,
    id: PersonId,
    but_session: Option<&str>,
) -> Result<(), DirectoryError> {
    let mut sessions = session::Entity::delete_many().filter(session::Column::PersonId.eq(id));
    if let Some(hash) = but_session {
        sessions = sessions.filter(session::Column::IdHash.ne(hash));
    }
    sessions.exec(tx).await?;
    if but_session.is_none() {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::RevokedAt, Expr::value(cx.now.micros()))
            .filter(api_token::Column::PersonId.eq(id))
            .filter(api_token::Column::RevokedAt.is_null())
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// The row of a person whom the actor may manage, locked until the transaction ends.
pub(super) async fn load(tx: &WriteTx, cx: &Ctx, id: PersonId) -> Result<person::Model, DirectoryError> {
    let row = locked(tx, id).await?;
    require(tx, cx, row.org_unit_id, row.site_id).await?;
    Ok(row)
}

/// The row of a person, locked until the transaction ends.
pub(super) async fn locked(tx: &WriteTx, id: PersonId) -> Result<person::Model, DirectoryError> {
    use sea_orm::{QuerySelect, sea_query::LockType};
    let mut find = person::Entity::find_by_id(id);
    if tx.get_database_backend() == sea_orm::DbBackend::Postgres {
        find = find.lock(LockType::NoKeyUpdate);
    }
    find.one(tx).await?.ok_or(DirectoryError::NotFound("person"))
}

async fn require(
    tx: &WriteTx,
    cx: &Ctx,
    org_unit: Option<OrgUnitId>,
    site: Option<PlaceId>,
) -> Result<(), DirectoryError> {
    if Permission::ManagePeople.held_by(&cx.actor, &[]) {
        return Ok(());
    }
    Permission::ManagePeople.require(&cx.actor, &queries::chain(tx, org_unit, site).await?)
}

/// Refuses when the caller saw another version.
pub(super) fn is_present(seen: Option<i64>, present: i64) -> Result<(), DirectoryError> {
    match seen {
        Some(seen) if seen != present => Err(DirectoryError::Stale { seen, present }),
        _ => Ok(()),
    }
}

async fn check_references(
    tx: &WriteTx,
    check: &mut Check,
    org_unit: Option<OrgUnitId>,
    site: Option<PlaceId>,
) -> Result<(), DirectoryError> {
    if let Some(id) = org_unit
        && !queries::org_unit_exists(tx, id).await?
    {
        check.refuse("org_unit_id", "unknown");
    }
    if let Some(id) = site
        && !queries::site_exists(tx, id).await?
    {
        check.refuse("site_id", "unknown");
    }
    Ok(())
}

fn key(name: &str, login: &str, email: &str) -> String {
    search_key(&format!("{name} {login} {email}"))
}

/// What changed, from → to.
fn differences(before: &person::Model, after: &person::Model) -> Map<String, Value> {
    let id = |id: Option<Uuid>| json!(id);
    [
        ("login", json!(before.login), json!(after.login)),
        ("name", json!(before.name), json!(after.name)),
        ("email", json!(before.email), json!(after.email)),
        ("language", json!(before.language), json!(after.language)),
        ("org_unit", id(before.org_unit_id.map(Uuid::from)), id(after.org_unit_id.map(Uuid::from))),
        ("site", id(before.site_id.map(Uuid::from)), id(after.site_id.map(Uuid::from))),
    ]
    .into_iter()
    .filter(|(_, from, to)| from != to)
    .map(|(name, from, to)| (name.to_owned(), json!({ "from": from, "to": to })))
    .collect()
}

/// Which of the unique columns was hit.
fn taken(error: sea_orm::DbErr) -> DirectoryError {
    let error = DbError::from(error);
    if error.is_unique("person_login_uq", "person.login") {
        DirectoryError::Taken("login")
    } else if error.is_unique("person_email_uq", "person.email") {
        DirectoryError::Taken("email")
    } else {
        error.into()
    }
}
