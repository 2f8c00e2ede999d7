#![doc = include_str!("../README.md")]

mod connect;
mod error;
pub mod journal;
pub mod sql;
mod tx;

pub use connect::{Db, Engine};
pub use error::{DbError, Fault};
pub use tx::WriteTx;
