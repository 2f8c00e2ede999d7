//! A day of fifty cars and three hundred wishes, for the test of large days and for the example that measures them.

use super::{
    Battery, BodyStyle, BookableId, Car, Energy, Hold, Instant, Interval, Need, OccurrenceId, Reading, Trip, Usage,
    VehicleCategory,
};
use uuid::Uuid;

/// Numbers that look like chance and are the same each time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// One of `0..sides`.
    pub(crate) fn roll(&mut self, sides: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 16).expect("48 bits") % sides
    }

    fn one_of(&mut self, these: &[i64]) -> i64 {
        let sides = i64::try_from(these.len()).expect("few");
        these[usize::try_from(self.roll(sides)).expect("not negative")]
    }
}

/// Half of them electric, a few vans, two that are step-free, four for drivers only; every tenth is away for a while.
pub(crate) fn cars(midnight: Instant, count: u64, dice: &mut Dice) -> Vec<Car> {
    (0..count)
        .map(|number| {
            let range_km = dice.one_of(&[200, 280, 350, 450]);
            let reading = Reading { km: range_km * (4 + dice.roll(7)) / 10, at: midnight.plus_minutes(300) };
            let battery = Battery { range_km, km_per_hour: dice.one_of(&[20, 40, 60]), reading };
            let away = midnight.plus_minutes(30 * (12 + dice.roll(20)));
            Car {
                id: BookableId(Uuid::from_u64_pair(1, number)),
                category: VehicleCategory::M1,
                body: BodyStyle::Car,
                seats: if number % 12 == 0 { 9 } else { dice.one_of(&[4, 5, 5, 5, 7]) },
                luggage_l: dice.one_of(&[300, 400, 600]),
                child_seats: 2,
                step_free: number % 24 == 0,
                self_drive: number % 12 != 5,
                chauffeured: number % 3 == 2,
                barred: vec![],
                due: vec![],
                service: None,
                energy: if number % 2 == 0 { Energy::Fuel } else { Energy::Electric(battery) },
                usage: Usage { driven_km: 500 * dice.roll(40), lease_cap_km: (number % 4 == 0).then_some(20_000) },
                blocked: Interval::new(away, away.plus_minutes(120)).into_iter().filter(|_| number % 10 == 9).collect(),
            }
        })
        .collect()
}

/// A wish between six and ten.
pub(crate) fn wish(midnight: Instant, number: u64, dice: &mut Dice) -> Trip {
    let from = midnight.plus_minutes(30 * (12 + dice.roll(28)));
    Trip {
        id: OccurrenceId(Uuid::from_u64_pair(2, number)),
        span: Interval::new(from, from.plus_minutes(30 * (2 + dice.roll(5)))).expect("it takes time"),
        need: Need {
            people: dice.one_of(&[1, 1, 2, 2, 3, 4, 7]),
            luggage_l: dice.one_of(&[0, 0, 100, 350]),
            distance_km: Some(10 * (1 + dice.roll(16))).filter(|km| *km != 30),
            zones: vec![],
            driver: dice.roll(6) == 0,
            drivable: None,
            child_seats: 0,
            step_free: dice.roll(60) == 0,
        },
        car: None,
        hold: Hold::Free,
    }
}
