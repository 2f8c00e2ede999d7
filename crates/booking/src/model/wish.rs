//! What somebody asks for, and how a bookable would answer it.

use kernel::{BookableId, LayoutId, PlaceId, UnitId, Zone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    finding::Finding,
    policy::{ClosedDay, PolicyBook, Presence},
};

/// What is asked of one bookable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// How many people come; 0 = does not matter.
    pub attendees: i64,
    /// What it must have, by code.
    pub features: Vec<String>,
    /// The layout asked for; `None` = whichever fits best.
    pub layout: Option<LayoutId>,
    /// Set-up minutes asked for; never less than layout and policy need.
    pub setup_minutes: Option<i64>,
    /// Clear-up minutes asked for; likewise.
    pub cleanup_minutes: Option<i64>,
}

/// A bookable that was picked, as it is kept with the booking for dates to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// Which one.
    pub id: BookableId,
    /// The layout asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout_id: Option<LayoutId>,
    /// Set-up minutes asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup_minutes: Option<i64>,
    /// Clear-up minutes asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleanup_minutes: Option<i64>,
}

impl Pick {
    /// The bookable with nothing special asked for.
    #[must_use]
    pub const fn plain(id: BookableId) -> Self {
        Self { id, layout_id: None, setup_minutes: None, cleanup_minutes: None }
    }
}

/// How a bookable would answer a wish, apart from time: said by its kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// The layout it would be set up in.
    pub layout: Option<LayoutId>,
    /// Set-up minutes that this layout needs.
    pub setup_minutes: i64,
    /// Clear-up minutes that this layout needs.
    pub cleanup_minutes: i64,
    /// What stands in the way: too small, something missing.
    pub findings: Vec<Finding>,
    /// The smaller, the better it fits (wasted seats).
    pub rank: i64,
    /// That somebody must come for it, as keys must be fetched; a policy that asks for it says when instead.
    pub presence: Option<Presence>,
}

/// A bookable with everything the engine needs to judge a wish.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which one.
    pub id: BookableId,
    /// Its kind: `room`.
    pub kind: String,
    /// Its code.
    pub code: String,
    /// Its name in four languages.
    pub names: kernel::Names,
    /// The site it is on.
    pub site: PlaceId,
    /// The zone of that site.
    pub zone: Zone,
    /// Whether it may no longer be booked.
    pub retired: bool,
    /// The units it stands for.
    pub units: Vec<UnitId>,
    /// The scopes it lies under, outermost first, itself last.
    pub chain: Vec<Uuid>,
    /// The policies along the chain.
    pub policies: PolicyBook,
    /// The closed days along the chain.
    pub closed_days: Vec<ClosedDay>,
}
