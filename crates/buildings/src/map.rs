//! What is drawn on the plan of a floor: its spaces, and what goes on in them at the moment.
//!
//! This crate knows spaces and installations. What else is to be seen there, other areas add: each implements
//! [`MapLayer`], and the composition root gathers them.

use std::sync::Arc;

use db::Conn;
use kernel::{BookableId, Ctx, Instant, Names};

use crate::{
    BuildingsError,
    model::{Place, outline::Outline},
};

kernel::text_enum! {
    /// What goes on in a room at the moment; the later one wins where several hold.
    pub enum LiveState {
        /// Nothing, and nothing begins soon.
        Free = "free",
        /// Nothing, but something begins within half an hour.
        Soon = "soon",
        /// It is used or being prepared.
        Taken = "taken",
        /// It is closed.
        Closed = "closed",
        /// It is being repaired.
        OutOfOrder = "out_of_order",
    }
}

/// How many minutes before something begins a room is no longer simply free.
pub const SOON_MINUTES: i64 = 30;

/// A room on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomOnMap {
    /// By which it is booked.
    pub id: BookableId,
    /// Its short name.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// What goes on in it.
    pub state: LiveState,
    /// When that changes, as far as one can see half an hour ahead.
    pub until: Option<Instant>,
}

/// A space on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceOnMap {
    /// The space.
    pub place: Place,
    /// Where it lies on the plan; `None`: nobody has drawn it.
    pub outline: Option<Outline>,
    /// How many installations stand in it.
    pub installations: i64,
    /// How many of them do not work.
    pub out_of_service: i64,
    /// The rooms that take it up, as far as the actor may see them.
    pub rooms: Vec<RoomOnMap>,
}

impl SpaceOnMap {
    /// What goes on in it: the worst of what goes on in its rooms; `None` when it is no room.
    #[must_use]
    pub fn state(&self) -> Option<LiveState> {
        self.rooms.iter().map(|room| room.state).max()
    }
}

/// An area that adds to the map.
#[async_trait::async_trait]
pub trait MapLayer: Send + Sync {
    /// Fills in what the area knows of these spaces and the actor may see: a few statements however many they are.
    async fn draw(&self, conn: Conn<'_>, cx: &Ctx, spaces: &mut [SpaceOnMap]) -> Result<(), BuildingsError>;
}

/// The areas that add to the map, gathered by the composition root.
#[derive(Clone, Default)]
pub struct MapLayers(Arc<[Arc<dyn MapLayer>]>);

impl std::fmt::Debug for MapLayers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("MapLayers").field(&self.0.len()).finish()
    }
}

impl MapLayers {
    /// These areas, each after the one before it.
    #[must_use]
    pub fn new(layers: Vec<Arc<dyn MapLayer>>) -> Self {
        Self(layers.into())
    }

    /// Lets each area fill in what it knows.
    pub async fn draw(&self, conn: Conn<'_>, cx: &Ctx, spaces: &mut [SpaceOnMap]) -> Result<(), BuildingsError> {
        for layer in self.0.iter() {
            layer.draw(conn, cx, spaces).await?;
        }
        Ok(())
    }
}

/// What goes on in a room now, and when that changes: from what is taken between now and [`SOON_MINUTES`] ahead, as kind
/// of occupancy, begin and end.
#[must_use]
pub fn live_state<'a>(
    now: Instant,
    taken: impl IntoIterator<Item = (&'a str, Instant, Instant)>,
) -> (LiveState, Option<Instant>) {
    let mut worst = (LiveState::Free, None);
    for (kind, from, to) in taken {
        if to <= now || now.plus_minutes(SOON_MINUTES) < from {
            continue;
        }
        let this = match kind {
            _ if now < from => (LiveState::Soon, Some(from)),
            "closure" => (LiveState::Closed, Some(to)),
            "maintenance" => (LiveState::OutOfOrder, Some(to)),
            _ => (LiveState::Taken, Some(to)),
        };
        let sooner = this.0 == worst.0 && this.1 < worst.1;
        if this.0 > worst.0 || sooner {
            worst = this;
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_what_goes_on_in_it() {
        let now = Instant::from_micros(0);
        let at = |minutes| now.plus_minutes(minutes);
        let state = |taken: &[(&'static str, i64, i64)]| {
            live_state(now, taken.iter().map(|(kind, from, to)| (*kind, at(*from), at(*to))))
        };
        assert_eq!(state(&[]), (LiveState::Free, None));
        assert_eq!(state(&[("confirmed", -60, 60)]), (LiveState::Taken, Some(at(60))));
        assert_eq!(state(&[("confirmed", 0, 60)]).0, LiveState::Taken, "it begins this very moment");
        assert_eq!(state(&[("confirmed", -60, 0)]).0, LiveState::Free, "it has just ended");
        assert_eq!(state(&[("confirmed", 30, 60)]), (LiveState::Soon, Some(at(30))));
        assert_eq!(state(&[("confirmed", 31, 60)]).0, LiveState::Free);
        assert_eq!(state(&[("requested", -5, 5), ("closure", -60, 60)]).0, LiveState::Closed);
        assert_eq!(state(&[("maintenance", -60, 60), ("closure", -60, 60)]).0, LiveState::OutOfOrder);
        assert_eq!(state(&[("confirmed", 20, 60), ("closure", 10, 60)]), (LiveState::Soon, Some(at(10))));
    }
}
