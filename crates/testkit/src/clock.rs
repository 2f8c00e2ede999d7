//! A clock that stands still until a test moves it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use kernel::{Clock, Instant};

/// A clock that stands still until a test moves it. It begins at eight o'clock in Brussels on Tuesday 1 December 2026.
#[derive(Debug, Clone)]
pub struct TestClock(Arc<AtomicI64>);

/// 2026-12-01T07:00:00Z, in microseconds since the epoch.
const START: i64 = 1_796_108_400_000_000;

impl Default for TestClock {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(START)))
    }
}

impl TestClock {
    /// Puts it to an instant.
    pub fn set(&self, at: Instant) {
        self.0.store(at.micros(), Ordering::SeqCst);
    }

    /// Moves it on (or back, with a negative number).
    pub fn advance_minutes(&self, minutes: i64) {
        self.advance_seconds(minutes * 60);
    }

    /// Moves it on by seconds.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_where_it_says() {
        let clock = TestClock::default();
        assert_eq!(clock.now().to_string(), "2026-12-01T07:00:00Z");
        clock.advance_minutes(90);
        assert_eq!(clock.now().to_string(), "2026-12-01T08:30:00Z");
    }
}
