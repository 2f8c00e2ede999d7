//! Acting for somebody else.

use db::WriteTx;
use kernel::{Ctx, Entry, Instant, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, QueryFilter, entity::prelude::*};
use serde_json::json;
use uuid::Uuid;

use super::people;
use crate::{
    DirectoryError,
    entity::{delegation, person},
    model::{Check, Delegation},
    policy,
};

/// Who acts for whom, for some time.
#[derive(Debug, Clone)]
pub struct NewDelegation {
    /// For whom.
    pub principal: PersonId,
    /// Who acts.
    pub delegate: PersonId,
    /// From when; `None`: at once.
    pub valid_from: Option<Instant>,
    /// Until when; `None`: until ended.
    pub valid_to: Option<Instant>,
}

/// Lets somebody act for the principal; the principal says so, or who manages people.
pub async fn delegate(tx: &WriteTx, cx: &Ctx, input: NewDelegation) -> Result<Delegation, DirectoryError> {
    let NewDelegation { principal, delegate, valid_from, valid_to } = input;
    require(tx, cx, principal).await?;
    let mut check = Check::default();
    check.span(valid_from, valid_to);
    if valid_to.is_some_and(|to| to <= cx.now) {
        check.refuse("valid_to", "invalid");
    }
    let acting = person::Entity::find_by_id(delegate).one(tx).await?;
    if principal == delegate {
        check.refuse("delegate_id", "invalid");
    } else if acting.is_none_or(|person| !person.active) {
        check.refuse("delegate_id", "unknown");
    }
    check.done()?;
    let id = cx.ids.next();
    let row = delegation::ActiveModel {
        id: Set(id),
        principal_id: Set(principal),
        delegate_id: Set(delegate),
        valid_from: Set(valid_from),
        valid_to: Set(valid_to),
    };
    delegation::Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(Entry::new("person.delegated", "person", principal).data(json!({
        "delegation": id, "delegate": delegate, "valid_from": valid_from, "valid_to": valid_to,
    })));
    Ok(Delegation { id, principal, delegate, valid_from, valid_to })
}

/// Ends a delegation now; the principal, the delegate, or who manages people.
pub async fn end_delegation(tx: &WriteTx, cx: &Ctx, person: PersonId, id: Uuid) -> Result<(), DirectoryError> {
    let row = delegation::Entity::find_by_id(id)
        .filter(delegation::Column::PrincipalId.eq(person).or(delegation::Column::DelegateId.eq(person)))
        .one(tx)
        .await?
        .ok_or(DirectoryError::NotFound("delegation"))?;
    if !policy::is_own(&cx.actor, row.delegate_id) {
        require(tx, cx, row.principal_id).await?;
    }
    delegation::Entity::delete_by_id(id).exec(tx).await?;
    tx.record(
        Entry::new("person.delegation_ended", "person", row.principal_id)
            .data(json!({ "delegation": id, "delegate": row.delegate_id })),
    );
    Ok(())
}

async fn require(tx: &WriteTx, cx: &Ctx, principal: PersonId) -> Result<(), DirectoryError> {
    if policy::is_own(&cx.actor, principal) {
        return Ok(());
    }
    people::load(tx, cx, principal).await.map(drop)
}
