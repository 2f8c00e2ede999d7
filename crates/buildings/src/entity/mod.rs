//! Rows of the tables, private to the crate.

pub(crate) mod attachment;
pub(crate) mod contract;
pub(crate) mod floor_plan;
pub(crate) mod installation;
pub(crate) mod installation_class;
pub(crate) mod meter;
pub(crate) mod meter_reading;
pub(crate) mod place;
pub(crate) mod supplier;

/// A day as it is kept.
fn day(text: &str) -> Result<chrono::NaiveDate, sea_orm::DbErr> {
    text.parse().map_err(|_| sea_orm::DbErr::Type(format!("'{text}' is not a day")))
}
