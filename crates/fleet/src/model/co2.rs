//! Carbon dioxide: of what was filled and charged, by dated factors; and of the kilometres, by what the maker declared.

use chrono::NaiveDate;
use kernel::id::Co2FactorId;

use super::energy::EnergyKind;

/// How much carbon dioxide a unit of energy makes, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Which one.
    pub id: Co2FactorId,
    /// Of what.
    pub kind: EnergyKind,
    /// From which day on.
    pub from: NaiveDate,
    /// Grams for a litre, a kilowatt-hour or a kilogram.
    pub grams: i64,
    /// Who says so.
    pub source: String,
    /// Whether somebody who knows must look at it.
    pub to_confirm: bool,
}

/// The factor that holds on a day: the one that began last.
#[must_use]
pub fn factor_on(factors: &[Factor], kind: EnergyKind, day: NaiveDate) -> Option<&Factor> {
    factors.iter().filter(|factor| factor.kind == kind && factor.from <= day).max_by_key(|factor| factor.from)
}

/// Grams of so many thousandths of a unit, rounded, halves away from zero: what is given back takes away what was counted for it.
#[must_use]
pub const fn grams(factor: &Factor, quantity: i64) -> i64 {
    quantity.signum() * ((factor.grams * quantity.abs() + 500) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(kind: EnergyKind, from: &str, grams: i64) -> Factor {
        let id = Co2FactorId(uuid::Uuid::nil());
        Factor { id, kind, from: from.parse().unwrap(), grams, source: "x".into(), to_confirm: true }
    }

    #[test]
    fn the_factor_that_began_last_holds() {
        use EnergyKind::{Diesel, Petrol};
        let all = [
            factor(Diesel, "2026-07-01", 2_600),
            factor(Diesel, "2020-01-01", 2_670),
            factor(Petrol, "2020-01-01", 2_420),
        ];
        let on = |kind, day: &str| factor_on(&all, kind, day.parse().unwrap()).map(|factor| factor.grams);
        assert_eq!((on(Diesel, "2026-06-30"), on(Diesel, "2026-07-01")), (Some(2_670), Some(2_600)));
        assert_eq!(
            (on(Petrol, "2026-07-01"), on(Petrol, "2019-12-31"), on(EnergyKind::Electricity, "2026-07-01")),
            (Some(2_420), None, None)
        );
        assert_eq!((grams(&all[1], 40_000), grams(&all[1], 1), grams(&all[2], 0)), (106_800, 3, 0));
    }
}
