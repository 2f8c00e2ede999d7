//! What the product promises as a whole, tested over HTTP on both engines: see `tests/promises`.

pub mod parsers;
