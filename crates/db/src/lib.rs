#![doc = include_str!("../README.md")]

mod conn;
mod connect;
mod error;
pub mod journal;
pub mod sql;
mod tx;
pub mod wide;

pub use conn::Conn;
pub use connect::{Db, Engine};
pub use error::{DbError, Fault};
pub use tx::WriteTx;
