//! What an event of a file asks for from now on: its dates to come, each with its own time where it was changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;
use kernel::{Fold, Instant, Recurrence, WallTime, Zone, recurrence::RecurrenceError, wall::Resolved};

use crate::{
    commands::create_booking::{MAX_TEXT, MAX_TITLE},
    ical::{EventClass, EventStatus, ImportedEvent, ImportedSeries},
    model::booking::{Series, Visibility},
};

use super::report::Outcome;

/// One date that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WantedDate {
    /// The date as the series gives it.
    pub(super) original_start: WallTime,
    /// When it starts, on the wall of the series.
    pub(super) start: WallTime,
    pub(super) fold: Fold,
    pub(super) duration_minutes: i64,
    /// Its own title.
    pub(super) title: Option<String>,
}

/// A booking that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) visibility: Visibility,
    pub(super) series: Series,
    pub(super) dates: Vec<WantedDate>,
    /// Dates of the series that do not take place.
    pub(super) left_out: Vec<WallTime>,
    /// How many dates are past.
    pub(super) past: usize,
    /// Where an endless rule was cut.
    pub(super) bounded_at: Option<WallTime>,
}

/// From when to when dates are taken, and what to call what has no name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) now: Instant,
    /// Endless rules end here.
    pub(super) until: Instant,
    pub(super) untitled: &'a str,
}

/// What a series asks for, or what becomes of it when it asks for nothing.
pub(super) fn wanted(series: &ImportedSeries, frame: Frame<'_>) -> Result<Result<Wanted, Outcome>, RecurrenceError> {
    let master = &series.master;
    if !takes_time(master) {
        return Ok(Err(Outcome::NotBlocking));
    }
    let zone = master.zone;
    let Run { start, rule, dates, past, bounded_at } = run(master, frame)?;
    let changed: BTreeMap<WallTime, &ImportedEvent> =
        series.overrides.iter().filter_map(|event| Some((event.recurrence_id?, event))).collect();
    let excluded: BTreeSet<WallTime> = master.exdates.iter().copied().collect();
    let to_come = |date: &WallTime| date.instant_or_next(zone) >= frame.now;

    // Dates beside the rule: listed ones, and changed ones that the rule (from now on) does not have.
    let by_rule: BTreeSet<WallTime> = dates.iter().copied().collect();
    let listed = master.rdates.iter().filter(|date| to_come(date)).copied();
    let moved_here = changed.iter().filter(|(_, event)| takes_time(event) && event.starts_at() >= frame.now);
    let extra: BTreeSet<WallTime> = listed
        .chain(moved_here.map(|(date, _)| *date))
        .filter(|date| !by_rule.contains(date) && date.instant_or_next(zone) <= frame.until)
        .collect();

    let minutes = master.length.minutes(master.starts_at(), zone);
    let mut found = Vec::new();
    let mut left_out = Vec::new();
    for date in by_rule.union(&extra).copied() {
        match changed.get(&date) {
            Some(event) if takes_time(event) && event.starts_at() >= frame.now => {
                found.push(changed_date(date, event, master));
            }
            None if !excluded.contains(&date) => found.push(plain_date(date, master)),
            _ => left_out.push(date),
        }
    }
    if found.is_empty() {
        return Ok(Err(if past > 0 || left_out.is_empty() { Outcome::Past } else { Outcome::NotBlocking }));
    }
    // A single date that changed is no series with a changed date.
    let mut extra_dates: Vec<WallTime> = extra.into_iter().collect();
    let start = match (&rule, start) {
        (Some(_), start) => start,
        (None, start) if by_rule.contains(&start) => start,
        (None, _) => extra_dates.remove(0),
    };
    Ok(Ok(Wanted {
        title: title(master, frame.untitled),
        description: master.description.as_deref().map(|text| cut(text, MAX_TEXT)),
        visibility: match master.class {
            EventClass::Public => Visibility::Normal,
            EventClass::Private => Visibility::Private,
            EventClass::Confidential => Visibility::Confidential,
        },
        series: Series { start, duration_minutes: minutes, zone, fold: master.fold, recurrence: rule, extra_dates },
        dates: found,
        left_out,
        past,
        bounded_at,
    }))
}

fn takes_time(event: &ImportedEvent) -> bool {
    event.blocks && event.status != EventStatus::Cancelled
}

