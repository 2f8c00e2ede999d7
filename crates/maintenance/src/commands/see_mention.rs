//! Marks a mention as seen.

use db::WriteTx;
use kernel::Ctx;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

use crate::{TicketError, entity::mention};

/// Marks the actor's mention in a comment as seen. Twice is as good as once.
pub async fn see_mention(tx: &WriteTx, cx: &Ctx, event: Uuid) -> Result<(), TicketError> {
    let me = cx.actor.person.ok_or(TicketError::not_found("mention"))?;
    let row = mention::Entity::find_by_id((event, me)).one(tx).await?.ok_or(TicketError::not_found("mention"))?;
    if row.seen_at.is_none() {
        mention::Entity::update_many()
            .set(mention::ActiveModel { seen_at: Set(Some(cx.now)), ..Default::default() })
            .filter(mention::Column::EventId.eq(event).and(mention::Column::PersonId.eq(me)))
            .exec(tx)
            .await?;
    }
    Ok(())
}
