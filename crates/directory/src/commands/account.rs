//! What people change about their own account, and passwords.

use db::{Db, WriteTx};
use kernel::{Ctx, Entry, Lang, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{people, throttle};
use crate::{DirectoryError, HashedPassword, entity::person, password, policy, secret};

/// Keeps the language a person works in.
pub async fn change_language(tx: &WriteTx, cx: &Ctx, language: Lang) -> Result<(), DirectoryError> {
    let id = cx.actor.person.ok_or(DirectoryError::NotSignedIn)?;
    policy::Permission::OwnAccount.require(&cx.actor, &[])?;
    let before = people::locked(tx, id).await?;
    if before.language == language {
        return Ok(());
    }
    let row = person::ActiveModel {
        id: Set(id),
        language: Set(language),
        version: Set(before.version + 1),
        ..Default::default()
    };
    person::Entity::update(row).exec(tx).await?;
    tx.record(
        Entry::new("person.changed", "person", id)
            .data(json!({ "language": { "from": before.language, "to": language } })),
    );
    Ok(())
}

/// Sets a password and ends the other sessions of that person; `keep_session` is the key of the one that stays.
/// Whoever sets their own password has shown the present one before ([`check_own_password`]).
pub async fn set_password(
    tx: &WriteTx,
    cx: &Ctx,
    id: PersonId,
    password: HashedPassword,
    keep_session: Option<&str>,
) -> Result<(), DirectoryError> {
    let before =
        if policy::is_own(&cx.actor, id) { people::locked(tx, id).await? } else { people::load(tx, cx, id).await? };
    let row = person::ActiveModel {
        id: Set(id),
        password_hash: Set(Some(password.0)),
        version: Set(before.version + 1),
        ..Default::default()
    };
    person::Entity::update(row).exec(tx).await?;
    // Without a session to keep, tokens end too: somebody else sets the password because the account may be in wrong hands.
    people::end_access(tx, cx, id, keep_session.map(secret::hash).as_deref()).await?;
    tx.record(Entry::new("person.password_set", "person", id));
    Ok(())
}

/// Checks that the caller knows their present password. Failures count as failed sign-ins.
pub async fn check_own_password(db: &Db, cx: &Ctx, password: String) -> Result<(), DirectoryError> {
    let id = cx.actor.person.ok_or(DirectoryError::NotSignedIn)?;
    let row = person::Entity::find_by_id(id).one(db.read()).await?.ok_or(DirectoryError::NotSignedIn)?;
    let attempt = throttle::take(db, cx, &row.login, None).await?;
    if !password::verify(password, row.password_hash).await? {
        return Err(DirectoryError::field("current_password", "invalid"));
    }
    let tx = db.begin(cx).await?;
    attempt.succeeded(&tx).await?;
    tx.commit().await?;
    Ok(())
}
