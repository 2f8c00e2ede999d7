//! `cargo xtask bench`: the benchmark, in release, with a throw-away PostgreSQL beside it where there is one.

use anyhow::Result;

use crate::{pg::Cluster, shell, tools};

/// Hands its arguments on to the benchmark and its exit code back.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::run_quietly(shell::cargo().args(["build", "--release", "--package", "bench", "--package", "intendant"]))?;
    let mut bench = shell::command(shell::target_folder()?.join("release/bench"));
    bench.args(arguments);
    let status = if tools::postgres()? { Cluster::start_durable()?.run(&mut bench)? } else { bench.status()? };
    std::process::exit(status.code().unwrap_or(1));
}
