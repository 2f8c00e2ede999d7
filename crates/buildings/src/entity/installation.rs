//! Rows of `installation`.

use kernel::{
    Instant, Names, PlaceId,
    id::{ContractId, InstallationId, SupplierId},
};
use sea_orm::entity::prelude::*;

use super::day;
use crate::model::installation::{Criticality, Installation, OutOfService};

#[expect(clippy::struct_field_names, reason = "the column is what its maker calls it")]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InstallationId,
    pub code: String,
    pub names: Names,
    pub class_code: String,
    pub place_id: PlaceId,
    pub site_id: PlaceId,
    pub parent_id: Option<InstallationId>,
    pub maker: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub supplier_id: Option<SupplierId>,
    pub contract_id: Option<ContractId>,
    pub criticality: Criticality,
    pub commissioned_on: Option<String>,
    pub remarks: Option<String>,
    pub qr_token: String,
    pub out_of_service_since: Option<Instant>,
    pub out_of_service_reason: Option<String>,
    pub search_key: String,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The key by which an installation is found: its code and names, and what is written on it by its maker. Its serial
/// number is not for everybody and therefore not in it.
pub(crate) fn search_key(installation: &Installation) -> String {
    let Installation { code, names, maker, model, .. } = installation;
    let words = [code.as_str(), maker.as_deref().unwrap_or_default(), model.as_deref().unwrap_or_default()].join(" ");
    format!("{} {}", kernel::search_key(&words), names.search_key())
}

impl TryFrom<Model> for Installation {
    type Error = DbErr;

    fn try_from(row: Model) -> Result<Self, DbErr> {
        let Model {
            id,
            code,
            names,
            class_code,
            place_id,
            site_id,
            parent_id,
            maker,
            model,
            serial,
            supplier_id,
            contract_id,
            criticality,
            commissioned_on,
            remarks,
            qr_token,
            out_of_service_since,
            out_of_service_reason,
            search_key: _,
            retired_at,
            version,
        } = row;
        Ok(Self {
            id,
            code,
            names,
            class: class_code,
            place_id,
            site_id,
            parent_id,
            maker,
            model,
            serial,
            supplier_id,
            contract_id,
            criticality,
            commissioned_on: commissioned_on.as_deref().map(day).transpose()?,
            remarks,
            qr_token,
            out_of_service: out_of_service_since
                .zip(out_of_service_reason)
                .map(|(since, reason)| OutOfService { since, reason }),
            retired_at,
            version,
        })
    }
}
