//! `cargo xtask TASK`: what a developer of this repository runs.

use std::env;

use anyhow::{Result, bail};

mod pg;
mod shell;

const HELP: &str = "\
cargo xtask demo [--json] [--release] [--listen ADDR]   build everything, start with demonstration data
cargo xtask test [--only STEP] [--skip-browser]         everything .ci/run checks
cargo xtask gen [--check]                               rewrite (or compare) the generated files
cargo xtask arch                                        check the arrows between crates
cargo xtask pg -- COMMAND…                              run a command with a throw-away PostgreSQL (TEST_PG_URL)
";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((task, rest)) = arguments.split_first() else { bail!("which task?\n{HELP}") };
    let rest = if rest.first().is_some_and(|first| first == "--") { &rest[1..] } else { rest };
    match task.as_str() {
        "pg" => pg::with_cluster(rest),
        "pg-keeper" => pg::keeper(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no task `{other}`\n{HELP}"),
    }
}
