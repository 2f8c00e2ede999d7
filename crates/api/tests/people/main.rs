//! People over HTTP, and what httpkit does for every endpoint, shown on theirs. On both engines.

mod idempotency;
mod limits;
mod matrix;
mod people;
mod problems;
mod rights;
mod session;
mod tokens;
