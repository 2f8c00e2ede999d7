//! The web front end, embedded in the binary: SvelteKit's static build from `web/build`.
//!
//! A debug build reads the folder at run time, so that a rebuilt front end shows without compiling; a release build carries
//! the files. Without a build, a page says how to make one.

mod assets;
mod missing;
mod policy;

pub(crate) use assets::serve;
