//! `cargo xtask demo`: from a fresh clone to a running application with demonstration data.

use std::os::unix::process::CommandExt;

use anyhow::{Result, anyhow};

use crate::{shell, web};

/// Builds what is stale, then becomes `intendant demo …`: signals, output and exit code are the application's own.
/// Everything that the builds say goes to standard error.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|argument| argument == "--release");
    web::build_when_stale()?;
    eprintln!("building the application …");
    let binary = build(release)?;
    let passed_on = arguments.iter().filter(|argument| *argument != "--release");
    let error = shell::command(&binary).arg("demo").args(passed_on).exec();
    Err(anyhow!("cannot run {}: {error}", binary.display()))
}

/// Builds the binary and tells where it is.
pub(crate) fn build(release: bool) -> Result<std::path::PathBuf> {
    let mut build = shell::cargo();
    build.args(["build", "--package", "intendant"]);
    if release {
        build.arg("--release");
    }
    shell::run_quietly(&mut build)?;
    Ok(shell::target_folder()?.join(if release { "release" } else { "debug" }).join("intendant"))
}
