//! Background work: each process does the periodic work of all areas. Every piece of it is safe to do twice at once.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;
use httpkit::{AppState, Sweep};
use tokio::{sync::watch, task::JoinSet, time};

use crate::metrics;

/// How long a run that is under way at the end may take to finish.
const PATIENCE: Duration = Duration::from_secs(5);

/// The background work of a process. Dropping it stops it where it stands; [`Self::stop`] lets runs finish.
#[derive(Debug)]
pub struct Sweeps {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Sweeps {
    /// Starts the work of all areas.
    #[must_use]
    pub fn start(state: &AppState) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for sweep in crate::modules().into_iter().flat_map(|module| module.sweeps) {
            tasks.spawn(repeat(sweep, state.clone(), stopped.clone()));
        }
        Self { stop, tasks }
    }

    /// Begins no new run and waits a few seconds for those under way.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if time::timeout(PATIENCE, all).await.is_err() {
            tracing::warn!("background work did not finish in time and was cut off");
        }
    }
}

async fn repeat(sweep: Sweep, state: AppState, mut stopped: watch::Receiver<bool>) {
    // The first run comes soon, so that what was left over while the process was down is dealt with.
    let mut wait = part(&state, sweep.every.min(Duration::from_secs(10)));
    loop {
        tokio::select! {
            () = time::sleep(wait) => {}
            _ = stopped.changed() => return,
        }
        run(&sweep, &state).await;
        // Processes that were started together drift apart.
        wait = sweep.every * 19 / 20 + part(&state, sweep.every / 10);
    }
}

async fn run(sweep: &Sweep, state: &AppState) {
    let done = match AssertUnwindSafe((sweep.run)(state.clone())).catch_unwind().await {
        Ok(Ok(done)) => {
            if done > 0 {
                tracing::info!(sweep = sweep.name, done, "background work");
            }
            Some(done)
        }
        Ok(Err(error)) => {
            tracing::error!(sweep = sweep.name, %error, "background work failed; it is tried again");
            None
        }
        Err(_) => {
            tracing::error!(sweep = sweep.name, "background work panicked; it is tried again");
            None
        }
    };
    metrics::swept(sweep.name, done);
}

/// A random part of a span, drawn from the random end of a fresh id.
fn part(state: &AppState, span: Duration) -> Duration {
    span * u32::from(state.ids.next().as_bytes()[15]) / 256
}
