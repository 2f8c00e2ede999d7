//! Installations, meters, suppliers and contracts over HTTP and from files, on both engines.

mod contracts;
mod documents;
mod files;
mod floors;
mod installations;
mod labels;
mod meters;
mod support;
