//! What can be asked about places and installations: one read model a file, generic over the connection.

mod attachments;
mod contracts;
mod export;
mod export_installations;
mod floor_plans;
mod holidays;
mod installation_classes;
mod installations;
mod labels;
mod list;
mod meters;
mod one;
mod outages;
mod tree;

pub use attachments::{AttachmentFile, attachment_file, attachments, photo_count};
pub use contracts::{
    ContractFilter, ContractKey, contract, contract_by_code, contracts_by_ids, list_contracts, list_suppliers,
    supplier, supplier_by_code, suppliers_by_ids,
};
pub(crate) use contracts::{all_contracts, all_suppliers};
pub use export::export_places;
pub use export_installations::{export_contracts, export_installations};
pub(crate) use floor_plans::outlines;
pub use floor_plans::{FloorMap, FloorPlan, PlanFile, floor_map, floor_plan, floor_plan_file};
pub use holidays::closed_days;
pub use installation_classes::installation_classes;
pub(crate) use installation_classes::is_installation_class;
pub(crate) use installations::all_installations;
pub use installations::{
    Described, InstallationFilter, WholeInstallation, describe, installation, installations_by_codes,
    list_installations, parts, whole_installation,
};
pub use labels::{Labelled, labels};
pub use list::{PlaceFilter, list, search_words};
pub use meters::{MeterPace, MeterTotal, meter, meter_paces, meter_totals, meters_by_ids, meters_of, readings};
pub use one::{by_codes, by_ids, one, site};
pub use outages::outages_before;
pub use tree::{inside, path, paths};
