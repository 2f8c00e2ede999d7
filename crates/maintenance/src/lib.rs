#![doc = include_str!("../README.md")]

use httpkit::Module;

/// What the area hands to the composition root.
#[must_use]
pub fn module() -> Module {
    Module { name: "maintenance", ..Module::default() }
}
