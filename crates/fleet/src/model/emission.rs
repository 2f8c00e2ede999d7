//! What may enter a zone, and what may be bought, by rules that begin on a day.
//!
//! A rule holds for its fuel until the next one for that fuel begins. Where nobody wrote down a rule, nothing is known: that is
//! another answer than yes.

use chrono::NaiveDate;
use kernel::id::EmissionRuleId;

use super::vehicle::Fuel;

kernel::text_enum! {
    /// What a scheme decides about.
    pub enum EmissionSchemeKind {
        /// Who may enter.
        Zone = "zone",
        /// What may be bought or leased.
        Acquisition = "acquisition",
    }
}

kernel::text_enum! {
    /// What comes out of a vehicle, as rules tell it.
    pub enum RuleFuel {
        /// Nothing, from a battery.
        Electric = "electric",
        /// Nothing but water.
        Hydrogen = "hydrogen",
        /// Petrol, also beside a battery.
        Petrol = "petrol",
        /// Diesel, also beside a battery.
        Diesel = "diesel",
        /// Natural gas.
        Cng = "cng",
        /// Liquefied petroleum gas.
        Lpg = "lpg",
    }
}

kernel::text_enum! {
    /// The European emission norm of a vehicle, the cleaner the later.
    pub enum EuroNorm {
        /// Before Euro 1.
        Euro0 = "euro_0",
        /// Euro 1.
        Euro1 = "euro_1",
        /// Euro 2.
        Euro2 = "euro_2",
        /// Euro 3.
        Euro3 = "euro_3",
        /// Euro 4.
        Euro4 = "euro_4",
        /// Euro 5.
        Euro5 = "euro_5",
        /// Euro 6, of its first steps.
        Euro6 = "euro_6",
        /// Euro 6d, measured on the road.
        Euro6d = "euro_6d",
        /// Euro 7.
        Euro7 = "euro_7",
    }
}

kernel::text_enum! {
    /// Whom a rule admits.
    pub enum EmissionAdmits {
        /// All of that fuel.
        All = "all",
        /// Those of a norm or a later one.
        FromNorm = "from_norm",
        /// None.
        None = "none",
    }
}

impl Fuel {
    /// What rules on emissions take it for.
    #[must_use]
    pub const fn rule_fuel(self) -> RuleFuel {
        match self {
            Self::Electric => RuleFuel::Electric,
            Self::Hydrogen => RuleFuel::Hydrogen,
            Self::PlugInHybrid | Self::Petrol => RuleFuel::Petrol,
            Self::PlugInHybridDiesel | Self::Diesel => RuleFuel::Diesel,
            Self::Cng => RuleFuel::Cng,
            Self::Lpg => RuleFuel::Lpg,
        }
    }

    /// Whether nothing comes out of it.
    #[must_use]
    pub const fn is_zero_emission(self) -> bool {
        matches!(self, Self::Electric | Self::Hydrogen)
    }
}

/// What a scheme asks of a fuel from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which one.
    pub id: EmissionRuleId,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// Of which fuel.
    pub fuel: RuleFuel,
    /// Whom it admits.
    pub admits: EmissionAdmits,
    /// From which norm on.
    pub min_norm: Option<EuroNorm>,
    /// Which law says so.
    pub source: String,
    /// Whether somebody who knows the law has still to look at it.
    pub to_confirm: bool,
    /// Grows by one with each change.
    pub version: i64,
}

kernel::text_enum! {
    /// What a scheme answers.
    pub enum EmissionVerdict {
        /// Yes.
        Allowed = "allowed",
        /// No.
        Refused = "refused",
        /// No by the rule, but an exception is claimed.
        Excepted = "excepted",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

kernel::text_enum! {
    /// Why.
    pub enum EmissionReason {
        /// The rule admits all of that fuel.
        FuelAdmitted = "fuel_admitted",
        /// The norm is good enough.
        NormAdmitted = "norm_admitted",
        /// The norm is too old.
        NormTooOld = "norm_too_old",
        /// The rule admits nothing of that fuel.
        FuelRefused = "fuel_refused",
        /// The norm of the vehicle is not known.
        NormUnknown = "norm_unknown",
        /// No rule for that fuel is known on that day.
        NoRule = "no_rule",
    }
}

/// The answer of a scheme about a vehicle on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<'a> {
    /// What it is.
    pub verdict: EmissionVerdict,
    /// Why.
    pub reason: EmissionReason,
    /// The rule that decides.
    pub rule: Option<&'a Rule>,
    /// The last day on which the vehicle is allowed by the rules that are known; `None`: no end is known.
    pub allowed_until: Option<NaiveDate>,
    /// The rule that ends it.
    pub ended_by: Option<&'a Rule>,
}

/// What the rules of a scheme say about a fuel and a norm on a day.
#[must_use]
pub fn decide(rules: &[Rule], fuel: RuleFuel, norm: Option<EuroNorm>, on: NaiveDate) -> Decision<'_> {
    let mut own: Vec<&Rule> = rules.iter().filter(|rule| rule.fuel == fuel).collect();
    own.sort_by_key(|rule| rule.valid_from);
    let Some(rule) = own.iter().rev().find(|rule| rule.valid_from <= on).copied() else {
        let (verdict, reason) = (EmissionVerdict::Unknown, EmissionReason::NoRule);
        return Decision { verdict, reason, rule: None, allowed_until: None, ended_by: None };
    };
    let (verdict, reason) = ask(rule, norm);
    let ended_by = (verdict == EmissionVerdict::Allowed)
        .then(|| own.iter().find(|later| later.valid_from > on && ask(later, norm).0 != EmissionVerdict::Allowed))
        .flatten()
        .copied();
    let allowed_until = ended_by.and_then(|later| later.valid_from.pred_opt());
    Decision { verdict, reason, rule: Some(rule), allowed_until, ended_by }
}

