//! The database itself, on both engines: the journal, the guards, what faults are called, the schema.
//!
//! SQLite always; PostgreSQL when `TEST_PG_URL` names a cluster: `cargo xtask pg -- cargo test -p db --test store`.

mod faults;
mod guards;
mod journal;
mod schema;
mod support;
mod wide;
