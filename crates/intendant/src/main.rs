//! `intendant`: the program. Each subcommand is a file in `commands`.

mod cli;
mod commands;
mod config;
mod context;
mod demo;
mod logging;

use std::process::ExitCode;

use clap::Parser as _;

/// What a command ends with when it ran but refused part of its input.
const REFUSED: u8 = 2;
/// What a command line that cannot be understood ends with (`EX_USAGE` of sysexits.h).
const USAGE: u8 = 64;

/// What a program ends with when nobody reads what it prints any more (128 + SIGPIPE).
const NOBODY_READS: i32 = 141;

fn main() -> ExitCode {
    end_quietly_when_nobody_reads();
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are "errors" too, for standard output.
            let code = if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS };
            let _ = error.print();
            return code;
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("intendant: the threads of the program cannot be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(commands::End::Done) => ExitCode::SUCCESS,
        Ok(commands::End::Refused) => ExitCode::from(REFUSED),
        Err(error) => {
            eprintln!("intendant: {}", in_one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// `intendant … | head` is no fault: printing to a pipe that was closed ends the program without a word.
fn end_quietly_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let said = panic.payload_as_str().unwrap_or_default();
        if said.starts_with("failed printing to stdout") && said.contains("Broken pipe") {
            std::process::exit(NOBODY_READS);
        }
        usual(panic);
    }));
}

/// The error and its causes, each said once.
fn in_one_line(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let said = cause.to_string();
        if text.is_empty() {
            text = said;
        } else if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
    }
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, anyhow};

    #[test]
    fn errors_fit_on_one_line_and_say_nothing_twice() {
        let error = Err::<(), _>(anyhow!("no such\nfile")).context("reading x: no such\nfile").unwrap_err();
        assert_eq!(super::in_one_line(&error), "reading x: no such file");
    }
}
