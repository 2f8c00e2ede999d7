//! Finding a car for a wish: everything that is known is loaded, and the pure solver ([`crate::model::assign`]) is asked.
//! What is shown beforehand and what is done are the same.

mod chauffeurs;
mod due;
mod misfits;
mod replace;
mod situation;
mod supply;

use booking::{
    Engine,
    model::{assess::Slot, finding::Severity},
};
use db::Conn;
use kernel::{BookableId, Ctx, OccurrenceId};

pub use chauffeurs::{Chauffeurs, RideCandidate, ride_drivers};
pub(crate) use misfits::{Kept, misfits};
pub(crate) use replace::Lost;
pub use situation::Situation;

use crate::{
    FleetError,
    model::{
        assign::{Outcome, Reason, Swap, Way},
        reservation::{MOST_MOVES, NewReservation, Remark, rules},
        ride::Choice,
        vehicle::VehicleCategory,
    },
};

/// How many other times with a free driver are tried with all vehicles.
const MOST_TRIES: usize = 4;

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
    /// Who drives it, when a driver of the house is wanted.
    pub driver: Option<Choice>,
}

/// Why no vehicle fits, and what would help.
#[derive(Debug, Clone)]
pub struct NoVehicle {
    /// It is a driver that is missing, whatever the vehicles.
    pub driver: bool,
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
        if wish.with_driver && self.chauffeurs.drivable(wish).is_empty() {
            return Ok(Found::Nothing(self.no_driver(cx, wish, kept)?));
        }
        let (outcome, ruled_out) = self.ask(cx, wish, kept)?;
        let refused = match outcome {
            Outcome::Fits(choice) => return Ok(Found::Vehicle(self.chosen(wish, choice.car, &choice.why, vec![]))),
            Outcome::FitsAfterSwaps { choice, moves, .. } if moves.len() <= MOST_MOVES => {
                return Ok(Found::Vehicle(self.chosen(wish, choice.car, &choice.why, moves)));
            }
            Outcome::FitsAfterSwaps { moves, .. } => {
                let why = Reason::TooManyMoves { moves: moves.len(), most: MOST_MOVES };
                let why = vec![Remark::reason(&why)];
                return Ok(Found::Nothing(NoVehicle {
                    driver: false,
                    gave_up: false,
                    why,
                    ways: vec![],
                    zone: self.zone,
                }));
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
        Ok(Found::Nothing(NoVehicle { driver: false, gave_up: refused.gave_up, why, ways, zone: self.zone }))
    }

    /// The vehicle with whoever drives it.
    fn chosen(&self, wish: &NewReservation, vehicle: BookableId, why: &[Reason], moves: Vec<Swap>) -> Chosen {
        let category = self.category(vehicle).filter(|_| wish.with_driver);
        // The solver was told of which categories it must be.
        let driver = category.and_then(|category| self.chauffeurs.choose(wish, category).ok());
        let of_driver = driver.iter().map(|choice| Remark::ride(&choice.why));
        Chosen { vehicle, why: why.iter().map(Remark::reason).chain(of_driver).collect(), moves, driver }
    }

    /// Why nobody can drive, and what would help: another driver, another time, or no driver.
    fn no_driver(&self, cx: &Ctx, wish: &NewReservation, kept: &[OccurrenceId]) -> Result<NoVehicle, FleetError> {
        let category = wish.vehicle_id.map_or_else(|| self.usual_category(), |car| self.category(car));
        let category = category.unwrap_or(VehicleCategory::M1);
        let why = self.chauffeurs.choose(wish, category).err().unwrap_or_default();
        let mut ways = vec![];
        if wish.driver_id.is_some() {
            ways.push(Way::AnyDriver);
        }
        for direction in [-1, 1] {
            ways.extend(self.other_time(cx, wish, kept, direction)?);
        }
        ways.push(Way::WithoutDriver);
        let mut tried = vec![];
        for way in ways {
            if self.leads_somewhere(cx, &wish.by(&way), kept)? {
                tried.push(way);
            }
        }
        let why = why.iter().map(Remark::ride).collect();
        Ok(NoVehicle { driver: true, gave_up: false, why, ways: tried, zone: self.zone })
    }

    /// The nearest time in one direction at which somebody can drive and a vehicle is free.
    fn other_time(
        &self,
        cx: &Ctx,
        wish: &NewReservation,
        kept: &[OccurrenceId],
        direction: i64,
    ) -> Result<Option<Way>, FleetError> {
        let rules = rules(cx.now);
        let mut tries = 0;
        for times in 1..=rules.look_minutes / rules.step_minutes {
            let shift = direction * times * rules.step_minutes;
            let (from, to) = (wish.from.plus_minutes(shift), wish.to.plus_minutes(shift));
            if from < rules.not_before || tries == MOST_TRIES {
                break;
            }
            let way = if direction < 0 { Way::Earlier { from, to } } else { Way::Later { from, to } };
            let moved = wish.by(&way);
            if self.chauffeurs.drivable(&moved).is_empty() {
                continue;
            }
            tries += 1;
            if self.leads_somewhere(cx, &moved, kept)? {
                return Ok(Some(way));
            }
        }
        Ok(None)
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

/// Whether findings keep somebody from booking.
fn refuses(severity: Severity) -> bool {
    severity == Severity::Refusal
}
