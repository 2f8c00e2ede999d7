//! `cargo xtask TASK`: what a developer of this repository runs.

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

mod arch;
mod bench;
mod counts;
mod demo;
mod fuzz;
mod generate;
mod licences;
mod pg;
mod shell;
mod test;
mod tools;
mod web;

const HELP: &str = "\
cargo xtask demo [--json] [--release] [--listen ADDR]   build everything, start with demonstration data
cargo xtask test [--only STEP]… [--skip-browser]        everything .ci/run checks
cargo xtask gen [--check]                               rewrite (or compare) the generated files
cargo xtask arch                                        check the arrows between crates
cargo xtask licences                                    check the licences of crates and npm packages
cargo xtask bench [OPTIONS]                             measure, see crates/bench/README.md
cargo xtask fuzz [TARGET] [--seconds N]                 feed the parsers what nobody would write, see CONTRIBUTING.md
cargo xtask pg -- COMMAND…                              run a command with a throw-away PostgreSQL (TEST_PG_URL)
";

fn main() -> ExitCode {
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((task, rest)) = arguments.split_first() else { bail!("which task?\n{HELP}") };
    let rest = if rest.first().is_some_and(|first| first == "--") { &rest[1..] } else { rest };
    match task.as_str() {
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "gen" => generate::run(rest.iter().any(|argument| argument == "--check")),
        "arch" => arch::check(),
        "licences" => licences::own_text().and_then(|()| licences::check()),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "pg" => pg::with_cluster(rest),
        "pg-keeper" => pg::keeper(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no task `{other}`\n{HELP}"),
    }
}
