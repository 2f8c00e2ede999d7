//! What could not be read, where, and why.

kernel::text_enum! {
    /// What a problem means for the event it stands in.
    pub enum Severity {
        /// The event, or the whole file, was not taken.
        Refused = "refused",
        /// It was taken; the reader should know something about it.
        Notice = "notice",
    }
}

kernel::text_enum! {
    /// Why; the texts of all languages hang on these words.
    pub enum Code {
        /// There is no `BEGIN:VCALENDAR` in it.
        NotACalendar = "not_a_calendar",
        /// More bytes than are taken at once.
        TooLarge = "too_large",
        /// More events than are taken at once; the rest was left.
        TooManyEvents = "too_many_events",
        /// More problems than are listed; the rest was counted only.
        TooManyProblems = "too_many_problems",
        /// Bytes that are not UTF-8.
        WrongEncoding = "wrong_encoding",
        /// Not a content line: `NAME:value`.
        UnreadableLine = "unreadable_line",
        /// Outside `BEGIN:VCALENDAR` … `END:VCALENDAR`.
        OutsideCalendar = "outside_calendar",
        /// The file ends inside the calendar: it may have been cut off.
        CalendarNotEnded = "calendar_not_ended",
        /// A component that was begun and not ended.
        ComponentNotEnded = "component_not_ended",
        /// An `END` without its `BEGIN`.
        WrongEnd = "wrong_end",
        /// Components nested deeper than any calendar nests them.
        TooDeep = "too_deep",
        /// A task, a journal entry or free/busy times: not an event.
        ComponentSkipped = "component_skipped",
        /// Another version of the format than 2.0.
        VersionUnsupported = "version_unsupported",
        /// The message is an answer or a question about an event, not an event.
        MethodUnsupported = "method_unsupported",
        /// No `UID`: a second import could not know it again.
        MissingUid = "missing_uid",
        /// No `DTSTART`.
        MissingStart = "missing_start",
        /// A property that may stand once stands twice.
        RepeatedProperty = "repeated_property",
        /// A value that the format does not define.
        UnknownValue = "unknown_value",
        /// Not a date or a date with time.
        UnreadableDate = "unreadable_date",
        /// Not a duration.
        UnreadableDuration = "unreadable_duration",
        /// A year in which nothing is planned.
        YearOutOfRange = "year_out_of_range",
        /// The night the clock goes forward leaves this time out.
        TimeDoesNotExist = "time_does_not_exist",
        /// It ends before it starts.
        EndBeforeStart = "end_before_start",
        /// It takes no time.
        NoLength = "no_length",
        /// Longer than a year.
        TooLong = "too_long",
        /// `DTEND` and `DURATION` disagree.
        EndContradictsDuration = "end_contradicts_duration",
        /// A whole day where a time is expected, or the other way round.
        MixedDateKinds = "mixed_date_kinds",
        /// Rooms are booked by the minute; the seconds were dropped.
        SecondsDropped = "seconds_dropped",
        /// A time without a zone; read in the zone of the room.
        FloatingTime = "floating_time",
        /// Repeats at a time of day in UTC, so it moves by an hour when the clocks change.
        RepeatsInUtc = "repeats_in_utc",
        /// Not a recurrence rule.
        UnreadableRule = "unreadable_rule",
        /// Repeats more often than daily.
        RuleTooFrequent = "rule_too_frequent",
        /// Has more dates than a series may have.
        TooManyDates = "too_many_dates",
        /// The rule yields no date.
        RuleWithoutDates = "rule_without_dates",
        /// More than one rule in one event.
        SeveralRules = "several_rules",
        /// `EXRULE`, withdrawn from the standard in 2009.
        ExclusionRule = "exclusion_rule",
        /// `RDATE` with a length of its own.
        PeriodUnsupported = "period_unsupported",
        /// The first date does not follow the rule; it is no date of the series.
        StartOutsideRule = "start_outside_rule",
        /// The rule ends in a year so far off that it is read as endless.
        FarUntil = "far_until",
        /// A zone that is neither known by name nor equal to a known one by its definition.
        UnknownZone = "unknown_zone",
        /// The zone's name says one thing, the definition in the file another.
        ZoneContradiction = "zone_contradiction",
        /// The definition of a zone cannot be read.
        UnreadableZoneDefinition = "unreadable_zone_definition",
        /// The zone has no known name; by its definition it equals the one named.
        ZoneByDefinition = "zone_by_definition",
        /// The same event again; the newer of the two counts.
        DuplicateEvent = "duplicate_event",
        /// A changed date whose series is not in the file; taken as a single event.
        OverrideWithoutSeries = "override_without_series",
        /// A changed date of a series that was refused.
        SeriesRefused = "series_refused",
        /// A changed date that the series does not have.
        OverrideWithoutDate = "override_without_date",
        /// A changed date that cannot be read; the series was taken without it.
        DateLeftOut = "date_left_out",
        /// A left-out date that the series does not have.
        ExclusionWithoutDate = "exclusion_without_date",
        /// A change of this and all following dates.
        ThisAndFuture = "this_and_future",
        /// A changed date with a rule of its own.
        OverrideWithRule = "override_with_rule",
    }
}

/// One thing that could not be read as it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LineProblem {
    /// The line in the file as an editor counts it, from 1: the first physical line of a folded one.
    pub line: usize,
    /// Why.
    pub code: Code,
    /// Whether what it stands in was taken all the same.
    pub severity: Severity,
    /// The offending text or the numbers behind it, in English, for a log; shortened.
    pub detail: String,
    /// The `UID` of the event it stands in, when that is known.
    pub uid: Option<String>,
}

/// How long a detail may be, in characters.
const DETAIL: usize = 160;

/// How many problems are listed one by one.
pub(super) const MAX_PROBLEMS: usize = 1000;

/// A reason to refuse an event: line, code, detail.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub(super) line: usize,
    pub(super) code: Code,
    pub(super) detail: String,
}

impl Refusal {
    pub(super) fn new(line: usize, code: Code, detail: impl Into<String>) -> Self {
        Self { line, code, detail: detail.into() }
    }
}

/// Collects problems, up to a bound.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<LineProblem>,
    beyond: usize,
}

impl Problems {
    pub(super) fn notice(&mut self, line: usize, code: Code, detail: impl AsRef<str>, uid: Option<&str>) {
        self.push(line, code, Severity::Notice, detail.as_ref(), uid);
    }

    pub(super) fn refuse(&mut self, refusal: &Refusal, uid: Option<&str>) {
        self.push(refusal.line, refusal.code, Severity::Refused, &refusal.detail, uid);
    }

    fn push(&mut self, line: usize, code: Code, severity: Severity, detail: &str, uid: Option<&str>) {
        if self.list.len() >= MAX_PROBLEMS {
            self.beyond += 1;
            return;
        }
        self.list.push(LineProblem {
            line,
            code,
            severity,
            detail: shorten(detail, DETAIL),
            uid: uid.map(|uid| shorten(uid, DETAIL)),
        });
    }

    /// All of them in the order of the file.
    pub(super) fn into_vec(mut self) -> Vec<LineProblem> {
        self.list.sort_by_key(|problem| problem.line);
        if self.beyond > 0 {
            let line = self.list.last().map_or(1, |problem| problem.line);
            self.list.push(LineProblem {
                line,
                code: Code::TooManyProblems,
                severity: Severity::Notice,
                detail: format!("{} more problems are not listed", self.beyond),
                uid: None,
            });
        }
        self.list
    }
}

/// The beginning of a text, at most so many characters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
