//! What can be done to places and installations: one verb a file.

mod add_document;
mod add_installation;
mod add_place;
mod attach;
mod change_installation;
mod change_place;
mod contracts;
mod define_installation_class;
mod edit_calendar;
mod extend_calendars;
mod floor_plans;
mod import_contracts;
mod import_installations;
mod import_places;
mod installations;
mod meters;
mod out_of_service;
mod retire_installation;
mod retire_place;
mod suppliers;

pub use add_document::{AddDocument, add_document};
pub use add_installation::add_installation;
pub use add_place::add_place;
pub use attach::{Attach, attach, move_attachments};
pub use change_installation::{ChangeInstallation, change_installation};
pub use change_place::{ChangePlace, change_place};
pub use contracts::{ChangeContract, RetireContract, add_contract, change_contract, retire_contract};
pub use define_installation_class::{add_standard_installation_classes, define_installation_class};
pub use edit_calendar::{CloseSiteOn, OpenSiteOn, close_site_on, open_site_on};
pub use extend_calendars::extend_calendars;
pub use floor_plans::{Drawn, SetFloorPlan, SetOutline, remove_floor_plan, set_floor_plan, set_outline};
pub use import_contracts::import_contracts;
pub use import_installations::import_installations;
pub use import_places::import_places;
pub use meters::{ReadMeter, add_meter, correct_reading, note_reading, read_meter, retire_meter};
pub use out_of_service::{PutBackInService, PutOutOfService, put_back_in_service, put_out_of_service};
pub use retire_installation::{RetireInstallation, retire_installation};
pub use retire_place::{RetirePlace, retire_place};
pub use suppliers::{ChangeSupplier, RetireSupplier, add_supplier, change_supplier, retire_supplier};

use db::DbError;
use sea_orm::DbErr;

use kernel::Rejection;

use crate::BuildingsError;

/// Somebody else took the code between our look and our write.
fn write_error(code: &str, error: DbErr) -> BuildingsError {
    let error = DbError::from(error);
    if error.is_unique("place_code_uq", "place.code") {
        Rejection::CodeTaken(code.to_owned()).into()
    } else {
        BuildingsError::Db(error)
    }
}
