//! Signing in and out.

use db::{Db, WriteTx};
use kernel::{Ctx, Entry, Instant, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*};

use super::throttle;
use crate::{
    DirectoryError,
    entity::{api_token, person, session},
    password, secret,
};

/// Somebody who says who they are.
pub struct SignIn {
    /// Their login, in whatever case they typed it.
    pub login: String,
    /// Their password.
    pub password: String,
    /// Where they come from, where it is known.
    pub address: Option<String>,
    /// The key of the session the browser had before; it ends.
    pub old_session: Option<String>,
    /// How long the session lasts at most, in minutes.
    pub minutes: i64,
}

/// A session that has begun.
pub struct NewSession {
    /// The key for the cookie; only its hash is kept.
    pub key: String,
    /// Whose it is.
    pub person: PersonId,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

/// Begins a session. Takes transactions of its own, since looking at a password takes longer than one should be open.
/// Unknown people, inactive people and wrong passwords get the same answer after the same work.
pub async fn sign_in(db: &Db, cx: &Ctx, input: SignIn) -> Result<NewSession, DirectoryError> {
    let SignIn { login, password, address, old_session, minutes } = input;
    let login = login.trim().to_lowercase();
    let attempt = throttle::take(db, cx, &login, address.as_deref()).await?;
    let found = person::Entity::find().filter(person::Column::Login.eq(login)).one(db.read()).await?;
    let found = found.filter(|person| person.active);
    let hash = found.as_ref().and_then(|person| person.password_hash.clone());
    let right = password::verify(password, hash).await?;
    let Some(person) = found.filter(|_| right) else { return Err(DirectoryError::SignInFailed) };

    let mut own = cx.clone();
    own.actor.person = Some(person.id);
    let tx = db.begin(&own).await?;
    attempt.succeeded(&tx).await?;
    if let Some(old) = old_session {
        session::Entity::delete_by_id(secret::hash(&old)).exec(&tx).await?;
    }
    let session = start_session(&tx, &own, person.id, minutes).await?;
    tx.commit().await?;
    Ok(session)
}

/// Begins a session for somebody who has shown who they are by another way than a password.
pub async fn start_session(
    tx: &WriteTx,
    cx: &Ctx,
    person: PersonId,
    minutes: i64,
) -> Result<NewSession, DirectoryError> {
    let key = secret::random()?;
    let expires_at = cx.now.plus_minutes(minutes);
    let row = session::ActiveModel {
        id_hash: Set(secret::hash(&key)),
        person_id: Set(person),
        created_at: Set(cx.now),
        expires_at: Set(expires_at),
    };
    session::Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(Entry::new("session.started", "person", person));
    Ok(NewSession { key, person, expires_at })
}

/// Ends a session on the server; one that is not there has ended already.
pub async fn sign_out(tx: &WriteTx, cx: &Ctx, key: &str) -> Result<(), DirectoryError> {
    let ended = session::Entity::delete_by_id(secret::hash(key)).exec(tx).await?.rows_affected;
    if let (1, Some(person)) = (ended, cx.actor.person) {
        tx.record(Entry::new("session.ended", "person", person));
    }
    Ok(())
}

/// Forgets sessions and throttles that are over, and tokens a month after their end.
pub async fn forget_ended(tx: &WriteTx, cx: &Ctx) -> Result<u64, DirectoryError> {
    let sessions =
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(cx.now)).exec(tx).await?.rows_affected;
    let long_ago = cx.now.plus_minutes(-30 * 24 * 60);
    let tokens = api_token::Entity::delete_many()
        .filter(api_token::Column::ExpiresAt.lte(long_ago))
        .exec(tx)
        .await?
        .rows_affected;
    Ok(sessions + tokens + throttle::forget(tx, cx.now).await?)
}
