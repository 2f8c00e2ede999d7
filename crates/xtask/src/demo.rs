//! `cargo xtask demo`: from a fresh clone to a running application with demonstration data.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::{shell, web};

/// Builds what is stale, then becomes `intendant demo …`: signals, output and exit code are the application's own.
/// Everything that the builds say goes to standard error.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|argument| argument == "--release");
    web::build_when_stale()?;
    eprintln!("building the application …");
    let selection: &[&str] =
        if release { &["--package", "intendant", "--release"] } else { &["--package", "intendant"] };
    let binary = build(selection)?;
    let passed_on = arguments.iter().filter(|argument| *argument != "--release");
    let error = shell::command(&binary).arg("demo").args(passed_on).exec();
    Err(anyhow!("cannot run {}: {error}", binary.display()))
}

/// The selection of packages under which the tests are built too. Cargo unites the features of what it is asked to build:
/// the binary alone would compile many dependencies a second time with fewer of them.
pub(crate) const WITH_THE_TESTS: &[&str] = &["--workspace", "--bin", "intendant"];

/// Builds the binary and tells where it is.
pub(crate) fn build(selection: &[&str]) -> Result<PathBuf> {
    shell::run_quietly(shell::cargo().arg("build").args(selection))?;
    let profile = if selection.contains(&"--release") { "release" } else { "debug" };
    Ok(shell::target_folder()?.join(profile).join("intendant"))
}
