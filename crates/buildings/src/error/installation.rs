//! What only installations, their meters and the plans of floors refuse.

use kernel::{Class, Instant, Problem};
use serde_json::{Map, Value, json};

/// What only installations, their meters and the plans of floors refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstallationProblem {
    /// A meter cannot show less than before, unless it was reset.
    #[error("the meter showed {before} before, and {reading} is less")]
    ReadingTooSmall {
        /// What was noted.
        reading: i64,
        /// What it showed before.
        before: i64,
        /// When that was.
        before_at: Instant,
    },
    /// A reading that is noted late shows more than one that came after it.
    #[error("the meter showed {after} later, and {reading} is more")]
    ReadingTooLarge {
        /// What was noted.
        reading: i64,
        /// What it showed later.
        after: i64,
        /// When that was.
        after_at: Instant,
    },
    /// There is a reading of that very moment.
    #[error("the meter was read at {read_at} already")]
    ReadTwice {
        /// The moment.
        read_at: Instant,
    },
    /// Contracts with the supplier are still in use.
    #[error("contracts in use: {0:?}")]
    SupplierInUse(Vec<String>),
    /// Spaces that were drawn would lie outside the new plan.
    #[error("outside the plan: {0:?}")]
    OutlinesOutside(Vec<String>),
    /// It has as many documents as it may have.
    #[error("more than {0} documents")]
    TooManyDocuments(u64),
}

impl Problem for InstallationProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::ReadingTooSmall { .. } => "reading_too_small",
            Self::ReadingTooLarge { .. } => "reading_too_large",
            Self::ReadTwice { .. } => "read_twice",
            Self::SupplierInUse(_) => "supplier_in_use",
            Self::OutlinesOutside(_) => "outlines_outside",
            Self::TooManyDocuments(_) => "too_many_documents",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::ReadingTooSmall { .. } | Self::ReadingTooLarge { .. } => Class::Refused,
            Self::ReadTwice { .. } | Self::SupplierInUse(_) | Self::OutlinesOutside(_) | Self::TooManyDocuments(_) => {
                Class::Conflict
            }
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::ReadingTooSmall { reading, before, before_at } => {
                json!({ "reading": reading, "before": before, "before_at": before_at })
            }
            Self::ReadingTooLarge { reading, after, after_at } => {
                json!({ "reading": reading, "after": after, "after_at": after_at })
            }
            Self::ReadTwice { read_at } => json!({ "read_at": read_at }),
            Self::SupplierInUse(contracts) => json!({ "contracts": contracts }),
            Self::OutlinesOutside(spaces) => json!({ "spaces": spaces }),
            Self::TooManyDocuments(max) => json!({ "max": max }),
        };
        if let Value::Object(data) = data { data } else { Map::new() }
    }
}
