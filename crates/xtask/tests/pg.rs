//! `cargo xtask pg`: the cluster answers while the command runs and is gone afterwards, however the end comes.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpStream,
    process::{Child, ChildStderr, Command, Stdio},
};

/// Starts `xtask pg -- sh -c SCRIPT` and reads the cluster's address from its first line.
/// `None` where PostgreSQL is missing; in CI it must not be.
fn start(script: &str) -> Option<(Child, BufReader<ChildStderr>, String)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["pg", "--", "sh", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let mut said = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    said.read_line(&mut line).expect("it says something");
    if line.contains("not installed") && std::env::var_os("CI").is_none() {
        eprintln!("PostgreSQL is missing: not tested");
        child.wait().expect("it ends");
        return None;
    }
    let url = line.trim().strip_prefix("TEST_PG_URL=").unwrap_or_else(|| panic!("no address: {line}")).to_owned();
    Some((child, said, url))
}

fn address(url: &str) -> &str {
    url.split(['@', '/']).nth(3).expect("an address with a port")
}

/// The end of standard error comes when the last process that holds it is gone: the command's, and the keeper's.
fn wait_for_all(mut said: BufReader<ChildStderr>) {
    said.read_to_string(&mut String::new()).expect("readable to the end");
}

#[test]
fn the_command_sees_the_address_and_its_exit_code_is_handed_on() {
    let Some((child, said, url)) = start("echo $TEST_PG_URL; exit 7") else { return };
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), url);
    assert_eq!(output.status.code(), Some(7));
    wait_for_all(said);
    assert!(TcpStream::connect(address(&url)).is_err(), "the cluster at {url} outlived its command");
}

#[test]
fn a_killed_caller_leaves_nothing_behind() {
    let Some((mut child, said, url)) = start("echo on; read never; echo off") else { return };
    TcpStream::connect(address(&url)).expect("the cluster answers while the command runs");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    stdout.read_line(&mut String::new()).expect("the command runs");
    // Its standard input stays open, so the command does not end by itself.
    let _open = child.stdin.take();
    child.kill().expect("it runs");
    child.wait().expect("it was killed");
    wait_for_all(said);
    assert!(TcpStream::connect(address(&url)).is_err(), "the cluster at {url} outlived its caller");
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("readable to the end");
    assert_eq!(rest, "", "the command outlived its cluster");
}
