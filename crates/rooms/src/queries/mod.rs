//! What can be asked about rooms: one read model a file.

mod closures;
mod export;
mod features;
mod list;
mod photo;
mod policy;
pub(crate) mod rooms;

pub use closures::{ClosedScope, ClosureScope, KnownClosure, known_closure, known_closures, own_closure, scope_of};
pub use export::export_rooms;
pub use features::{Feature, features};
pub use list::{Position, RoomFilter, list, one_managed, one_visible, visible};
pub use photo::{PhotoFile, photo_file};
pub use policy::{Effective, Origin, effective_policy, policy_versions, scope_chain};
pub use rooms::{all, by_ids, one};