fn plain_date(date: WallTime, master: &ImportedEvent) -> WantedDate {
    // The first date knows which of two instants it means; the others mean the first.
    let fold = if date == master.start { master.fold } else { Fold::First };
    let starts_at = date.instant(master.zone, fold).unwrap_or_else(|_| date.instant_or_next(master.zone));
    let duration_minutes = master.length.minutes(starts_at, master.zone);
    WantedDate { original_start: date, start: date, fold, duration_minutes, title: None }
}

fn changed_date(date: WallTime, event: &ImportedEvent, master: &ImportedEvent) -> WantedDate {
    let starts_at = event.starts_at();
    let start = WallTime::at(starts_at, master.zone);
    let fold = match start.resolve(master.zone) {
        Resolved::Twice(_, second) if second == starts_at => Fold::Second,
        _ => Fold::First,
    };
    let own_title = !event.summary.is_empty() && event.summary != master.summary;
    WantedDate {
        original_start: date,
        start,
        fold,
        duration_minutes: event.length.minutes(starts_at, event.zone),
        title: own_title.then(|| title(event, "")).filter(|title| !title.is_empty()),
    }
}

fn title(event: &ImportedEvent, untitled: &str) -> String {
    let one_line = event.summary.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.is_empty() { untitled.to_owned() } else { cut(&one_line, MAX_TITLE) }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// The dates of a rule that are to come.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    start: WallTime,
    rule: Option<Recurrence>,
    dates: Vec<WallTime>,
    past: usize,
    bounded_at: Option<WallTime>,
}

fn run(master: &ImportedEvent, frame: Frame<'_>) -> Result<Run, RecurrenceError> {
    let (start, zone) = (master.start, master.zone);
    let Some(rule) = &master.rule else {
        let past = master.starts_at() < frame.now;
        let dates = if past { vec![] } else { vec![start] };
        return Ok(Run { start, rule: None, dates, past: usize::from(past), bounded_at: None });
    };
    let is_past = |date: &WallTime| date.instant_or_next(zone) < frame.now;
    if !rule.is_endless() {
        let mut dates = rule.expand(start, zone)?;
        let (total, past) = (dates.len(), dates.partition_point(is_past));
        dates.drain(..past);
        let Some(first) = dates.first().copied() else {
            return Ok(Run { start, rule: None, dates, past, bounded_at: None });
        };
        let (start, rule) = if past == 0 { (start, rule.clone()) } else { (first, rule.split(past, total).1) };
        return Ok(Run { start, rule: Some(rule), dates, past, bounded_at: None });
    }
    let mut last = WallTime::at(frame.until, zone);
    let Some((first, past)) = first_to_come(rule, start, zone, last, is_past)? else {
        return Ok(Run { start, rule: None, dates: vec![], past: 1, bounded_at: None });
    };
    let from = if past == 0 { start } else { first };
    let mut bounded = rule.until(last, zone);
    let mut dates = bounded.expand(from, zone);
    if dates == Err(RecurrenceError::TooLong) {
        last = later(first, 2);
        bounded = rule.until(last, zone);
        dates = bounded.expand(from, zone);
    }
    Ok(Run { start: from, rule: Some(bounded), dates: dates?, past, bounded_at: Some(last) })
}

/// The first date of an endless rule that is not past, and how many are. It is followed in steps, since it may have begun
/// long ago: each step begins with a date of the one before, which keeps its rhythm.
fn first_to_come(
    rule: &Recurrence,
    start: WallTime,
    zone: Zone,
    last: WallTime,
    is_past: impl Fn(&WallTime) -> bool,
) -> Result<Option<(WallTime, usize)>, RecurrenceError> {
    let (mut from, mut past, mut years) = (start, 0, 2);
    loop {
        let edge = later(from, years).min(last);
        let dates = match rule.until(edge, zone).expand(from, zone) {
            Ok(dates) => dates,
            Err(RecurrenceError::Empty | RecurrenceError::EndsBeforeStart | RecurrenceError::Unreadable(_)) => vec![],
            Err(error) => return Err(error),
        };
        let gone = dates.partition_point(&is_past);
        if let Some(first) = dates.get(gone) {
            return Ok(Some((*first, past + gone)));
        }
        if edge == last {
            return Ok(None);
        }
        match dates.last() {
            // It stands at the head of the next step and is counted there.
            Some(reached) if *reached > from => {
                past += gone - 1;
                from = *reached;
            }
            _ => years *= 2,
        }
    }
}

fn later(at: WallTime, years: u32) -> WallTime {
    let months = Months::new(years.saturating_mul(12).min(12 * 400));
    WallTime::new(at.naive().checked_add_months(months).unwrap_or(at.naive()))
}

#[cfg(test)]
#[path = "wanted_tests.rs"]
mod tests;
