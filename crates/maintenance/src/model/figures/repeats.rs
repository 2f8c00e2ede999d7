//! Faults that come back: at the same installation, or at another of its class in the same place.

use std::collections::HashMap;

use kernel::{
    Instant, PlaceId, WallTime, Zone,
    id::{InstallationId, TicketId},
};

/// The most days within which a fault counts as come back.
pub const MAX_DAYS: i64 = 366;
/// The usual number of days.
pub const USUAL_DAYS: i64 = 30;

/// A fault of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which ticket tells of it.
    pub ticket: TicketId,
    /// What was at fault.
    pub installation: InstallationId,
    /// Of which class that is.
    pub class: String,
    /// Where the fault was.
    pub place: PlaceId,
    /// What the clocks of its site show, by which days are counted.
    pub zone: Zone,
    /// When it was reported.
    pub reported_at: Instant,
    /// When it was mended, in order; several times when it was reopened.
    pub mended_at: Vec<Instant>,
}

/// A fault that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The new one.
    pub ticket: TicketId,
    /// The one that was mended last before it.
    pub of: TicketId,
    /// How many days lie between.
    pub days: i64,
}

/// Which faults came back at most `days` days after an earlier one of the same kind was mended. What was not yet mended when
/// the next was reported is no repetition.
#[must_use]
pub fn repeats(faults: &[Fault], days: i64) -> Vec<Repeat> {
    let mut by_installation: HashMap<InstallationId, Vec<&Fault>> = HashMap::new();
    let mut by_place: HashMap<(PlaceId, &str), Vec<&Fault>> = HashMap::new();
    for fault in faults {
        by_installation.entry(fault.installation).or_default().push(fault);
        by_place.entry((fault.place, &fault.class)).or_default().push(fault);
    }
    let before = |fault: &Fault| {
        let alike = by_installation[&fault.installation].iter().chain(&by_place[&(fault.place, fault.class.as_str())]);
        let last = alike.filter(|other| other.ticket != fault.ticket).filter_map(|other| {
            let at = other.mended_at.iter().rev().find(|at| **at <= fault.reported_at)?;
            Some((*at, other.ticket))
        });
        let (at, of) = last.max()?;
        let day = |at| WallTime::at(at, fault.zone).date();
        let passed = (day(fault.reported_at) - day(at)).num_days();
        (passed <= days).then_some(Repeat { ticket: fault.ticket, of, days: passed })
    };
    faults.iter().filter_map(before).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Fold;
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse::<WallTime>().unwrap().instant(Zone::BRUSSELS, Fold::First).unwrap()
    }

    fn fault(number: u128, installation: u128, class: &str, place: u128, reported: &str, mended: &[&str]) -> Fault {
        Fault {
            ticket: TicketId(Uuid::from_u128(number)),
            installation: InstallationId(Uuid::from_u128(installation)),
            class: class.into(),
            place: PlaceId(Uuid::from_u128(place)),
            zone: Zone::BRUSSELS,
            reported_at: at(reported),
            mended_at: mended.iter().map(|text| at(text)).collect(),
        }
    }

    fn found(faults: &[Fault], days: i64) -> Vec<(u128, u128, i64)> {
        repeats(faults, days).iter().map(|one| (one.ticket.0.as_u128(), one.of.0.as_u128(), one.days)).collect()
    }

    #[test]
    fn the_same_installation_within_days_of_its_repair() {
        let first = fault(1, 10, "lift", 7, "2026-03-01T09:00", &["2026-03-05T16:00"]);
        let again = |text| [first.clone(), fault(2, 10, "lift", 8, text, &[])];
        // Days by the calendar, over the spring night.
        assert_eq!(found(&again("2026-04-04T23:30"), 30), [(2, 1, 30)]);
        assert_eq!(found(&again("2026-04-05T00:30"), 30), [], "a day too late");
        assert_eq!(found(&again("2026-03-05T15:59"), 30), [], "it was not mended yet");
        assert_eq!(found(&again("2026-03-05T16:00"), 30), [(2, 1, 0)]);
        assert_eq!(found(&[], 30), []);
    }

    #[test]
    fn the_same_class_in_the_same_place_and_nothing_else() {
        let first = fault(1, 10, "lamp", 7, "2026-03-01T09:00", &["2026-03-01T10:00"]);
        let again =
            |installation, class, place| [first.clone(), fault(2, installation, class, place, "2026-03-09T09:00", &[])];
        assert_eq!(found(&again(11, "lamp", 7), 30), [(2, 1, 8)]);
        assert_eq!(found(&again(11, "door", 7), 30), []);
        assert_eq!(found(&again(11, "lamp", 8), 30), []);
    }

    #[test]
    fn a_chain_counts_link_by_link() {
        let faults = [
            fault(1, 10, "lift", 7, "2026-03-01T09:00", &["2026-03-02T09:00", "2026-03-20T09:00"]),
            fault(2, 10, "lift", 7, "2026-03-10T09:00", &["2026-03-11T09:00"]),
            fault(3, 10, "lift", 7, "2026-03-25T09:00", &[]),
        ];
        // The third came after the second repair of the first, which was reopened.
        assert_eq!(found(&faults, 30), [(2, 1, 8), (3, 1, 5)]);
        assert_eq!(found(&faults[..1], 30), [], "nothing repeats itself");
    }

    #[test]
    fn of_two_on_one_day_only_the_later_one_came_back() {
        let faults = [
            fault(1, 10, "lift", 7, "2026-03-01T09:00", &["2026-03-01T10:00"]),
            fault(2, 10, "lift", 7, "2026-03-01T11:00", &["2026-03-01T12:00"]),
        ];
        assert_eq!(found(&faults, 30), [(2, 1, 0)]);
    }
}
