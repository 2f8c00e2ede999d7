//! `cargo xtask fuzz`: libFuzzer on the parsers of outside input, with the stable toolchain.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::shell;

/// How long each target runs when nothing is said.
const SECONDS: &str = "60";

/// Fuzzes one target, or each in turn.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let (mut only, mut seconds) = (None, SECONDS);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seconds" => seconds = words.next().context("--seconds wants a number")?,
            option if option.starts_with('-') => bail!("there is no option `{option}`; known: --seconds N"),
            target => only = Some(target),
        }
    }
    ensure!(
        shell::on_path("cargo-fuzz"),
        "cargo-fuzz is not installed: `cargo install cargo-fuzz --locked` brings it, and it wants a C++ compiler"
    );
    let targets = targets()?;
    if let Some(unknown) = only.filter(|only| !targets.iter().any(|target| target == only)) {
        bail!("there is no target `{unknown}`; known: {}", targets.join(", "));
    }
    for target in targets.iter().filter(|target| only.is_none_or(|only| only == *target)) {
        println!("── {target}, {seconds} s");
        // What it finds to be interesting is kept in the first folder, which git ignores; the second has the seeds.
        let (found, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
        fs::create_dir_all(shell::root().join(&found))?;
        let mut fuzz = shell::cargo();
        // The flags that count what was reached want a nightly compiler or this word; sanitizers would want nightly's
        // standard library too, and safe Rust has little for them to find.
        fuzz.env("RUSTC_BOOTSTRAP", "1").args(["fuzz", "run", "--sanitizer", "none", target, &found, &seeds, "--"]);
        fuzz.args([&format!("-max_total_time={seconds}"), "-timeout=10", "-rss_limit_mb=2048"]);
        let status = fuzz.status().context("cannot run cargo fuzz")?;
        ensure!(status.success(), "{target} fails on the input that is named above");
    }
    Ok(())
}

/// The targets, by their files.
fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(shell::root().join("fuzz/targets"))? {
        names.extend(file?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}
