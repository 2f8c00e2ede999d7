//! Installations, meters, suppliers and contracts over HTTP and from files, on both engines.

mod contracts;
mod files;
mod installations;
mod meters;
mod support;
