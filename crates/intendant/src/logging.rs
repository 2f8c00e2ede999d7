//! The log, on standard error.

use std::io::IsTerminal as _;

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Config, LogFormat};

/// Starts logging as the configuration says. Without a filter of its own, `RUST_LOG` is honoured.
pub(crate) fn start(config: &Config) {
    let own = config.log_filter != Config::default().log_filter;
    let mut filter = match std::env::var("RUST_LOG") {
        Ok(filter) if !own && !filter.is_empty() => filter,
        _ => config.log_filter.clone(),
    };
    // The libraries' lines are of use only to whoever asks for them.
    for quiet in ["sqlx", "sea_orm_migration"] {
        if !filter.contains(quiet) {
            filter.extend([",", quiet, "=warn"]);
        }
    }
    let lines = fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    if let Err(error) = started {
        eprintln!("the log cannot be started: {error}");
    }
}
