//! What a team promises, and how a ticket stands to it.

use kernel::Instant;

use super::{calendar::Calendar, priority::Priority};

/// The most minutes that can be promised: a year of nothing but working time.
pub const MAX_MINUTES: i64 = 366 * 24 * 60;

/// What is promised for a priority, in minutes of the team's working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceLevel {
    /// Until somebody of the desk has looked at it.
    pub acknowledge_minutes: i64,
    /// Until it is done.
    pub fix_minutes: i64,
    /// How long before that the desk is warned; nothing: never.
    pub warn_minutes: i64,
}

impl ServiceLevel {
    /// What holds where the house has said nothing, for working days of nine hours.
    #[must_use]
    pub const fn standard(priority: Priority) -> Self {
        let (acknowledge_minutes, fix_minutes) = match priority {
            Priority::Critical => (30, 4 * 60),
            Priority::High => (2 * 60, 9 * 60),
            Priority::Medium => (9 * 60, 5 * 9 * 60),
            Priority::Low => (2 * 9 * 60, 20 * 9 * 60),
        };
        Self { acknowledge_minutes, fix_minutes, warn_minutes: Self::usual_warning(fix_minutes) }
    }

    /// How long ahead is warned where nothing was said: a quarter of the time.
    #[must_use]
    pub const fn usual_warning(fix_minutes: i64) -> i64 {
        fix_minutes / 4
    }

    /// Whether it can be promised.
    #[must_use]
    pub fn is_sound(self) -> bool {
        (1..=self.fix_minutes).contains(&self.acknowledge_minutes)
            && (0..=self.fix_minutes).contains(&self.warn_minutes)
            && self.fix_minutes <= MAX_MINUTES
    }
}

/// By when a ticket must have been looked at and done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Looked at.
    pub acknowledge_by: Option<Instant>,
    /// The end is near, as near as somebody wants to know.
    pub warn_at: Option<Instant>,
    /// Done.
    pub fix_by: Option<Instant>,
}

/// The promise for a ticket whose clock runs since `from` and stood still for `held_minutes` of working time.
#[must_use]
pub fn promise(calendar: &Calendar, level: ServiceLevel, from: Instant, held_minutes: i64) -> Promise {
    let by = |minutes: i64| calendar.plus_minutes(from, minutes);
    Promise {
        acknowledge_by: by(level.acknowledge_minutes),
        warn_at: Some(level.fix_minutes - level.warn_minutes + held_minutes)
            .filter(|_| level.warn_minutes > 0)
            .and_then(by),
        fix_by: by(level.fix_minutes + held_minutes),
    }
}

kernel::text_enum! {
    /// How a ticket stands to its promise.
    pub enum Standing {
        /// There is time.
        Ok = "ok",
        /// The end is near.
        Soon = "soon",
        /// It is over.
        Late = "late",
        /// On hold: the clock stands.
        Paused = "paused",
        /// It was done in time.
        Met = "met",
        /// It was done too late.
        Missed = "missed",
    }
}

/// What is known of a ticket's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clockface {
    /// Whether something has still to be done.
    pub open: bool,
    /// When it was looked at.
    pub acknowledged_at: Option<Instant>,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// Since when it is on hold.
    pub held_since: Option<Instant>,
    /// What was promised.
    pub promise: Promise,
}

/// How a ticket stands to its promise; `None` when nothing was promised, or it ended without being done.
#[must_use]
pub fn standing(face: &Clockface, now: Instant) -> Option<Standing> {
    let Clockface { open, acknowledged_at, done_at, held_since, promise } = *face;
    let fix_by = promise.fix_by?;
    if let Some(done_at) = done_at {
        return Some(if done_at <= fix_by { Standing::Met } else { Standing::Missed });
    }
    if !open {
        return None;
    }
    if held_since.is_some() {
        return Some(Standing::Paused);
    }
    let unseen = acknowledged_at.is_none() && promise.acknowledge_by.is_some_and(|by| by < now);
    Some(if fix_by < now || unseen {
        Standing::Late
    } else if promise.warn_at.is_some_and(|at| at <= now) {
        Standing::Soon
    } else {
        Standing::Ok
    })
}

