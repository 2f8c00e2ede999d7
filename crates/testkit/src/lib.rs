//! A running application for tests, on both engines.

pub mod pg;
