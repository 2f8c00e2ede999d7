//! `cargo xtask demo`: from a fresh clone to a running application with demonstration data.

use std::env;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};

use crate::{shell, web};

/// Builds what is stale, then becomes `intendant demo …`: signals, output and exit code are the application's own.
/// Everything that the builds say goes to standard error.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(address) = address(arguments) {
        is_free(&address)?;
    }
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

/// Where the demonstration will listen, as far as that is plain from here: a file or flag of the configuration may say
/// otherwise, and what it says is the application's to read.
fn address(arguments: &[String]) -> Option<String> {
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--listen" {
            return rest.next().cloned();
        }
        if let Some(address) = argument.strip_prefix("--listen=") {
            return Some(address.to_owned());
        }
    }
    let configured = arguments.iter().any(|argument| argument.starts_with("--config") || argument.starts_with("--set"))
        || env::var_os("INTENDANT_CONFIG").is_some()
        || shell::root().join("intendant.toml").exists();
    if configured { None } else { Some(env::var("INTENDANT_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned())) }
}

/// Fails now rather than after minutes of compiling. Any other fault of the address is the application's to explain.
fn is_free(address: &str) -> Result<()> {
    match TcpListener::bind(address) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "another program listens on {address}: choose another address with --listen, such as --listen 127.0.0.1:0"
            )
        }
        _ => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn address_of(arguments: &[&str]) -> Option<String> {
        address(&arguments.iter().map(|&argument| argument.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_address_is_that_of_the_flag_unless_a_configuration_says_more() {
        assert_eq!(address_of(&["--json", "--listen", "127.0.0.1:0"]).as_deref(), Some("127.0.0.1:0"));
        assert_eq!(address_of(&["--listen=[::1]:80"]).as_deref(), Some("[::1]:80"));
        assert_eq!(address_of(&["--set", "listen=127.0.0.1:1"]), None);
        assert_eq!(address_of(&["--config=other.toml"]), None);
    }

    #[test]
    fn a_port_that_is_taken_is_told_with_the_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let said = is_free(&address).unwrap_err().to_string();
        assert!(said.contains(&address) && said.contains("--listen"), "{said}");
        drop(taken);
        is_free(&address).unwrap();
    }
}
