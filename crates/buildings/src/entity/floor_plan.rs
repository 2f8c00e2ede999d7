//! Rows of `floor_plan`.

use kernel::PlaceId;
use sea_orm::entity::prelude::*;

use crate::queries::PlanFile;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "floor_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub floor_id: PlaceId,
    pub content_type: String,
    pub content: Vec<u8>,
    pub width: i64,
    pub height: i64,
    pub mm_per_unit: Option<i64>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for PlanFile {
    fn from(row: Model) -> Self {
        Self { content_type: row.content_type, content: row.content, version: row.version }
    }
}
