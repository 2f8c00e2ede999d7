//! Policies: dated versions attached to scopes, merged part by part from the outermost scope inwards.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};
use kernel::{Actor, FieldError, Instant, Names, OrgUnitId, PersonId, Role, field::in_range};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::ToSchema;
use uuid::Uuid;

/// The longest a booking may ever be, in minutes: 31 days.
pub const MAX_DURATION_MINUTES: i64 = 31 * 24 * 60;

/// The longest set-up or clear-up, in minutes: a week.
pub const MAX_BUFFER_MINUTES: i64 = 7 * 24 * 60;

/// The longest notice or horizon, in minutes: a hundred years.
const MAX_WINDOW_MINUTES: i64 = 100 * 366 * DAY_MINUTES;

/// The minutes of a day without a clock change.
const DAY_MINUTES: i64 = 24 * 60;

/// What one version of a policy says at one scope. An absent part is inherited from the scope around it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyParts {
    /// When it can be booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// How early, how late, how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Who may see, book, ask, override.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Who must agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Set-up and clear-up for every booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buffers: Option<Buffers>,
    /// Whether one has to check in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

/// A time of day to the minute, `24:00` for the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, example = "08:00")]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// From minutes since midnight, 0 to 1440.
    #[must_use]
    pub fn from_minutes(minutes: u32) -> Option<Self> {
        (minutes <= 1440).then_some(Self(minutes))
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "24:00" {
            return Ok(Self(1440));
        }
        NaiveTime::parse_from_str(&text, "%H:%M")
            .map(|time| Self(time.hour() * 60 + time.minute()))
            .map_err(|_| D::Error::custom(format!("'{text}' is not a time of day such as 08:00")))
    }
}

/// One stretch of a day in which it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// From.
    pub from: TimeOfDay,
    /// Until.
    pub to: TimeOfDay,
}

/// Bookable hours per weekday, by the wall clock of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Monday.
    #[serde(default)]
    pub monday: Vec<Open>,
    /// Tuesday.
    #[serde(default)]
    pub tuesday: Vec<Open>,
    /// Wednesday.
    #[serde(default)]
    pub wednesday: Vec<Open>,
    /// Thursday.
    #[serde(default)]
    pub thursday: Vec<Open>,
    /// Friday.
    #[serde(default)]
    pub friday: Vec<Open>,
    /// Saturday.
    #[serde(default)]
    pub saturday: Vec<Open>,
    /// Sunday.
    #[serde(default)]
    pub sunday: Vec<Open>,
    /// Whether it stays open on the closed days of the site's calendar.
    #[serde(default)]
    pub open_on_closed_days: bool,
}

impl Hours {
    /// Around the clock, every day, closed days included.
    #[must_use]
    pub fn always() -> Self {
        Self::every_day(vec![Open { from: TimeOfDay(0), to: TimeOfDay(1440) }], true)
    }

    /// The same on each day of the week.
    #[must_use]
    pub fn every_day(day: Vec<Open>, open_on_closed_days: bool) -> Self {
        Self {
            monday: day.clone(),
            tuesday: day.clone(),
            wednesday: day.clone(),
            thursday: day.clone(),
            friday: day.clone(),
            saturday: day.clone(),
            sunday: day,
            open_on_closed_days,
        }
    }

    /// The open stretches of a weekday.
    #[must_use]
    pub fn on(&self, day: Weekday) -> &[Open] {
        match day {
            Weekday::Mon => &self.monday,
            Weekday::Tue => &self.tuesday,
            Weekday::Wed => &self.wednesday,
            Weekday::Thu => &self.thursday,
            Weekday::Fri => &self.friday,
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
        }
    }
}

/// How early, how late, how long, and on which grid. Absent = no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// At least so many minutes before the start.
    #[serde(default)]
    pub min_notice_minutes: Option<i64>,
    /// At most so many days ahead.
    #[serde(default)]
    pub horizon_days: Option<i64>,
    /// At least so long.
    #[serde(default)]
    pub min_duration_minutes: Option<i64>,
    /// At most so long.
    #[serde(default)]
    pub max_duration_minutes: Option<i64>,
    /// Starts and ends on multiples of so many minutes after midnight.
    #[serde(default)]
    pub grid_minutes: Option<i64>,
}

/// A set of people: everyone, or whoever holds one of the roles there, belongs to one of the units, or is named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// Everybody who is signed in.
    #[serde(default)]
    pub everyone: bool,
    /// Holders of these roles for the place.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Members of these organisational units and the units below them.
    #[serde(default)]
    pub org_units: Vec<OrgUnitId>,
    /// These persons.
    #[serde(default)]
    pub persons: Vec<PersonId>,
}

impl Who {
    /// Everybody.
    #[must_use]
    pub fn everyone() -> Self {
        Self { everyone: true, ..Self::default() }
    }

