//! Energy that vehicles take: what it is, what is strange about it, and when two are the same.

use std::collections::HashMap;

use kernel::{BookableId, Instant};

use super::vehicle::{Fuel, VehicleCategory};

kernel::text_enum! {
    /// What a vehicle takes.
    pub enum EnergyKind {
        /// Litres.
        Petrol = "petrol",
        /// Litres.
        Diesel = "diesel",
        /// Litres.
        Lpg = "lpg",
        /// Kilograms.
        Cng = "cng",
        /// Kilograms.
        Hydrogen = "hydrogen",
        /// Kilowatt-hours.
        Electricity = "electricity",
    }
}

kernel::text_enum! {
    /// What is strange about energy that a vehicle took: worth a look, and no reason to refuse it.
    pub enum EnergyNotice {
        /// More than fits into the tank or the battery.
        MoreThanHolds = "energy_more_than_holds",
        /// The vehicle does not run on it.
        OtherFuel = "energy_other_fuel",
        /// The odometer would have run backwards.
        OdometerBackwards = "energy_odometer_backwards",
        /// Far more or less for the distance than any vehicle takes.
        Consumption = "energy_consumption",
    }
}

/// The most that is taken or given back at once: ten tonnes, or ten thousand kilowatt-hours.
pub const MAX_QUANTITY: i64 = 10_000_000;
/// The most that it costs, in cents.
pub const MAX_CENTS: i64 = 10_000_000;

/// Energy that a vehicle took, or that was given back: suppliers credit what they charged wrongly. A credit has a negative amount,
/// and the quantity that is given back, which is negative too; none where only the price was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which vehicle.
    pub vehicle: BookableId,
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EnergyKind,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram.
    pub quantity: i64,
    /// What it cost.
    pub cents: i64,
    /// What the odometer showed.
    pub odometer_km: Option<i64>,
    /// From whom.
    pub supplier: String,
    /// By which the supplier knows it.
    pub reference: Option<String>,
}

/// The quantity and the amount as they are kept, or the column that is wrong. Some suppliers write the quantity of a credit
/// without its sign, so that the amount decides.
pub fn quantity_and_cents(quantity: i64, cents: i64) -> Result<(i64, i64), (&'static str, &'static str)> {
    if !(-MAX_QUANTITY..=MAX_QUANTITY).contains(&quantity) {
        return Err(("quantity", "out_of_range"));
    }
    if !(-MAX_CENTS..=MAX_CENTS).contains(&cents) {
        return Err(("amount", "out_of_range"));
    }
    if quantity == 0 && cents >= 0 {
        return Err(("quantity", "nothing_taken"));
    }
    if quantity < 0 && cents > 0 {
        return Err(("quantity", "given_back_for_money"));
    }
    Ok((if cents < 0 { -quantity.abs() } else { quantity }, cents))
}

impl Taken {
    /// Whether it is given back.
    #[must_use]
    pub const fn is_credit(&self) -> bool {
        self.quantity <= 0
    }

    /// Whether the other one is the same: by the reference of the supplier, or, where one of them has none, because vehicle,
    /// moment, kind, quantity and amount are the same. A credit may have the reference of what it gives back, and is not the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.reference, &other.reference) {
            (Some(mine), Some(theirs)) if self.supplier == other.supplier => {
                mine == theirs && self.is_credit() == other.is_credit()
            }
            (Some(_), Some(_)) => false,
            _ => self.facts() == other.facts(),
        }
    }

    const fn facts(&self) -> Facts {
        (self.vehicle, self.at, self.kind, self.quantity, self.cents)
    }
}

/// What somebody took, when, of what, how much and for how much.
type Facts = (BookableId, Instant, EnergyKind, i64, i64);
/// The supplier, its reference, and whether it is given back.
type ByReference = (String, String, bool);

/// Energy that is known, to be asked whether something is the same: as [`Taken::is_same`] says, however much there is.
#[derive(Debug, Clone)]
pub struct Register<T> {
    by_reference: HashMap<ByReference, T>,
    /// The first by its facts, and the first of those that have no reference.
    by_facts: HashMap<Facts, (T, Option<T>)>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { by_reference: HashMap::new(), by_facts: HashMap::new() }
    }
}

impl<T: Copy> Register<T> {
    /// Makes it known under a name.
    pub fn add(&mut self, taken: &Taken, name: T) {
        let alone = taken.reference.is_none().then_some(name);
        if let Some(reference) = &taken.reference {
            self.by_reference.entry((taken.supplier.clone(), reference.clone(), taken.is_credit())).or_insert(name);
        }
        let (_, without) = self.by_facts.entry(taken.facts()).or_insert((name, alone));
        *without = without.or(alone);
    }

