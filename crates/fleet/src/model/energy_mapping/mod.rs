//! How the statements of a supplier are read: numbers, days and columns as each of them writes them.

use std::collections::BTreeMap;

use kernel::{FieldError, field::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::energy::EnergyKind;

mod reading;

pub use reading::{decimal, in_utf8, moment};

/// The longest head of a column, word for a kind or number of a card, in characters.
const MAX_TEXT: usize = 120;
/// The most words or cards that a mapping knows.
const MAX_WORDS: usize = 500;

kernel::text_enum! {
    /// What stands between the cells of a file.
    pub enum Separator {
        /// Whatever is there most often.
        Auto = "auto",
        /// `,`
        Comma = "comma",
        /// `;`
        Semicolon = "semicolon",
        /// A tab.
        Tab = "tab",
    }
}

kernel::text_enum! {
    /// What stands before the decimals of a number.
    pub enum DecimalMark {
        /// `1.234,56`
        Comma = "comma",
        /// `1,234.56`
        Point = "point",
    }
}

kernel::text_enum! {
    /// In which order the parts of a day stand.
    pub enum DayOrder {
        /// `2026-12-31`
        YearMonthDay = "year_month_day",
        /// `31/12/2026`
        DayMonthYear = "day_month_year",
        /// `12/31/2026`
        MonthDayYear = "month_day_year",
    }
}

kernel::text_enum! {
    /// In what quantities are given.
    pub enum QuantityUnit {
        /// Litres, kilowatt-hours, kilograms.
        Whole = "whole",
        /// Millilitres, watt-hours, grams.
        Thousandths = "thousandths",
    }
}

impl Separator {
    /// The byte, where it is told.
    #[must_use]
    pub const fn byte(self) -> Option<u8> {
        match self {
            Self::Auto => None,
            Self::Comma => Some(b','),
            Self::Semicolon => Some(b';'),
            Self::Tab => Some(b'\t'),
        }
    }
}

/// Under which heads the columns of a file stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnergyColumns {
    /// The day, or the day and the time.
    pub day: String,
    /// The time, where it has a column of its own.
    pub time: Option<String>,
    /// The number plate.
    pub plate: Option<String>,
    /// The number of the card.
    pub card: Option<String>,
    /// What was taken.
    pub kind: Option<String>,
    /// How much.
    pub quantity: String,
    /// What it cost, in units of the currency.
    pub amount: String,
    /// The currency.
    pub currency: Option<String>,
    /// What the odometer showed.
    pub odometer: Option<String>,
    /// Where.
    pub station: Option<String>,
    /// By which the supplier knows it.
    pub reference: Option<String>,
}

/// How the statements of a supplier are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnergyMapping {
    /// What stands between cells.
    pub separator: Separator,
    /// What stands before decimals.
    pub decimal: DecimalMark,
    /// In which order the parts of a day stand.
    pub day_order: DayOrder,
    /// In what quantities are given.
    pub unit: QuantityUnit,
    /// What was taken, where there is no column for it or its word is not among `kinds`.
    pub kind: Option<EnergyKind>,
    /// What the supplier calls each kind, without regard to case.
    #[serde(default)]
    pub kinds: BTreeMap<String, EnergyKind>,
    /// Which vehicle, by its code, has which card, where no plate says it.
    #[serde(default)]
    pub cards: BTreeMap<String, String>,
    /// The columns.
    pub columns: EnergyColumns,
}

impl EnergyMapping {
    /// Refuses a mapping by which nothing could be read.
    pub fn check(&self) -> Result<(), FieldError> {
        let columns = &self.columns;
        for (field, head) in [
            ("columns.day", &columns.day),
            ("columns.quantity", &columns.quantity),
            ("columns.amount", &columns.amount),
        ] {
            if one_line(field, head, MAX_TEXT)?.is_empty() {
                return Err(FieldError::new(field, "required"));
            }
        }
        if columns.plate.is_none() && columns.card.is_none() {
            return Err(FieldError::new("columns.plate", "required"));
        }
        if columns.kind.is_none() && self.kind.is_none() {
            return Err(FieldError::new("kind", "required"));
        }
        if self.kinds.len() > MAX_WORDS || self.cards.len() > MAX_WORDS {
            return Err(FieldError::new("cards", "invalid"));
        }
        Ok(())
    }

    /// Our columns with the heads that they have in the file.
    #[must_use]
    pub fn heads(&self) -> Vec<(&'static str, &str)> {
        let columns = &self.columns;
        let needed = [("day", &columns.day), ("quantity", &columns.quantity), ("amount", &columns.amount)];
        let more = [
            ("time", &columns.time),
            ("plate", &columns.plate),
            ("card", &columns.card),
            ("kind", &columns.kind),
            ("currency", &columns.currency),
            ("odometer", &columns.odometer),
            ("station", &columns.station),
            ("reference", &columns.reference),
        ];
        let more = more.into_iter().filter_map(|(name, head)| Some((name, head.as_deref()?)));
        needed.into_iter().map(|(name, head)| (name, head.as_str())).chain(more).collect()
    }

    /// What a word of the file means.
    #[must_use]
    pub fn kind_of(&self, word: Option<&str>) -> Option<EnergyKind> {
        let word = word.map(str::to_lowercase);
        let told = word
            .as_deref()
            .and_then(|word| self.kinds.iter().find(|(known, _)| known.to_lowercase() == word).map(|(_, kind)| *kind));
        told.or_else(|| word.as_deref().and_then(|word| word.parse().ok())).or(self.kind)
    }
}
