//! Tells the program where the front end's build lies. See `src/web`.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo:rerun-if-env-changed=WEB_DIST");
    let folder = env::var_os("WEB_DIST").map_or_else(
        || PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../web/build"),
        PathBuf::from,
    );
    // The folder must exist: a missing path in rerun-if-changed makes the crate stale at every build.
    fs::create_dir_all(&folder).expect("the folder of the front end's build can be made");
    println!("cargo:rerun-if-changed={}", folder.display());
    let folder = folder.canonicalize().expect("the folder was just made");
    println!("cargo:rustc-env=WEB_DIST={}", folder.display());
}
