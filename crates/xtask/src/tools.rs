//! What the tests need from the machine: PostgreSQL and Chromium.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{pg, shell};

/// Whether this is a machine that only builds and tests: there nothing may be left out.
pub(crate) fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// Whether PostgreSQL is there, after an attempt to install it where that is ours to do.
pub(crate) fn postgres() -> Result<bool> {
    if pg::find_binaries().is_none() {
        install("postgresql")?;
    }
    found(pg::find_binaries().is_some(), "PostgreSQL", "apt-get install postgresql", "half of the database tests")
}

/// Where a Chromium is, after an attempt to install it where that is ours to do.
pub(crate) fn chromium() -> Result<Option<PathBuf>> {
    if find_chromium().is_none() {
        install("chromium")?;
    }
    let path = find_chromium();
    found(path.is_some(), "Chromium", "apt-get install chromium", "the browser tests")?;
    Ok(path)
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into()).filter(|path: &PathBuf| path.is_file());
    }
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// Missing on a developer's machine is said aloud and left out; missing in CI is an error.
fn found(there: bool, what: &str, how: &str, left_out: &str) -> Result<bool> {
    if !there {
        if in_ci() {
            bail!("{what} is not installed and could not be installed: {how}");
        }
        eprintln!("!! {what} is missing, {left_out} are LEFT OUT. To have them: {how}");
    }
    Ok(there)
}

/// Installs a Debian package, in CI or as root; elsewhere the machine is its owner's.
fn install(package: &str) -> Result<()> {
    let root = pg::is_root();
    if !Path::new("/usr/bin/apt-get").is_file() || !(root || (in_ci() && shell::on_path("sudo"))) {
        return Ok(());
    }
    eprintln!("installing {package} …");
    let apt = || {
        let mut apt = if root { shell::command("apt-get") } else { shell::command("sudo") };
        if !root {
            apt.args(["-n", "apt-get"]);
        }
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
        apt
    };
    shell::run_quietly(apt().arg("update"))?;
    shell::run_quietly(apt().args(["install", "-y", "--no-install-recommends", package]))
}
