//! Rows of `ticket_event`.

use kernel::{Instant, PersonId, id::TicketId};
use sea_orm::entity::prelude::*;

use crate::model::{
    state::{TicketState, TicketVerb},
    ticket::TicketEventKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ticket_id: TicketId,
    pub at: Instant,
    pub actor_id: Option<PersonId>,
    pub kind: TicketEventKind,
    pub verb: Option<TicketVerb>,
    pub from_state: Option<TicketState>,
    pub to_state: Option<TicketState>,
    pub text: Option<String>,
    pub public: bool,
    pub data: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
