//! What a booking is, apart from its dates.

use kernel::{BookingId, Fold, Instant, OccurrenceId, PersonId, Recurrence, WallTime, Zone};

use super::{state::State, wish::Pick};

kernel::text_enum! {
    /// Who may know more than that something is reserved.
    pub enum Visibility {
        /// Every colleague.
        Normal = "normal",
        /// Host, maker, their delegates, and those who run the room.
        Private = "private",
        /// Host, maker and their delegates; whoever must approve it sees it too.
        Confidential = "confidential",
    }
}

kernel::text_enum! {
    /// What became of a request for approval.
    pub enum ApprovalState {
        /// Waits.
        Pending = "pending",
        /// Yes.
        Approved = "approved",
        /// No.
        Declined = "declined",
        /// No longer needed: withdrawn, moved or expired.
        Moot = "moot",
    }
}

kernel::text_enum! {
    /// What to do with dates of a series that do not fit.
    pub enum OnConflict {
        /// Book nothing.
        Fail = "fail",
        /// Leave those dates out, with a tombstone that says why.
        Skip = "skip",
    }
}

/// What a date of a series has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, not a state machine")]
pub struct Overridden {
    /// Its time or length.
    pub time: bool,
    /// Its rooms or layouts.
    pub room: bool,
    /// Its title.
    pub title: bool,
    /// Its headcount.
    pub attendees: bool,
}

impl Overridden {
    const WORDS: [&'static str; 4] = ["time", "room", "title", "attendees"];

    /// As the words of the API.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        let flags = [self.time, self.room, self.title, self.attendees];
        Self::WORDS.into_iter().zip(flags).filter(|(_, on)| *on).map(|(word, _)| word).collect()
    }

    /// From the words, separated by commas.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let has = |word| text.split(',').any(|part| part == word);
        Self { time: has("time"), room: has("room"), title: has("title"), attendees: has("attendees") }
    }
}

/// The series of a booking: from it all dates follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The wall-clock start of the first date.
    pub start: WallTime,
    /// How long each lasts.
    pub duration_minutes: i64,
    /// The zone of the wall clock.
    pub zone: Zone,
    /// Which of two instants is meant on the autumn night.
    pub fold: Fold,
    /// The rule; `None` = one time.
    pub recurrence: Option<Recurrence>,
    /// Dates beside the rule (RFC 5545 `RDATE`).
    pub extra_dates: Vec<WallTime>,
}

impl Series {
    /// All dates in order, each once.
    pub fn dates(&self) -> Result<Vec<WallTime>, kernel::recurrence::RecurrenceError> {
        let mut dates = match &self.recurrence {
            Some(rule) => rule.expand(self.start, self.zone)?,
            None => vec![self.start],
        };
        dates.extend(&self.extra_dates);
        dates.sort_unstable();
        dates.dedup();
        if dates.len() > kernel::recurrence::MAX_DATES {
            return Err(kernel::recurrence::RecurrenceError::TooLong);
        }
        Ok(dates)
    }
}

/// A booking as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Which one.
    pub id: BookingId,
    /// What it is called.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// Whom it is for.
    pub host: PersonId,
    /// Who made it; `None` = the system.
    pub created_by: Option<PersonId>,
    /// How many people come.
    pub attendees: i64,
    /// Who may know about it.
    pub visibility: Visibility,
    /// Its class of precedence.
    pub precedence: String,
    /// Who pays.
    pub cost_centre: Option<String>,
    /// When.
    pub series: Series,
    /// What was picked for dates to come.
    pub picks: Vec<Pick>,
    /// The booking it was split from.
    pub split_from: Option<BookingId>,
    /// The key under which it was imported.
    pub external_key: Option<String>,
    /// The fingerprint of what was imported.
    pub external_hash: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// One date as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Which one.
    pub id: OccurrenceId,
    /// Of which booking.
    pub booking: BookingId,
    /// The date as the rule gives it.
    pub original_start: WallTime,
    /// When it starts by the wall clock.
    pub start: WallTime,
    /// How long it lasts.
    pub duration_minutes: i64,
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Its state.
    pub state: State,
    /// Why it is in that state.
    pub reason: Option<String>,
    /// Its own title.
    pub title: Option<String>,
    /// Its own headcount.
    pub attendees: Option<i64>,
    /// What it has of its own.
    pub overridden: Overridden,
    /// From when one can check in; `None` = nobody has to.
    pub check_in_from: Option<Instant>,
    /// When it is released unless somebody checks in.
    pub release_at: Option<Instant>,
    /// Grows with every change.
    pub version: i64,
    /// What it holds, or held.
    pub claims: Vec<Claim>,
}

/// A date's hold on a bookable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which bookable.
    pub bookable: kernel::BookableId,
    /// The layout.
    pub layout: Option<kernel::LayoutId>,
    /// Set-up minutes in force.
    pub setup_minutes: i64,
    /// Clear-up minutes in force.
    pub cleanup_minutes: i64,
    /// Set-up + event + clear-up.
    pub blocked: kernel::Interval,
}
