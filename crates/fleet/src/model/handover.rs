//! Vehicles that are handed out and come back: how a reservation stands at the desk.

use booking::model::state::{State, WAS_NOT_THERE};
use kernel::Instant;
use serde::Serialize;

/// The most that a note at the desk says, in characters.
pub const MAX_NOTE: usize = 2000;
/// The longest name of a key, in characters.
pub const MAX_KEY: usize = 40;

kernel::text_enum! {
    /// How clean a vehicle came back.
    pub enum Cleanliness {
        /// It can go out again.
        Clean = "clean",
        /// It should be cleaned.
        Dirty = "dirty",
        /// It cannot go out like this.
        VeryDirty = "very_dirty",
    }
}

kernel::text_enum! {
    /// Where on a vehicle damage is.
    pub enum DamagePart {
        /// At the front.
        Front = "front",
        /// At the rear.
        Rear = "rear",
        /// On the left side.
        Left = "left",
        /// On the right side.
        Right = "right",
        /// On the roof.
        Roof = "roof",
        /// A window or the windscreen.
        Glass = "glass",
        /// A wheel or a tyre.
        Wheels = "wheels",
        /// Inside.
        Inside = "inside",
        /// What drives, brakes or steers it.
        Technical = "technical",
        /// Elsewhere.
        Other = "other",
    }
}

kernel::text_enum! {
    /// What is promised to somebody.
    pub enum Promised {
        /// A vehicle.
        Vehicle = "vehicle",
        /// A driver.
        Driver = "driver",
    }
}

/// When somebody else has a vehicle or a driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// From when.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
    /// Whom it is for; nothing where the caller may not know.
    pub host_name: Option<String>,
}

kernel::text_enum! {
    /// How a reservation stands at the desk.
    pub enum DeskStage {
        /// Somebody must still agree.
        Requested = "requested",
        /// The keys are to be fetched.
        ToHandOut = "to_hand_out",
        /// The vehicle is out.
        Out = "out",
        /// The vehicle is out and should be back.
        Overdue = "overdue",
        /// The vehicle is back.
        Back = "back",
        /// Nobody fetched the keys.
        NoShow = "no_show",
        /// It was still out with somebody else, so that nobody could be given the keys.
        NotThere = "not_there",
        /// It will not be, or it was without the desk.
        Gone = "gone",
    }
}

/// Who has the keys of which vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HasKeys {
    /// Who has them.
    pub driver_name: String,
    /// The code of the vehicle.
    pub vehicle_code: String,
    /// Since when, by the clock of the place.
    pub since: String,
}

/// The keys of a reservation: out since, and back since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// When they were handed out.
    pub out_at: Instant,
    /// When they came back.
    pub back_at: Option<Instant>,
}

/// How a reservation stands now: the state of its date and why, its end, and its keys.
#[must_use]
pub fn stage(state: State, reason: Option<&str>, ends_at: Instant, keys: Option<Keys>, now: Instant) -> DeskStage {
    match keys {
        Some(Keys { back_at: Some(_), .. }) => return DeskStage::Back,
        Some(_) if ends_at < now => return DeskStage::Overdue,
        Some(_) => return DeskStage::Out,
        None => {}
    }
    match state {
        State::Held | State::Requested => DeskStage::Requested,
        State::Confirmed | State::InUse if now < ends_at => DeskStage::ToHandOut,
        State::Released if reason == Some(WAS_NOT_THERE) => DeskStage::NotThere,
        State::Released => DeskStage::NoShow,
        _ => DeskStage::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_is_computed_and_ends_with_the_return() {
        let at = Instant::from_micros;
        let out = Keys { out_at: at(10), back_at: None };
        let back = Keys { back_at: Some(at(30)), ..out };
        for (state, keys, now, expected) in [
            (State::Requested, None, 5, DeskStage::Requested),
            (State::Confirmed, None, 5, DeskStage::ToHandOut),
            (State::InUse, None, 15, DeskStage::ToHandOut),
            (State::Confirmed, None, 20, DeskStage::Gone),
            (State::Released, None, 15, DeskStage::NoShow),
            (State::Cancelled, None, 5, DeskStage::Gone),
            (State::InUse, Some(out), 20, DeskStage::Out),
            (State::InUse, Some(out), 21, DeskStage::Overdue),
            // Time ends the date, not the trip.
            (State::Finished, Some(out), 21, DeskStage::Overdue),
            (State::Finished, Some(back), 40, DeskStage::Back),
        ] {
            assert_eq!(stage(state, None, at(20), keys, at(now)), expected, "{state} {keys:?} {now}");
        }
        assert_eq!(stage(State::Released, Some(WAS_NOT_THERE), at(20), None, at(20)), DeskStage::NotThere);
    }
}
