//! Finding a car for a wish: everything that is known is loaded, and the pure solver ([`crate::model::assign`]) is asked.
//! What is shown beforehand and what is done are the same.

mod replace;
mod situation;
mod supply;

use booking::{
    Engine,
    model::{assess::Slot, finding::Severity},
};
use db::Conn;
use kernel::{BookableId, Ctx, OccurrenceId};

pub(crate) use replace::Lost;
pub use situation::Situation;

use crate::{
    FleetError,
    model::{
        assign::{Outcome, Reason, Swap, Way},
        reservation::{MOST_MOVES, NewReservation, Remark},
    },
};

/// What can be done for a wish.
#[derive(Debug, Clone)]
pub enum Found {
    /// A vehicle, perhaps once others have taken another one.
    Vehicle(Chosen),
    /// None.
    Nothing(NoVehicle),
}

/// The vehicle of a wish.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// Which one.
    pub vehicle: BookableId,
    /// What speaks for it.
    pub why: Vec<Remark>,
    /// Who takes which other vehicle first.
    pub moves: Vec<Swap>,
}

/// Why no vehicle fits, and what would help.
#[derive(Debug, Clone)]
pub struct NoVehicle {
    /// The search ended before everything was tried.
    pub gave_up: bool,
    /// What keeps the vehicles from it.
    pub why: Vec<Remark>,
    /// What would make it possible: each was tried.
    pub ways: Vec<Way>,
    /// The zone whose clocks show the times.
    pub zone: kernel::Zone,
}

/// Shows what reserving would do: nothing is written.
pub async fn options(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    wish: &NewReservation,
) -> Result<(Situation, Found), FleetError> {
    let situation = Situation::load(engine, conn, cx, wish).await?;
    let found = situation.find(cx, wish, &[])?;
    Ok((situation, found))
}

impl Situation {
    /// Finds a vehicle; dates in `kept` keep theirs.
    pub(crate) fn find(&self, cx: &Ctx, wish: &NewReservation, kept: &[OccurrenceId]) -> Result<Found, FleetError> {
        let (outcome, ruled_out) = self.ask(cx, wish, kept)?;
        let refused = match outcome {
            Outcome::Fits(choice) => return Ok(Found::Vehicle(Chosen::new(choice.car, &choice.why, vec![]))),
            Outcome::FitsAfterSwaps { choice, moves, .. } if moves.len() <= MOST_MOVES => {
                return Ok(Found::Vehicle(Chosen::new(choice.car, &choice.why, moves)));
            }
            Outcome::FitsAfterSwaps { moves, .. } => {
                let why = Reason::TooManyMoves { moves: moves.len(), most: MOST_MOVES };
                let why = vec![Remark::reason(&why)];
                return Ok(Found::Nothing(NoVehicle { gave_up: false, why, ways: vec![], zone: self.zone }));
            }
            Outcome::None(refused) => refused,
        };
        let slot = wish.slot(self.zone)?;
        let mut ways = vec![];
        for way in refused.ways {
            let way = self.without_buffers(way, &slot);
            if self.leads_somewhere(cx, &wish.by(&way), kept)? {
                ways.push(way);
            }
        }
        let why = refused.why.iter().map(Remark::reason).chain(ruled_out).collect();
        Ok(Found::Nothing(NoVehicle { gave_up: refused.gave_up, why, ways, zone: self.zone }))
    }

    /// Whether a wish would be granted: rules may forbid what the cars would allow.
    fn leads_somewhere(&self, cx: &Ctx, wish: &NewReservation, kept: &[OccurrenceId]) -> Result<bool, FleetError> {
        Ok(match self.ask(cx, wish, kept)?.0 {
            Outcome::Fits(_) => true,
            Outcome::FitsAfterSwaps { moves, .. } => moves.len() <= MOST_MOVES,
            Outcome::None(_) => false,
        })
    }

    /// The solver counts the time to hand out and take back; people name the time in which they travel.
    fn without_buffers(&self, way: Way, slot: &Slot) -> Way {
        let (before, after) = self.buffers(slot);
        match way {
            Way::Earlier { from, to } => Way::Earlier { from: from.plus_minutes(before), to: to.plus_minutes(-after) },
            Way::Later { from, to } => Way::Later { from: from.plus_minutes(before), to: to.plus_minutes(-after) },
            other => other,
        }
    }
}

impl Chosen {
    fn new(vehicle: BookableId, why: &[Reason], moves: Vec<Swap>) -> Self {
        Self { vehicle, why: why.iter().map(Remark::reason).collect(), moves }
    }
}

/// Whether findings keep somebody from booking.
fn refuses(severity: Severity) -> bool {
    severity == Severity::Refusal
}
