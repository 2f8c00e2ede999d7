//! Personal tokens for programs.

use db::WriteTx;
use kernel::{Ctx, Entry, Instant, PersonId, TokenId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::people;
use crate::{
    DirectoryError, TOKEN_PREFIX,
    entity::{api_token, person},
    model::{Check, TOKEN_MAX_DAYS, Token, may_hand_on},
    policy::{self, Permission},
    secret,
};

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// For whom: oneself; the command line may for anybody.
    pub person: PersonId,
    /// What it is for, 1 to 100 characters.
    pub name: String,
    /// The names of the permissions it is limited to; empty: all that the person has.
    pub scopes: Vec<String>,
    /// When it ends, at most a year from now.
    pub expires_at: Instant,
}

/// A token that was made, with the text that is shown once.
pub struct TokenSecret {
    /// The token.
    pub token: Token,
    /// What the program shows: `int_…`.
    pub secret: String,
}

/// Makes a token.
pub async fn create_token(tx: &WriteTx, cx: &Ctx, input: NewToken) -> Result<TokenSecret, DirectoryError> {
    let NewToken { person, name, scopes, expires_at } = input;
    if !cx.actor.is_system() && !policy::is_own(&cx.actor, person) {
        return Err(DirectoryError::Forbidden(Permission::OwnAccount.name()));
    }
    let name = name.trim().to_owned();
    let mut check = Check::default();
    check.text("name", &name, 1, 100);
    if expires_at <= cx.now || expires_at > cx.now.plus_minutes(TOKEN_MAX_DAYS * 24 * 60) {
        check.refuse("expires_at", "invalid");
    }
    let is_name = |scope: &String| {
        (1..=64).contains(&scope.len()) && scope.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    if scopes.len() > 100 || !scopes.iter().all(is_name) {
        check.refuse("scopes", "invalid");
    }
    check.done()?;
    if !may_hand_on(&cx.actor, &scopes) {
        return Err(DirectoryError::Forbidden(Permission::OwnAccount.name()));
    }
    let owner = person::Entity::find_by_id(person).one(tx).await?.ok_or(DirectoryError::NotFound("person"))?;
    if !owner.active {
        return Err(DirectoryError::Inactive);
    }
    let id = TokenId::new(&*cx.ids);
    let secret = format!("{TOKEN_PREFIX}{}", secret::random()?);
    let row = api_token::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        name: Set(name.clone()),
        token_hash: Set(secret::hash(&secret)),
        scopes: Set(json!(scopes).to_string()),
        created_at: Set(cx.now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    };
    api_token::Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(
        Entry::new("token.created", "person", person)
            .data(json!({ "token": id, "name": name, "scopes": scopes, "expires_at": expires_at })),
    );
    let token = Token { id, person, name, scopes, created_at: cx.now, expires_at, revoked_at: None };
    Ok(TokenSecret { token, secret })
}

/// Revokes a token: its owner, or who manages people.
pub async fn revoke_token(tx: &WriteTx, cx: &Ctx, id: TokenId) -> Result<(), DirectoryError> {
    let row = api_token::Entity::find_by_id(id).one(tx).await?.ok_or(DirectoryError::NotFound("token"))?;
    if !policy::is_own(&cx.actor, row.person_id) {
        // Who may not manage the owner may not know of the token either.
        people::load(tx, cx, row.person_id).await.map_err(|error| match error {
            DirectoryError::Forbidden(_) => DirectoryError::NotFound("token"),
            other => other,
        })?;
    }
    if row.revoked_at.is_some() {
        return Ok(());
    }
    let change = api_token::ActiveModel { id: Set(id), revoked_at: Set(Some(cx.now)), ..Default::default() };
    api_token::Entity::update(change).exec(tx).await?;
    tx.record(Entry::new("token.revoked", "person", row.person_id).data(json!({ "token": id, "name": row.name })));
    Ok(())
}
