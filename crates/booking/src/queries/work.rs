//! Long calculations beside the threads that serve requests, a few at a time.

use std::{panic::resume_unwind, sync::LazyLock, thread::available_parallelism};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::spawn_blocking,
};

/// From so many judgements on a calculation is long: some milliseconds.
const LONG: usize = 2_000;

/// As many long calculations as there are processors, less one for everything else.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors.saturating_sub(1).max(1))
});

/// The right to calculate, kept while data is gathered for it.
pub(super) enum Turn {
    /// It is short and may be done where one stands.
    Here,
    /// It is long and has one of the few places beside.
    Beside(SemaphorePermit<'static>),
}

/// Waits until so many judgements may be made. Short work does not wait.
pub(super) async fn wait_for_turn(judgements: usize) -> Turn {
    if judgements < LONG {
        return Turn::Here;
    }
    Turn::Beside(PLACES.acquire().await.expect("it is never closed"))
}

impl Turn {
    /// Calculates.
    pub(super) async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> T {
        match self {
            Self::Here => work(),
            Self::Beside(permit) => {
                // Whoever gives up waiting does not give the place away before the work is done.
                let done = spawn_blocking(move || {
                    let done = work();
                    drop(permit);
                    done
                });
                done.await.unwrap_or_else(|error| resume_unwind(error.into_panic()))
            }
        }
    }
}
