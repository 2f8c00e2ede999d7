//! What the profile of a supplier looks like.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::energy_mapping::EnergyMapping;

/// How the statements of a supplier are read.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EnergyProfile)]
pub(crate) struct ProfileBody {
    #[schema(max_length = 120)]
    pub(crate) supplier: String,
    pub(crate) mapping: EnergyMapping,
}