    /// What is the same, where something is.
    #[must_use]
    pub fn same(&self, taken: &Taken) -> Option<T> {
        let Some(reference) = &taken.reference else {
            return self.by_facts.get(&taken.facts()).map(|(any, _)| *any);
        };
        let told = self.by_reference.get(&(taken.supplier.clone(), reference.clone(), taken.is_credit())).copied();
        told.or_else(|| self.by_facts.get(&taken.facts()).and_then(|(_, without)| *without))
    }
}

/// What decides whether energy is strange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tank {
    /// What the vehicle runs on.
    pub fuel: Fuel,
    /// Its EU category.
    pub category: VehicleCategory,
    /// What its battery holds.
    pub battery_wh: Option<i64>,
}

impl Tank {
    /// The most that can be put in at once, in thousandths: what the battery holds and a fifth more, for what is lost on the
    /// way; a large tank of the category, as nobody notes how large a tank is.
    fn most(&self, kind: EnergyKind) -> Option<i64> {
        use VehicleCategory::{L, M1, N1};
        match kind {
            EnergyKind::Electricity => self.battery_wh.map(|wh| wh + wh / 5),
            EnergyKind::Cng | EnergyKind::Hydrogen => Some(if self.is_small() { 35_000 } else { 150_000 }),
            _ => Some(match self.category {
                L | M1 => 100_000,
                N1 => 130_000,
                _ => 400_000,
            }),
        }
    }

    const fn is_small(&self) -> bool {
        matches!(self.category, VehicleCategory::L | VehicleCategory::M1 | VehicleCategory::N1)
    }

    /// Whether the vehicle runs on it.
    #[must_use]
    pub const fn takes(&self, kind: EnergyKind) -> bool {
        matches!(
            (self.fuel, kind),
            (Fuel::Electric | Fuel::PlugInHybrid | Fuel::PlugInHybridDiesel, EnergyKind::Electricity)
                | (Fuel::Petrol | Fuel::PlugInHybrid | Fuel::Cng | Fuel::Lpg, EnergyKind::Petrol)
                | (Fuel::Diesel | Fuel::PlugInHybridDiesel, EnergyKind::Diesel)
                | (Fuel::Hydrogen, EnergyKind::Hydrogen)
                | (Fuel::Cng, EnergyKind::Cng)
                | (Fuel::Lpg, EnergyKind::Lpg)
        )
    }
}

/// What a vehicle takes for 100 km, at least and at most, in thousandths of its unit: beyond that it is a typing error, or
/// somebody else's fuel.
const fn usual(kind: EnergyKind) -> (i64, i64) {
    match kind {
        EnergyKind::Petrol | EnergyKind::Diesel | EnergyKind::Lpg => (2_000, 30_000),
        EnergyKind::Cng => (1_500, 20_000),
        EnergyKind::Hydrogen => (400, 10_000),
        EnergyKind::Electricity => (7_000, 70_000),
    }
}

/// What the odometer showed at the moments around; of what was read, not of what statements say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Around {
    /// The last reading before.
    pub before_km: Option<i64>,
    /// The first reading after.
    pub after_km: Option<i64>,
    /// What the last energy of the same kind before it said of the odometer.
    pub filled_at_km: Option<i64>,
}

