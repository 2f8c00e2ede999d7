//! The program itself, in a process of its own.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

/// A running `intendant serve`; killed at the latest when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts it on a database; answers how long it took until it said that it is ready.
    pub(crate) fn start(database_url: &str) -> Result<(Self, Duration)> {
        let program = env::current_exe()?.with_file_name("intendant");
        let begin = Instant::now();
        let mut process = Command::new(&program)
            .args(["serve", "--listen", "127.0.0.1:0", "--json", "--log-filter", "warn"])
            .args(["--database-url", database_url])
            .args(["--set", "person_requests_per_minute=0", "--set", "address_requests_per_minute=0"])
            // No configuration of a folder that happens to be the current one.
            .current_dir(env::temp_dir())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}; `cargo xtask bench` builds it", program.display()))?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("it has no output")?).read_line(&mut line)?;
        let took = begin.elapsed();
        let ready: serde_json::Value = serde_json::from_str(&line).context("the program did not get ready")?;
        let url = ready["url"].as_str().context("it does not say where it listens")?.to_owned();
        Ok((Self { process, url }, took))
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// What it has in memory now.
    pub(crate) fn memory_mib(&self) -> Result<f64> {
        self.status("VmRSS:")
    }

    /// The most it ever had in memory.
    pub(crate) fn memory_peak_mib(&self) -> Result<f64> {
        self.status("VmHWM:")
    }

    /// Linux only, like all of this crate's users so far.
    fn status(&self, name: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such line")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
    }

    /// Ends it as a supervisor would.
    pub(crate) fn stop(mut self) -> Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status()?;
        let ended = self.process.wait()?;
        ensure!(told.success() && ended.success(), "it did not end well: {ended}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