    /// Holders of these roles.
    #[must_use]
    pub fn roles(roles: &[Role]) -> Self {
        Self { roles: roles.to_vec(), ..Self::default() }
    }

    /// Whether the actor belongs to it for something that lies under `chain`.
    #[must_use]
    pub fn includes(&self, actor: &Actor, chain: &[Uuid]) -> bool {
        self.everyone
            || actor.is_system()
            || (!self.roles.is_empty() && actor.has_any(&self.roles, chain))
            || self.org_units.iter().any(|unit| actor.org_units.contains(unit))
            || actor.person.is_some_and(|person| self.persons.contains(&person))
    }
}

/// Who may do what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Who may know that it exists.
    #[serde(default = "Who::everyone")]
    pub see: Who,
    /// Who may book at once.
    #[serde(default = "Who::everyone")]
    pub book: Who,
    /// Who may ask, when not among those who may book.
    #[serde(default)]
    pub ask: Who,
    /// For whom hours and window are advice only.
    #[serde(default, rename = "override")]
    pub may_override: Who,
}

impl Default for Audience {
    fn default() -> Self {
        Self { see: Who::everyone(), book: Who::everyone(), ask: Who::default(), may_override: Who::default() }
    }
}

/// Who must agree before a request is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PolicyApproval)]
pub struct Approval {
    /// The stages in order; empty = nobody needs to agree. One stage is supported.
    pub stages: Vec<Stage>,
    /// Whether a request holds its slot. When not, several may compete and the first approval declines the rest.
    #[serde(default = "yes")]
    pub holds: bool,
}

const fn yes() -> bool {
    true
}

/// One stage of approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Who may decide. They themselves book without asking.
    pub approvers: Who,
}

/// Minutes around every booking, unless its layout needs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Buffers {
    /// Before.
    pub setup_minutes: i64,
    /// After.
    pub cleanup_minutes: i64,
}

/// Whether one has to check in, and when an empty room is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Whether checking in is needed.
    pub check_in: bool,
    /// From how many minutes before the start one can check in.
    pub opens_before_minutes: i64,
    /// How many minutes after the start the room is released.
    pub release_after_minutes: i64,
}

impl Default for Presence {
    fn default() -> Self {
        Self { check_in: false, opens_before_minutes: 15, release_after_minutes: 15 }
    }
}

/// A day on which a scope is closed: a public holiday or one of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDay {
    /// Which day, by the wall calendar of the site.
    pub day: NaiveDate,
    /// What it is called.
    pub names: Names,
}

/// A policy with every part decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// When it can be booked.
    pub hours: Hours,
    /// How early, how late, how long.
    pub window: Window,
    /// Who may.
    pub audience: Audience,
    /// Who must agree.
    pub approval: Approval,
    /// Minutes around.
    pub buffers: Buffers,
    /// Checking in.
    pub presence: Presence,
}

impl Default for Policy {
    /// Where nothing is said, everything is open: the house decides its rules, not the product.
    fn default() -> Self {
        Self {
            hours: Hours::always(),
            window: Window::default(),
            audience: Audience::default(),
            approval: Approval { stages: vec![], holds: true },
            buffers: Buffers::default(),
            presence: Presence::default(),
        }
    }
}

/// One dated version at one scope of a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyVersion {
    /// The place in the chain, 0 = outermost.
    pub depth: i64,
    /// The scope.
    pub scope: Uuid,
    /// From when it holds.
    pub valid_from: Instant,
    /// What it says.
    pub parts: Arc<PolicyParts>,
}

/// All versions along a chain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolicyBook {
    versions: Vec<PolicyVersion>,
    /// What holds before the first era.
    base: Arc<Policy>,
    /// The merged policy from each instant on, in order: it is asked far more often than it changes.
    eras: Vec<(Instant, Arc<Policy>)>,
}

/// Where the parts of a policy in force come from: the scope of each, `None` = the default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    /// Of the hours.
    pub hours: Option<Uuid>,
    /// Of the window.
    pub window: Option<Uuid>,
    /// Of the audience.
    pub audience: Option<Uuid>,
    /// Of the approval.
    pub approval: Option<Uuid>,
    /// Of the buffers.
    pub buffers: Option<Uuid>,
    /// Of the presence.
    pub presence: Option<Uuid>,
}

impl PolicyBook {
    /// A book of these versions, in any order.
    #[must_use]
    pub fn new(mut versions: Vec<PolicyVersion>) -> Self {
        versions.sort_by_key(|version| (version.depth, version.valid_from));
        let mut book = Self { versions, ..Self::default() };
        let begins: BTreeSet<Instant> = book.versions.iter().map(|version| version.valid_from).collect();
        book.eras = begins.into_iter().map(|begin| (begin, Arc::new(book.explain(begin).0))).collect();
        book
    }