/// What is strange about energy that a vehicle took. Vehicles that run on two kinds are not judged by what they take for a
/// distance, and what is given back was judged when it was taken.
#[must_use]
pub fn notices(taken: &Taken, tank: &Tank, around: &Around) -> Vec<EnergyNotice> {
    let mut found = vec![];
    if taken.is_credit() {
        return found;
    }
    if tank.most(taken.kind).is_some_and(|most| taken.quantity > most) {
        found.push(EnergyNotice::MoreThanHolds);
    }
    if !tank.takes(taken.kind) {
        found.push(EnergyNotice::OtherFuel);
    }
    if let Some(km) = taken.odometer_km {
        if around.before_km.is_some_and(|before| km < before) || around.after_km.is_some_and(|after| km > after) {
            found.push(EnergyNotice::OdometerBackwards);
        }
        let two_kinds = matches!(tank.fuel, Fuel::PlugInHybrid | Fuel::PlugInHybridDiesel | Fuel::Cng | Fuel::Lpg);
        let driven = around.filled_at_km.map(|filled| km - filled).filter(|driven| *driven > 0);
        if let Some(driven) = driven.filter(|_| !two_kinds) {
            let (least, most) = usual(taken.kind);
            let per_100 = taken.quantity.saturating_mul(100) / driven;
            if per_100 < least || per_100 > most {
                found.push(EnergyNotice::Consumption);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn taken(reference: Option<&str>) -> Taken {
        Taken {
            vehicle: BookableId(uuid::Uuid::from_u128(1)),
            at: Instant::from_micros(1),
            kind: EnergyKind::Diesel,
            quantity: 40_000,
            cents: 7_000,
            odometer_km: Some(1_600),
            supplier: "Tank (demo)".into(),
            reference: reference.map(str::to_owned),
        }
    }

    #[test]
    fn the_reference_decides_and_else_the_facts() {
        let other = Taken { quantity: 41_000, ..taken(None) };
        for (one, two, same) in [
            (taken(Some("a")), taken(Some("a")), true),
            (taken(Some("a")), Taken { quantity: 1, ..taken(Some("a")) }, true),
            (taken(Some("a")), taken(Some("b")), false),
            (taken(Some("a")), Taken { supplier: "Other".into(), ..taken(Some("a")) }, false),
            (taken(None), taken(Some("b")), true),
            (taken(None), taken(None), true),
            (taken(None), other, false),
            (taken(Some("a")), Taken { quantity: -40_000, cents: -7_000, ..taken(Some("a")) }, false),
            (Taken { quantity: -1, ..taken(Some("a")) }, Taken { quantity: 0, ..taken(Some("a")) }, true),
        ] {
            assert_eq!(one.is_same(&two), same, "{one:?} {two:?}");
            assert_eq!(two.is_same(&one), same, "{one:?} {two:?}");
        }
    }

    #[test]
    fn a_negative_amount_gives_back() {
        for (quantity, cents, kept) in [
            (40_000, 7_000, Ok((40_000, 7_000))),
            (40_000, 0, Ok((40_000, 0))),
            (-40_000, -7_000, Ok((-40_000, -7_000))),
            (40_000, -7_000, Ok((-40_000, -7_000))),
            (0, -500, Ok((0, -500))),
            (-40_000, 0, Ok((-40_000, 0))),
            (0, 0, Err(("quantity", "nothing_taken"))),
            (0, 500, Err(("quantity", "nothing_taken"))),
            (-40_000, 7_000, Err(("quantity", "given_back_for_money"))),
            (i64::MIN, -1, Err(("quantity", "out_of_range"))),
            (1, -MAX_CENTS - 1, Err(("amount", "out_of_range"))),
        ] {
            assert_eq!(quantity_and_cents(quantity, cents), kept, "{quantity} {cents}");
        }
    }

    #[test]
    fn what_is_strange_is_told() {
        let tank = Tank { fuel: Fuel::Diesel, category: VehicleCategory::M1, battery_wh: None };
        let around = Around { before_km: Some(1_500), after_km: Some(1_700), filled_at_km: Some(1_000) };
        assert_eq!(notices(&taken(None), &tank, &around), []);
        let told = |change: fn(&mut Taken)| {
            let mut one = taken(None);
            change(&mut one);
            notices(&one, &tank, &around)
        };
        assert_eq!(told(|one| one.quantity = 100_001), [EnergyNotice::MoreThanHolds]);
        assert_eq!(told(|one| one.kind = EnergyKind::Petrol), [EnergyNotice::OtherFuel]);
        assert_eq!(told(|one| one.odometer_km = Some(1_499)), [EnergyNotice::OdometerBackwards]);
        assert_eq!(told(|one| one.odometer_km = Some(1_701)), [EnergyNotice::OdometerBackwards]);
        assert_eq!(told(|one| one.quantity = 5_000), [EnergyNotice::Consumption]);
        assert_eq!(told(|one| (one.quantity, one.kind) = (-100_001, EnergyKind::Petrol)), []);
        let electric = Tank { fuel: Fuel::Electric, category: VehicleCategory::M1, battery_wh: Some(50_000) };
        let charge = |quantity| Taken { kind: EnergyKind::Electricity, quantity, odometer_km: None, ..taken(None) };
        assert_eq!(notices(&charge(60_000), &electric, &around), []);
        assert_eq!(notices(&charge(60_001), &electric, &around), [EnergyNotice::MoreThanHolds]);
    }

    proptest! {
        #[test]
        fn the_register_knows_what_is_the_same(all in prop::collection::vec((-1_i64..3, prop::option::of(0..3), 0_i64..2), 1..12)) {
            let all: Vec<Taken> = all
                .into_iter()
                .map(|(quantity, reference, supplier)| Taken {
                    quantity,
                    reference: reference.map(|number: i32| number.to_string()),
                    supplier: supplier.to_string(),
                    ..taken(None)
                })
                .collect();
            let (last, known) = all.split_last().unwrap();
            let mut register = Register::default();
            known.iter().enumerate().for_each(|(index, one)| register.add(one, index));
            prop_assert_eq!(register.same(last).is_some(), known.iter().any(|one| one.is_same(last)));
        }
    }
}
