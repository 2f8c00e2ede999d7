//! Rows of `inspection`. Days are text.

use kernel::{
    Instant, PlaceId,
    id::{InspectionId, InstallationId, RegimeId, TicketId},
};
use sea_orm::entity::prelude::*;

use crate::model::inspection::InspectionState;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InspectionId,
    pub installation_id: InstallationId,
    pub site_id: PlaceId,
    pub regime_id: RegimeId,
    pub regime_code: String,
    pub interval_code: String,
    pub due_on: String,
    pub state: InspectionState,
    pub scheduled_on: Option<String>,
    pub performed_on: Option<String>,
    pub performer: Option<String>,
    pub note: Option<String>,
    pub reason: Option<String>,
    pub out_of_service: bool,
    pub ticket_id: Option<TicketId>,
    pub created_at: Instant,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
