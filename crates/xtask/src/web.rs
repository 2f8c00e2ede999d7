//! The front end's build, made when it is older than its sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use crate::shell;

/// What goes into the build; `src/lib/paraglide` is made from `messages` by the build itself.
const SOURCES: [&str; 9] = [
    "src",
    "static",
    "messages",
    "project.inlang",
    "scripts",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "vite.config.ts",
];

/// The oldest Node that the front end's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Installs the packages when the lock file is newer than what is installed.
pub(crate) fn install() -> Result<()> {
    let _one_at_a_time = lock()?;
    install_locked()
}

/// Installs and builds when something is newer than the build.
pub(crate) fn build_when_stale() -> Result<()> {
    let _one_at_a_time = lock()?;
    install_locked()?;
    let web = shell::root().join("web");
    let built = modified(&web.join("build/index.html"));
    let newest = SOURCES.iter().filter_map(|name| newest_in(&web.join(name))).max();
    if built.is_none() || newest > built {
        eprintln!("building the front end …");
        shell::run_quietly(shell::npm().args(["run", "build"]))?;
    }
    Ok(())
}

fn install_locked() -> Result<()> {
    ensure!(
        shell::on_path("npm") && shell::on_path("node"),
        "Node.js {}.{} or newer with npm is needed for the front end (https://nodejs.org or your distribution's packages)",
        NODE.0,
        NODE.1
    );
    let web = shell::root().join("web");
    let installed = modified(&web.join("node_modules/.package-lock.json"));
    if installed.is_some() && modified(&web.join("package-lock.json")) <= installed {
        return Ok(());
    }
    check_node()?;
    eprintln!("installing the front end's packages …");
    shell::run_quietly(shell::npm().args(["ci", "--no-audit"]))
}

fn check_node() -> Result<()> {
    let output = shell::command("node").arg("--version").output().context("cannot run node")?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = text.trim_start_matches('v').split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    ensure!(version >= NODE, "Node.js {}.{} or newer is needed, this is {text}", NODE.0, NODE.1);
    Ok(())
}

/// Two builds at once would tread on each other's files. The lock ends with the returned file.
fn lock() -> Result<fs::File> {
    let folder = shell::target_folder()?;
    fs::create_dir_all(&folder)?;
    let file = fs::File::create(folder.join("web-build.lock"))?;
    file.lock()?;
    Ok(file)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// The newest change of a file or of anything in a folder; a removed file shows in its folder's own time.
fn newest_in(path: &PathBuf) -> Option<SystemTime> {
    let own = modified(path)?;
    if !path.is_dir() || path.ends_with("src/lib/paraglide") {
        return if path.is_dir() { None } else { Some(own) };
    }
    let inside = fs::read_dir(path).ok()?.filter_map(|entry| newest_in(&entry.ok()?.path())).max();
    // `src/lib` changes when the build makes `paraglide` in it, so its own time says nothing.
    if path.ends_with("src/lib") { inside } else { Some(inside.map_or(own, |inside| inside.max(own))) }
}
