//! A throw-away PostgreSQL cluster for tests.
//!
//! `start` spawns this program again as a *keeper* (`xtask pg-keeper`), which makes the cluster in a temporary folder on a
//! free port and lives as long as its standard input stays open. However the caller ends, by return, panic, ctrl-c or
//! SIGKILL, the pipe closes, and the keeper stops the cluster and removes the folder. Several clusters can live side by side.
//!
//! Durability is switched off (`fsync`, `synchronous_commit`, `full_page_writes`): the data dies with the cluster anyway.
//! Only measuring wants it on.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write, stdin};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};

/// The name under which tests find the cluster's address.
pub(crate) const URL_VARIABLE: &str = "TEST_PG_URL";

/// What the keeper is told when commits must reach the disk.
const DURABLE: &str = "--durable";

/// What makes a cluster quick that nobody will miss.
const NOT_DURABLE: [&str; 6] = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/// Debian's `nobody`: PostgreSQL refuses to run as root, so root lends the cluster to it.
const NOBODY: u32 = 65534;

/// How long a cluster may take to answer after its start.
const START_LIMIT: Duration = Duration::from_mins(1);

/// A running cluster; dropping it stops and removes it.
pub(crate) struct Cluster {
    keeper: Child,
    lifeline: Option<ChildStdin>,
    url: String,
}

impl Cluster {
    /// Starts a cluster. Fails when PostgreSQL is not installed (see [`find_binaries`]).
    pub(crate) fn start() -> Result<Self> {
        Self::start_by(&["pg-keeper"])
    }

    /// The same with commits that reach the disk, as where it is used in earnest.
    pub(crate) fn start_durable() -> Result<Self> {
        Self::start_by(&["pg-keeper", DURABLE])
    }

    fn start_by(arguments: &[&str]) -> Result<Self> {
        let mut keeper = Command::new(env::current_exe()?)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0) // ctrl-c at the terminal must not reach the keeper
            .spawn()
            .context("cannot start the cluster's keeper")?;
        let lifeline = keeper.stdin.take();
        let mut url = String::new();
        BufReader::new(keeper.stdout.take().context("the keeper has no output")?).read_line(&mut url)?;
        let cluster = Self { keeper, lifeline, url: url.trim().to_owned() };
        ensure!(!cluster.url.is_empty(), "PostgreSQL did not start; its reason stands above");
        Ok(cluster)
    }

    /// `postgres://…/postgres`, as the superuser, without a password.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Runs a command with the cluster's address in its environment and waits for it. When this program is killed
    /// meanwhile, the keeper ends the command too.
    pub(crate) fn run(&mut self, command: &mut Command) -> Result<std::process::ExitStatus> {
        let mut child = command
            .env(URL_VARIABLE, &self.url)
            .spawn()
            .with_context(|| format!("cannot run `{}`", crate::shell::line(command)))?;
        self.tell(child.id())?;
        // Said only now: whoever reads it may end this program, and the keeper knows what to end with it.
        eprintln!("{URL_VARIABLE}={}", self.url);
        let status = child.wait()?;
        self.tell(0)?;
        Ok(status)
    }

    /// Tells the keeper which process (0: none) depends on the cluster.
    pub(crate) fn tell(&mut self, pid: u32) -> Result<()> {
        let lifeline = self.lifeline.as_mut().context("the cluster was stopped")?;
        writeln!(lifeline, "{pid}").context("the cluster's keeper is gone")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("the cluster's keeper cannot be awaited: {error}");
        }
    }
}

