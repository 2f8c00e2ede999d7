//! `cargo xtask test`: everything that must hold before a change lands, one named step after the other.

use std::io::{BufRead, BufReader, Write};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::counts::{Counts, count};
use crate::pg::Cluster;
use crate::{arch, demo, generate, licences, shell, tools, web};

/// A step's name, as `--only` takes it, and what it does.
type Step = (&'static str, fn(&mut Run) -> Result<()>);

/// All steps, the cheap ones first.
const STEPS: [Step; 13] = [
    ("format", |run| run.quiet(shell::cargo().args(["fmt", "--all", "--check"]))),
    ("arch", |_| arch::check()),
    ("licences", |_| licences::own_text().and_then(|()| licences::check())),
    ("clippy", |run| {
        run.quiet(shell::cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
    }),
    ("generated", |_| generate::run(true)),
    ("web-install", |_| web::install()),
    ("web-lint", |run| run.quiet(shell::npm().args(["run", "--silent", "lint"]))),
    ("web-check", |run| run.quiet(shell::npm().args(["run", "--silent", "check"]))),
    ("web-unit", |run| run.loud(shell::npm().args(["run", "--silent", "test"]))),
    ("web-build", |_| web::build_when_stale()),
    ("tests", tests),
    ("doc-tests", |run| run.loud(shell::cargo().args(["test", "--workspace", "--doc", "--locked"]))),
    ("browser", browser),
];

/// What the steps share.
#[derive(Default)]
struct Run {
    skip_browser: bool,
    cluster: Option<Cluster>,
    counts: Counts,
    left_out: Vec<&'static str>,
}

/// Runs all steps, or those named by `--only`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut run = Run::default();
    let mut only = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--skip-browser" => run.skip_browser = true,
            "--only" => only.push(words.next().context("--only wants a step")?.as_str()),
            other => bail!("there is no option `{other}`; known: --skip-browser, --only STEP"),
        }
    }
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, _)| step == *name)) {
        bail!("there is no step `{unknown}`; known: {}", STEPS.map(|(name, _)| name).join(", "));
    }
    let start = Instant::now();
    for (name, step) in STEPS.iter().filter(|(name, _)| only.is_empty() || only.contains(name)) {
        println!("── {name}");
        let begin = Instant::now();
        let before = run.counts;
        let result = step(&mut run);
        let seconds = begin.elapsed().as_secs_f64();
        if let Err(error) = result {
            if run.counts.failed == before.failed {
                run.counts.failed += 1;
            }
            println!(
                "{error:#}\n✗ {name} failed after {seconds:.1} s; only this again: cargo xtask test --only {name}"
            );
            run.finish(start);
            std::process::exit(1);
        }
        if run.counts == before {
            run.counts.passed += 1;
        }
        println!("✓ {name} {seconds:.1} s");
    }
    run.finish(start);
    Ok(())
}

impl Run {
    /// Stops the cluster and says what was counted. A step without tests of its own counts as one.
    fn finish(&mut self, start: Instant) {
        self.cluster = None;
        println!("── all in {:.0} s", start.elapsed().as_secs_f64());
        for what in &self.left_out {
            println!("!! LEFT OUT: {what}");
        }
        println!("{} passed, {} failed", self.counts.passed, self.counts.failed);
    }

    /// Runs a command whose output matters only when it fails.
    fn quiet(&mut self, command: &mut Command) -> Result<()> {
        self.watch(command, false)
    }

    /// Runs a command whose output is shown as it comes, and whose tests are counted.
    fn loud(&mut self, command: &mut Command) -> Result<()> {
        self.watch(command, true)
    }

    fn watch(&mut self, command: &mut Command, show: bool) -> Result<()> {
        let (reader, writer) = std::io::pipe()?;
        let mut child = command
            .env("NO_COLOR", "1")
            .env_remove("FORCE_COLOR")
            .stdin(std::process::Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()
            .with_context(|| format!("cannot run `{}`", shell::line(command)))?;
        // The command holds the pipe's other ends; they must go, or reading never ends.
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        if let Some(cluster) = &mut self.cluster {
            cluster.tell(child.id())?;
        }
        let mut output = String::new();
        for line in BufReader::new(reader).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            if show {
                println!("{line}");
                std::io::stdout().flush()?;
            }
            output.push_str(&line);
            output.push('\n');
        }
        let status = child.wait()?;
        if let Some(cluster) = &mut self.cluster {
            cluster.tell(0)?;
        }
        if show {
            self.counts += count(&output);
        } else if !status.success() {
            println!("{output}");
        }
        ensure!(status.success(), "`{}` ended with {status}", shell::line(command));
        Ok(())
    }
}

/// Unit and integration tests; with a PostgreSQL they run on both engines.
fn tests(run: &mut Run) -> Result<()> {
    let mut command = shell::cargo();
    if shell::on_path("cargo-nextest") {
        command.args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
        command.args(["--status-level", "fail", "--final-status-level", "fail", "--show-progress", "none"]);
    } else {
        command.args(["test", "--workspace", "--lib", "--bins", "--tests", "--locked", "--no-fail-fast"]);
    }
    if tools::postgres()? {
        let cluster = Cluster::start()?;
        command.env(crate::pg::URL_VARIABLE, cluster.url());
        run.cluster = Some(cluster);
    } else {
        run.left_out.push("the database tests on PostgreSQL");
    }
    let result = run.loud(&mut command);
    run.cluster = None;
    result
}

/// The browser tests, against a demonstration server that they start themselves.
fn browser(run: &mut Run) -> Result<()> {
    if run.skip_browser {
        run.left_out.push("the browser tests (--skip-browser)");
        return Ok(());
    }
    let Some(chromium) = tools::chromium()? else {
        run.left_out.push("the browser tests");
        return Ok(());
    };
    web::build_when_stale()?;
    let binary = demo::build(demo::WITH_THE_TESTS)?;
    let mut command = shell::npm();
    // Pictures and traces of what failed go where no other step looks at them.
    command.args(["run", "--silent", "test:browser", "--", "--output"]).arg(shell::target_folder()?.join("browser"));
    run.loud(command.env("INTENDANT_BIN", binary).env("CHROMIUM", chromium))
}