    /// The policy in force at an instant.
    #[must_use]
    pub fn at(&self, at: Instant) -> Arc<Policy> {
        let begun = self.eras.partition_point(|(begin, _)| *begin <= at);
        Arc::clone(begun.checked_sub(1).map_or(&self.base, |last| &self.eras[last].1))
    }

    /// The policy in force at an instant, and which scope each part comes from.
    #[must_use]
    pub fn explain(&self, at: Instant) -> (Policy, Origins) {
        let (mut policy, mut origins) = (Policy::default(), Origins::default());
        for (index, version) in self.versions.iter().enumerate() {
            let superseded =
                self.versions.get(index + 1).is_some_and(|next| next.depth == version.depth && next.valid_from <= at);
            if version.valid_from > at || superseded {
                continue;
            }
            let scope = Some(version.scope);
            let PolicyParts { hours, window, audience, approval, buffers, presence } = &*version.parts;
            if let Some(hours) = hours {
                (policy.hours, origins.hours) = (hours.clone(), scope);
            }
            if let Some(window) = window {
                (policy.window, origins.window) = (*window, scope);
            }
            if let Some(audience) = audience {
                (policy.audience, origins.audience) = (audience.clone(), scope);
            }
            if let Some(approval) = approval {
                (policy.approval, origins.approval) = (approval.clone(), scope);
            }
            if let Some(buffers) = buffers {
                (policy.buffers, origins.buffers) = (*buffers, scope);
            }
            if let Some(presence) = presence {
                (policy.presence, origins.presence) = (*presence, scope);
            }
        }
        (policy, origins)
    }
}

impl PolicyParts {
    /// Whether the numbers make sense; otherwise the first field that does not, with what is allowed.
    pub fn check(&self) -> Result<(), FieldError> {
        if let Some(hours) = &self.hours {
            hours.check()?;
        }
        if let Some(window) = &self.window {
            window.check()?;
        }
        if let Some(approval) = &self.approval {
            let stages = i64::try_from(approval.stages.len()).unwrap_or(i64::MAX);
            in_range("approval.stages", stages, 0, 1)?;
        }
        if let Some(Buffers { setup_minutes, cleanup_minutes }) = self.buffers {
            in_range("buffers.setup_minutes", setup_minutes, 0, MAX_BUFFER_MINUTES)?;
            in_range("buffers.cleanup_minutes", cleanup_minutes, 0, MAX_BUFFER_MINUTES)?;
        }
        if let Some(Presence { opens_before_minutes, release_after_minutes, .. }) = self.presence {
            in_range("presence.opens_before_minutes", opens_before_minutes, 0, DAY_MINUTES)?;
            in_range("presence.release_after_minutes", release_after_minutes, 0, DAY_MINUTES)?;
        }
        Ok(())
    }
}

impl Hours {
    /// Each stretch ends after it begins, and begins when the one before it has ended.
    fn check(&self) -> Result<(), FieldError> {
        let days = [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ];
        for (day, stretches) in days {
            let mut earliest = TimeOfDay(0);
            for (index, open) in stretches.iter().enumerate() {
                let path = |end| format!("hours.{day}[{index}].{end}");
                let (latest, after) = (TimeOfDay(1439), TimeOfDay(open.from.0 + 1));
                if !(earliest..=latest).contains(&open.from) {
                    return Err(FieldError::out_of_range(path("from"), open.from, earliest, latest));
                }
                if open.to <= open.from {
                    return Err(FieldError::out_of_range(path("to"), open.to, after, TimeOfDay(1440)));
                }
                earliest = open.to;
            }
        }
        Ok(())
    }
}

impl Window {
    fn check(&self) -> Result<(), FieldError> {
        let Self { min_notice_minutes, horizon_days, min_duration_minutes, max_duration_minutes, grid_minutes } = *self;
        // A shortest length may not be longer than the longest.
        let longest = max_duration_minutes.unwrap_or(MAX_WINDOW_MINUTES);
        let limits = [
            ("window.min_notice_minutes", min_notice_minutes, MAX_WINDOW_MINUTES),
            ("window.horizon_days", horizon_days, MAX_WINDOW_MINUTES / DAY_MINUTES),
            ("window.max_duration_minutes", max_duration_minutes, MAX_WINDOW_MINUTES),
            ("window.min_duration_minutes", min_duration_minutes, longest),
        ];
        for (field, value, max) in limits {
            if let Some(value) = value {
                in_range(field, value, 0, max)?;
            }
        }
        if let Some(grid) = grid_minutes {
            in_range("window.grid_minutes", grid, 1, DAY_MINUTES)?;
            if DAY_MINUTES % grid != 0 {
                return Err(FieldError::new("window.grid_minutes", "uneven_grid").within(grid, 1, DAY_MINUTES));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