fn ask(rule: &Rule, norm: Option<EuroNorm>) -> (EmissionVerdict, EmissionReason) {
    match (rule.admits, rule.min_norm, norm) {
        (EmissionAdmits::All, ..) => (EmissionVerdict::Allowed, EmissionReason::FuelAdmitted),
        (EmissionAdmits::None, ..) | (EmissionAdmits::FromNorm, None, _) => {
            (EmissionVerdict::Refused, EmissionReason::FuelRefused)
        }
        (EmissionAdmits::FromNorm, Some(_), None) => (EmissionVerdict::Unknown, EmissionReason::NormUnknown),
        (EmissionAdmits::FromNorm, Some(min), Some(norm)) if norm >= min => {
            (EmissionVerdict::Allowed, EmissionReason::NormAdmitted)
        }
        (EmissionAdmits::FromNorm, Some(_), Some(_)) => (EmissionVerdict::Refused, EmissionReason::NormTooOld),
    }
}

/// A scheme that is shipped: code, kind, names and rules.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its code.
    pub code: &'static str,
    /// What it decides about.
    pub kind: EmissionSchemeKind,
    /// nl, fr, de, en.
    pub names: [&'static str; 4],
    /// First day, fuel, whom it admits, from which norm, whether to be confirmed.
    pub rules: &'static [(&'static str, RuleFuel, EmissionAdmits, Option<EuroNorm>, bool)],
    /// Which law says so.
    pub source: &'static str,
}

