//! A running application for tests, on both engines.
//!
//! ```ignore
//! testkit::both_engines! {
//!     async fn a_room_has_a_name(app: &App) {
//!         let room = app.client("staff").await.get("/rooms").await.expect(200);
//!         …
//!     }
//! }
//! ```
//!
//! makes `a_room_has_a_name::sqlite` and `a_room_has_a_name::postgres`. The latter runs inside the cluster that
//! `cargo xtask test` starts, or `cargo xtask pg -- cargo nextest run -p CRATE`.

mod app;
mod client;
mod clock;
mod database;
mod people;
pub mod pg;

pub use app::{App, run_on, session_key};
pub use client::{Answer, Client};
pub use clock::TestClock;
pub use database::TestDb;
pub use db::Engine;
pub use people::{PASSWORD, TestPerson};

/// Makes one test per engine of each function.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: $kind:ty) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "small tests need nothing from around them")]
            use super::*;

            async fn test($app: $kind) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                $crate::run_on($crate::Engine::Sqlite, test).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                $crate::run_on($crate::Engine::Postgres, test).await;
            }
        }
    )+};
}
