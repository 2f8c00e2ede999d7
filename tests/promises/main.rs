//! What the product promises as a whole, over HTTP, on SQLite and on PostgreSQL.
//!
//! Sizes are small enough for every run; `PROMISES_FULL=1 cargo xtask pg -- cargo nextest run --profile full -p promises`
//! tries them as large as they were promised.

mod away;
mod bad_input;
mod corpus;
mod house;
mod killed;
mod parallel;
mod searching;
mod statements;
mod storage;
