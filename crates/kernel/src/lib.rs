#![doc = include_str!("../README.md")]

pub mod actor;
pub mod event;
pub mod field;
mod hex;
pub mod id;
pub mod lang;
pub mod problem;
pub mod recurrence;
mod rejection;
pub mod search;
mod text_enum;
pub mod time;
pub mod wall;

pub use actor::{Actor, Ctx, Grant, Role, Scope};
pub use event::Entry;
pub use field::FieldError;
pub use hex::hex;
pub use id::{
    ApprovalId, BookableId, BookingId, ClosureId, IdGen, LayoutId, OccurrenceId, OrgUnitId, PersonId, PhotoId, PlaceId,
    ScopeId, SystemIdGen, TokenId, UnitId,
};
pub use lang::{Lang, Names};
pub use problem::{Class, Problem};
pub use recurrence::Recurrence;
pub use rejection::Rejection;
pub use search::search_key;
pub use time::{Clock, Instant, Interval, SystemClock};
pub use wall::{Fold, WallTime, Zone};