/// The folder with `initdb` and `postgres`: on PATH, else the newest of Debian's `/usr/lib/postgresql/*/bin`.
pub(crate) fn find_binaries() -> Option<PathBuf> {
    let complete = |folder: &Path| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let on_path = env::var_os("PATH").and_then(|path| env::split_paths(&path).find(|folder| complete(folder)));
    on_path.or_else(|| {
        let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .filter_map(|entry| {
                let folder = entry.ok()?.path();
                let version = folder.file_name()?.to_str()?.parse().ok()?;
                Some((version, folder.join("bin")))
            })
            .filter(|(_, folder)| complete(folder))
            .collect();
        found.sort();
        found.pop().map(|(_, folder)| folder)
    })
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

/// The keeper's life: make the cluster, print its address, wait for the end of standard input, clean up.
pub(crate) fn keeper(arguments: &[String]) -> Result<()> {
    let durable = arguments.iter().any(|argument| argument == DURABLE);
    let mut server = Server::start(if durable { &[] } else { &NOT_DURABLE })?;
    println!("{}", server.url());
    let mut dependent = 0;
    for line in stdin().lines() {
        dependent = line.ok().and_then(|line| line.parse::<u32>().ok()).unwrap_or(dependent);
    }
    if dependent != 0 {
        Command::new("sh").arg("-c").arg(format!("kill -TERM {dependent}")).stderr(Stdio::null()).status()?;
    }
    server.stop()
}

/// The cluster itself, as the keeper holds it.
struct Server {
    binaries: PathBuf,
    folder: PathBuf,
    port: u16,
    process: Child,
}

impl Server {
    fn start(settings: &[&str]) -> Result<Self> {
        let binaries = find_binaries()
            .ok_or_else(|| anyhow!("PostgreSQL is not installed: `apt-get install postgresql` brings it"))?;
        let folder = env::temp_dir().join(format!("intendant-pg-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let started = Self::fill(&binaries, &folder).and_then(|()| Self::listen(&binaries, &folder, settings));
        let (process, port) = started.inspect_err(|_| drop(fs::remove_dir_all(&folder)))?;
        Ok(Self { binaries, folder, port, process })
    }

    fn fill(binaries: &Path, folder: &Path) -> Result<()> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        if is_root() {
            chown(folder, Some(NOBODY), Some(NOBODY))?;
        }
        let output = program(&binaries.join("initdb"), folder)
            .args(["-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D", "data"])
            .output()
            .context("cannot run initdb")?;
        ensure!(output.status.success(), "initdb failed:\n{}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// A free port may be taken by somebody else between the look and the start: then another one is tried.
    fn listen(binaries: &Path, folder: &Path, settings: &[&str]) -> Result<(Child, u16)> {
        for _ in 0..5 {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            let log = fs::File::create(folder.join("log"))?;
            let mut process = program(&binaries.join("postgres"), folder)
                .args(["-D", "data", "-k"])
                .arg(folder)
                .args(["-p", &port.to_string()])
                .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"])
                .args(settings)
                .args(["-c", "max_wal_size=4GB"])
                .stdout(log.try_clone()?)
                .stderr(log)
                .spawn()
                .context("cannot run postgres")?;
            let limit = Instant::now() + START_LIMIT;
            loop {
                if ready(folder) {
                    return Ok((process, port));
                }
                if process.try_wait()?.is_some() {
                    break;
                }
                if Instant::now() > limit {
                    process.kill()?;
                    process.wait()?;
                    break;
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
        bail!("PostgreSQL does not start:\n{}", fs::read_to_string(folder.join("log")).unwrap_or_default())
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn stop(&mut self) -> Result<()> {
        let stopped = program(&self.binaries.join("pg_ctl"), &self.folder)
            .args(["stop", "-s", "-m", "immediate", "-t", "20", "-D", "data"])
            .status()
            .is_ok_and(|status| status.success());
        if !stopped {
            self.process.kill()?;
        }
        self.process.wait()?;
        fs::remove_dir_all(&self.folder).with_context(|| format!("cannot remove {}", self.folder.display()))
    }
}

/// Whether the server says in its lock file that it takes connections.
fn ready(folder: &Path) -> bool {
    let mut text = String::new();
    fs::File::open(folder.join("data/postmaster.pid"))
        .and_then(|mut file| file.read_to_string(&mut text))
        .is_ok_and(|_| text.lines().nth(7).is_some_and(|status| status.trim() == "ready"))
}

/// One of PostgreSQL's programs, run inside the cluster's folder by a user that is not root.
fn program(path: &Path, folder: &Path) -> Command {
    let mut command = Command::new(path);
    command.current_dir(folder).env("HOME", folder).stdin(Stdio::null()).stdout(Stdio::null());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("PG")) {
            command.env_remove(name);
        }
    }
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// `cargo xtask pg -- COMMAND…`: runs a command with a cluster of its own.
pub(crate) fn with_cluster(arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    let (name, rest) = arguments.split_first().context("usage: cargo xtask pg -- COMMAND [ARGUMENTS]")?;
    let mut cluster = Cluster::start()?;
    let mut command = crate::shell::command(name);
    command.args(rest);
    let status = cluster.run(&mut command)?;
    drop(cluster);
    std::process::exit(status.code().unwrap_or(1));
}