#[cfg(test)]
mod tests {
    use kernel::Zone;

    use super::{super::calendar::office_hours, *};

    fn at(minutes: i64) -> Instant {
        // Tuesday 1 December 2026, 08:00 in Brussels.
        Instant::from_micros(1_796_108_400_000_000).plus_minutes(minutes)
    }

    fn calendar() -> Calendar {
        Calendar { zone: Zone::BRUSSELS, hours: office_hours(), closed: [].into() }
    }

    #[test]
    fn the_more_urgent_the_sooner() {
        let levels: Vec<_> = Priority::ALL.iter().map(|priority| ServiceLevel::standard(*priority)).collect();
        assert!(levels.iter().all(|level| level.is_sound()));
        assert!(levels.windows(2).all(|two| two[0].fix_minutes < two[1].fix_minutes));
        assert!(levels.windows(2).all(|two| two[0].acknowledge_minutes < two[1].acknowledge_minutes));
        for (acknowledge_minutes, fix_minutes, warn_minutes) in
            [(0, 10, 1), (11, 10, 1), (1, MAX_MINUTES + 1, 1), (1, 10, 11), (1, 10, -1)]
        {
            assert!(!ServiceLevel { acknowledge_minutes, fix_minutes, warn_minutes }.is_sound());
        }
    }

    #[test]
    fn what_is_held_comes_on_top() {
        let level = ServiceLevel { acknowledge_minutes: 30, fix_minutes: 240, warn_minutes: 60 };
        let plain = promise(&calendar(), level, at(0), 0);
        assert_eq!(plain, Promise { acknowledge_by: Some(at(30)), warn_at: Some(at(180)), fix_by: Some(at(240)) });
        let never = promise(&calendar(), ServiceLevel { warn_minutes: 0, ..level }, at(0), 0);
        assert_eq!((never.warn_at, never.fix_by), (None, Some(at(240))));
        let held = promise(&calendar(), level, at(0), 60);
        assert_eq!((held.acknowledge_by, held.warn_at, held.fix_by), (Some(at(30)), Some(at(240)), Some(at(300))));
    }

    #[test]
    fn how_it_stands() {
        let promise = promise(
            &calendar(),
            ServiceLevel { acknowledge_minutes: 30, fix_minutes: 240, warn_minutes: 60 },
            at(0),
            0,
        );
        let face = Clockface { open: true, acknowledged_at: Some(at(5)), done_at: None, held_since: None, promise };
        let say = |face: &Clockface, minutes| standing(face, at(minutes));
        assert_eq!(say(&face, 10), Some(Standing::Ok));
        assert_eq!(say(&face, 180), Some(Standing::Soon));
        assert_eq!((say(&face, 240), say(&face, 241)), (Some(Standing::Soon), Some(Standing::Late)));
        let unseen = Clockface { acknowledged_at: None, ..face };
        assert_eq!((say(&unseen, 30), say(&unseen, 31)), (Some(Standing::Ok), Some(Standing::Late)));
        assert_eq!(say(&Clockface { held_since: Some(at(200)), ..face }, 500), Some(Standing::Paused));
        let done = |minutes| Clockface { open: false, done_at: Some(at(minutes)), ..face };
        assert_eq!((say(&done(240), 900), say(&done(241), 900)), (Some(Standing::Met), Some(Standing::Missed)));
        assert_eq!(say(&Clockface { open: false, ..face }, 10), None, "rejected");
        let none = Promise { acknowledge_by: None, warn_at: None, fix_by: None };
        assert_eq!(say(&Clockface { promise: none, ..face }, 10), None);
    }
}
