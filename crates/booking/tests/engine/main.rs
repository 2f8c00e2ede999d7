//! The engine on both databases: what it promises, checked from outside.
//!
//! SQLite always; PostgreSQL when `TEST_PG_URL` names a cluster: `cargo xtask pg -- cargo test -p booking --test engine`.

mod support;

mod attending;
mod closing;
mod creating;
mod deciding;
mod editing;
mod importing;
mod judged;
mod naming;
mod reassigning;
mod rederiving;
mod rehousing;
mod resizing;
mod searching;
mod time;
