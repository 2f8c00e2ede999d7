//! How urgent a ticket is: a matrix, and one step more when a booking depends on the place.

kernel::text_enum! {
    /// Whom the fault touches.
    pub enum Impact {
        /// One person.
        Person = "person",
        /// A room and whoever uses it.
        Room = "room",
        /// A whole floor.
        Floor = "floor",
        /// The whole building.
        Building = "building",
    }
}

kernel::text_enum! {
    /// How much the fault hurts.
    pub enum Urgency {
        /// It can wait.
        CanWait = "can_wait",
        /// It hinders.
        Hinders = "hinders",
        /// Nobody can work.
        StopsWork = "stops_work",
        /// Somebody may get hurt.
        Danger = "danger",
    }
}

kernel::text_enum! {
    /// In which order things are done, the most urgent first.
    pub enum Priority {
        /// Now.
        Critical = "critical",
        /// Today.
        High = "high",
        /// This week.
        Medium = "medium",
        /// When there is time.
        Low = "low",
    }
}

impl Priority {
    /// One step more urgent; critical stays.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Critical | Self::High => Self::Critical,
            Self::Medium => Self::High,
            Self::Low => Self::Medium,
        }
    }

    /// Its place in the order: 0 is the most urgent.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Critical => 0,
            Self::High => 1,
            Self::Medium => 2,
            Self::Low => 3,
        }
    }
}

/// What impact and urgency make, before anybody looks at the calendar. Danger is always critical.
#[must_use]
pub const fn base(impact: Impact, urgency: Urgency) -> Priority {
    match (urgency, impact) {
        (Urgency::Danger, _) | (Urgency::StopsWork, Impact::Building) => Priority::Critical,
        (Urgency::StopsWork, Impact::Room | Impact::Floor) | (Urgency::Hinders, Impact::Floor | Impact::Building) => {
            Priority::High
        }
        (Urgency::StopsWork, Impact::Person)
        | (Urgency::Hinders, Impact::Room)
        | (Urgency::CanWait, Impact::Floor | Impact::Building) => Priority::Medium,
        (Urgency::Hinders, Impact::Person) | (Urgency::CanWait, Impact::Person | Impact::Room) => Priority::Low,
    }
}

/// The priority and whether it was raised, given whether a booking depends on the place.
#[must_use]
pub fn judge(impact: Impact, urgency: Urgency, threatens: bool) -> (Priority, bool) {
    let base = base(impact, urgency);
    let priority = if threatens { base.raised() } else { base };
    (priority, priority != base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix() {
        use Priority::{Critical, High, Low, Medium};
        let rows = [
            (Impact::Person, [Low, Low, Medium, Critical]),
            (Impact::Room, [Low, Medium, High, Critical]),
            (Impact::Floor, [Medium, High, High, Critical]),
            (Impact::Building, [Medium, High, Critical, Critical]),
        ];
        for (impact, expected) in rows {
            let row: Vec<_> = Urgency::ALL.iter().map(|urgency| base(impact, *urgency)).collect();
            assert_eq!(row, expected, "{impact}");
        }
    }

    #[test]
    fn more_impact_or_urgency_is_never_less_urgent() {
        for (impacts, urgencies) in [(Impact::ALL, Urgency::ALL)] {
            for urgency in urgencies {
                assert!(impacts.windows(2).all(|two| base(two[0], *urgency) >= base(two[1], *urgency)));
            }
            for impact in impacts {
                assert!(urgencies.windows(2).all(|two| base(*impact, two[0]) >= base(*impact, two[1])));
            }
        }
    }

    #[test]
    fn a_booking_raises_by_one_step_and_critical_stays() {
        assert_eq!(judge(Impact::Room, Urgency::CanWait, true), (Priority::Medium, true));
        assert_eq!(judge(Impact::Room, Urgency::StopsWork, true), (Priority::Critical, true));
        assert_eq!(judge(Impact::Person, Urgency::Danger, true), (Priority::Critical, false));
        assert_eq!(judge(Impact::Room, Urgency::CanWait, false), (Priority::Low, false));
        let ranks: Vec<_> = Priority::ALL.iter().map(|priority| priority.rank()).collect();
        assert_eq!(ranks, [0, 1, 2, 3]);
    }
}
