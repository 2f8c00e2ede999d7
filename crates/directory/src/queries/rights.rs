//! The grants, delegations and tokens of a person.

use kernel::{PersonId, TokenId};
use sea_orm::{ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use super::authenticate::{corrupt, scope};
use crate::{
    DirectoryError,
    entity::{api_token, delegation, role_grant},
    model::{Delegation, RoleGrant, Token},
};

/// The grants of a person, in force or not.
pub async fn grants_of(conn: &impl ConnectionTrait, person: PersonId) -> Result<Vec<RoleGrant>, DirectoryError> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.eq(person))
        .order_by_asc(role_grant::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RoleGrant {
                id: row.id,
                person: row.person_id,
                role: row.role,
                scope: scope(&row.scope_kind, row.scope_id)?,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            })
        })
        .collect()
}

/// The delegations in which a person is the principal or the delegate.
pub async fn delegations_of(conn: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Delegation>, DirectoryError> {
    let rows = delegation::Entity::find()
        .filter(delegation::Column::PrincipalId.eq(person).or(delegation::Column::DelegateId.eq(person)))
        .order_by_asc(delegation::Column::Id)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Delegation {
            id: row.id,
            principal: row.principal_id,
            delegate: row.delegate_id,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
        .collect())
}

/// The tokens of a person behind one, oldest first.
pub async fn tokens_of(
    conn: &impl ConnectionTrait,
    person: PersonId,
    after: Option<TokenId>,
    limit: u64,
) -> Result<Vec<Token>, DirectoryError> {
    let mut find = api_token::Entity::find().filter(api_token::Column::PersonId.eq(person));
    if let Some(after) = after {
        find = find.filter(api_token::Column::Id.gt(after));
    }
    let rows = find.order_by_asc(api_token::Column::Id).limit(limit).all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Token {
                id: row.id,
                person: row.person_id,
                name: row.name,
                scopes: serde_json::from_str(&row.scopes).map_err(|_| corrupt("api_token.scopes"))?,
                created_at: row.created_at,
                expires_at: row.expires_at,
                revoked_at: row.revoked_at,
            })
        })
        .collect()
}
