//! What can be done to places: one verb a file.

mod add_place;
mod attach;
mod change_place;
mod edit_calendar;
mod extend_calendars;
mod import_places;
mod retire_place;

pub use add_place::add_place;
pub use attach::{Attach, attach, move_attachments};
pub use change_place::{ChangePlace, change_place};
pub use edit_calendar::{CloseSiteOn, OpenSiteOn, close_site_on, open_site_on};
pub use extend_calendars::extend_calendars;
pub use import_places::import_places;
pub use retire_place::{RetirePlace, retire_place};

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