/// What is shipped: the low-emission zone of Brussels and the federal rule on buying. To be looked at by somebody who knows the
/// law where it says so.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        code: "BE-BRU-LEZ",
        kind: EmissionSchemeKind::Zone,
        names: [
            "Lage-emissiezone Brussel",
            "Zone de basses émissions de Bruxelles",
            "Umweltzone Brüssel",
            "Brussels low-emission zone",
        ],
        rules: &[
            ("2026-01-01", RuleFuel::Diesel, EmissionAdmits::FromNorm, Some(EuroNorm::Euro6), false),
            ("2026-01-01", RuleFuel::Petrol, EmissionAdmits::FromNorm, Some(EuroNorm::Euro3), false),
            ("2028-01-01", RuleFuel::Diesel, EmissionAdmits::FromNorm, Some(EuroNorm::Euro6d), true),
            ("2028-01-01", RuleFuel::Petrol, EmissionAdmits::FromNorm, Some(EuroNorm::Euro4), true),
            ("2026-01-01", RuleFuel::Electric, EmissionAdmits::All, None, true),
            ("2026-01-01", RuleFuel::Hydrogen, EmissionAdmits::All, None, true),
        ],
        source: "Brussels low-emission zone: Euro 5 diesel and Euro 2 petrol are out from 1 January 2026, Euro 6 diesel and Euro 3 petrol from 2028",
    },
    Shipped {
        code: "BE-307SEPTIES",
        kind: EmissionSchemeKind::Acquisition,
        names: [
            "Omzendbrief 307septies: emissievrij aankopen",
            "Circulaire 307septies : achats zéro émission",
            "Rundschreiben 307septies: emissionsfreie Anschaffung",
            "Circular 307septies: buying zero-emission",
        ],
        rules: &[
            ("2024-07-01", RuleFuel::Electric, EmissionAdmits::All, None, false),
            ("2024-07-01", RuleFuel::Hydrogen, EmissionAdmits::All, None, false),
            ("2024-07-01", RuleFuel::Petrol, EmissionAdmits::None, None, false),
            ("2024-07-01", RuleFuel::Diesel, EmissionAdmits::None, None, false),
            ("2024-07-01", RuleFuel::Cng, EmissionAdmits::None, None, false),
            ("2024-07-01", RuleFuel::Lpg, EmissionAdmits::None, None, false),
        ],
        source: "Circular 307septies: since 1 July 2024 zero-emission only, with listed exceptions",
    },
];

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rules(code: &str) -> Vec<Rule> {
        let shipped = SHIPPED.iter().find(|one| one.code == code).unwrap();
        let rules = shipped.rules.iter().enumerate();
        rules
            .map(|(index, (from, fuel, admits, min_norm, to_confirm))| Rule {
                id: EmissionRuleId(Uuid::from_u128(index as u128)),
                valid_from: day(from),
                fuel: *fuel,
                admits: *admits,
                min_norm: *min_norm,
                source: shipped.source.to_owned(),
                to_confirm: *to_confirm,
                version: 1,
            })
            .collect()
    }

    #[test]
    fn brussels_on_both_sides_of_each_day() {
        use EmissionReason::{FuelAdmitted, NoRule, NormAdmitted, NormTooOld, NormUnknown};
        use EmissionVerdict::{Allowed, Refused, Unknown};
        use EuroNorm::{Euro2, Euro3, Euro4, Euro5, Euro6, Euro6d, Euro7};
        let rules = rules("BE-BRU-LEZ");
        let cases = [
            (Fuel::Diesel, Some(Euro5), "2025-12-31", Unknown, NoRule, None),
            (Fuel::Diesel, Some(Euro5), "2026-01-01", Refused, NormTooOld, None),
            (Fuel::Diesel, Some(Euro6), "2026-01-01", Allowed, NormAdmitted, Some("2027-12-31")),
            (Fuel::Diesel, Some(Euro6), "2027-12-31", Allowed, NormAdmitted, Some("2027-12-31")),
            (Fuel::Diesel, Some(Euro6), "2028-01-01", Refused, NormTooOld, None),
            (Fuel::Diesel, Some(Euro6d), "2026-01-01", Allowed, NormAdmitted, None),
            (Fuel::PlugInHybridDiesel, Some(Euro6), "2028-01-01", Refused, NormTooOld, None),
            (Fuel::Diesel, None, "2026-06-01", Unknown, NormUnknown, None),
            (Fuel::Petrol, Some(Euro2), "2026-01-01", Refused, NormTooOld, None),
            (Fuel::Petrol, Some(Euro3), "2026-01-01", Allowed, NormAdmitted, Some("2027-12-31")),
            (Fuel::Petrol, Some(Euro3), "2028-01-01", Refused, NormTooOld, None),
            (Fuel::Petrol, Some(Euro4), "2028-01-01", Allowed, NormAdmitted, None),
            (Fuel::PlugInHybrid, Some(Euro7), "2030-01-01", Allowed, NormAdmitted, None),
            (Fuel::Electric, None, "2026-01-01", Allowed, FuelAdmitted, None),
            (Fuel::Hydrogen, None, "2040-01-01", Allowed, FuelAdmitted, None),
            (Fuel::Cng, Some(Euro6), "2026-06-01", Unknown, NoRule, None),
            (Fuel::Lpg, Some(Euro6), "2026-06-01", Unknown, NoRule, None),
        ];
        for (fuel, norm, on, verdict, reason, until) in cases {
            let found = decide(&rules, fuel.rule_fuel(), norm, day(on));
            let case = format!("{fuel} {norm:?} {on}");
            assert_eq!((found.verdict, found.reason, found.allowed_until), (verdict, reason, until.map(day)), "{case}");
            assert_eq!(found.rule.is_none(), reason == NoRule, "{case}");
            assert_eq!(found.ended_by.is_some(), until.is_some(), "{case}");
        }
    }

    #[test]
    fn only_what_emits_nothing_is_bought() {
        let rules = rules("BE-307SEPTIES");
        let ask = |fuel: Fuel, on| decide(&rules, fuel.rule_fuel(), Some(EuroNorm::Euro7), day(on)).verdict;
        for &fuel in Fuel::ALL {
            assert_eq!(ask(fuel, "2024-06-30"), EmissionVerdict::Unknown, "{fuel}");
            let expected = if fuel.is_zero_emission() { EmissionVerdict::Allowed } else { EmissionVerdict::Refused };
            assert_eq!(ask(fuel, "2024-07-01"), expected, "{fuel}");
        }
    }

    #[test]
    fn a_rule_in_doubt_is_marked() {
        let marked: Vec<_> = rules("BE-BRU-LEZ").into_iter().filter(|rule| rule.to_confirm).collect();
        assert!(marked.iter().filter(|rule| rule.valid_from == day("2028-01-01")).count() == 2, "{marked:?}");
    }
}
