//! Rows of `vehicle_handover`.

use kernel::{
    BookableId, Instant, OccurrenceId, PersonId,
    id::{AttachmentId, HandoverId},
};
use sea_orm::entity::prelude::*;

use crate::model::handover::Cleanliness;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_handover")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandoverId,
    pub occurrence_id: OccurrenceId,
    pub vehicle_id: BookableId,
    pub driver_id: PersonId,
    pub out_at: Instant,
    pub out_by: Option<PersonId>,
    pub out_km: i64,
    pub out_energy_percent: Option<i64>,
    pub key_label: Option<String>,
    pub out_note: Option<String>,
    pub signed_by: Option<String>,
    pub signature_id: Option<AttachmentId>,
    pub checked_in: bool,
    pub back_at: Option<Instant>,
    pub back_by: Option<PersonId>,
    pub back_km: Option<i64>,
    pub back_energy_percent: Option<i64>,
    pub cleanliness: Option<Cleanliness>,
    pub private_km: Option<i64>,
    pub back_note: Option<String>,
    pub undone_at: Option<Instant>,
    pub undone_by: Option<PersonId>,
    pub undone_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The hand-overs whose vehicle is out: not back, and not taken back.
    pub(crate) fn find_out() -> Select<Self> {
        Self::find().filter(Column::BackAt.is_null()).filter(Column::UndoneAt.is_null())
    }
}
