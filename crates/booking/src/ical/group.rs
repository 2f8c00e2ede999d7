//! Puts the events of one `UID` together: a series and its changed dates.

use std::collections::HashMap;

use super::event::{Draft, Place};
use super::model::{EventStatus, ImportedSeries};
use super::problem::{Code, Problems, Refusal};
use super::recurring;
use super::values::Stamp;
use super::zones::Zones;

/// An event that was refused, as far as it is known.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) uid: Option<String>,
    pub(super) line: usize,
    /// What it was.
    pub(super) part: Part,
    /// Whether it takes the rest of its series with it.
    pub(super) takes_all: bool,
}

/// What an event was in its series.
#[derive(Debug)]
pub(super) enum Part {
    /// The series itself, or a single event.
    Master,
    /// The change of that date.
    Changed(Stamp),
    /// The change of a date that cannot be read.
    ChangedUnknown,
}

#[derive(Default)]
struct Family {
    master: Option<Draft>,
    overrides: Vec<Draft>,
    refused_master: bool,
    refused_all: bool,
    refused_dates: Vec<(usize, Option<Stamp>)>,
}

/// The series of one calendar, in the order of their first lines.
pub(super) fn series(
    drafts: Vec<Draft>,
    refused: Vec<Refused>,
    zones: &Zones,
    problems: &mut Problems,
) -> Vec<ImportedSeries> {
    let mut families: HashMap<String, Family> = HashMap::new();
    for refused in refused {
        let Some(uid) = refused.uid else { continue };
        let family = families.entry(uid).or_default();
        family.refused_all |= refused.takes_all;
        match refused.part {
            Part::Master => family.refused_master = true,
            Part::Changed(date) => family.refused_dates.push((refused.line, Some(date))),
            Part::ChangedUnknown => family.refused_dates.push((refused.line, None)),
        }
    }
    for draft in drafts {
        let family = families.entry(draft.event.uid.clone()).or_default();
        if draft.recurrence_id.is_some() {
            family.overrides.push(draft);
        } else {
            family.master = Some(match family.master.take() {
                Some(other) => newer(other, draft, problems),
                None => draft,
            });
        }
    }
    let mut found: Vec<ImportedSeries> =
        families.into_values().flat_map(|family| family.series(zones, problems)).collect();
    found.sort_by_key(|series| series.master.line);
    found
}

/// Of two versions of the same event the one revised more often, then the one written later, then the first.
fn newer(one: Draft, other: Draft, problems: &mut Problems) -> Draft {
    let age = |draft: &Draft| (draft.event.sequence, draft.modified);
    let (kept, dropped) = if age(&other) > age(&one) { (other, one) } else { (one, other) };
    let detail = format!("the version in line {} counts", kept.event.line);
    problems.notice(dropped.event.line, Code::DuplicateEvent, detail, Some(&dropped.event.uid));
    kept
}

impl Family {
    fn series(self, zones: &Zones, problems: &mut Problems) -> Vec<ImportedSeries> {
        let Self { master, overrides, refused_master, refused_all, refused_dates } = self;
        if refused_all || (refused_master && master.is_none()) {
            for draft in master.iter().chain(&overrides) {
                let detail = "another part of its series was refused";
                let refusal = Refusal::new(draft.event.line, Code::SeriesRefused, detail);
                problems.refuse(&refusal, Some(&draft.event.uid));
            }
            return Vec::new();
        }
        match master {
            Some(master) => vec![with_overrides(master, overrides, &refused_dates, zones, problems)],
            None => orphans(overrides, zones, problems),
        }
    }
}

/// Changed dates without their series: each is an event of its own.
fn orphans(overrides: Vec<Draft>, zones: &Zones, problems: &mut Problems) -> Vec<ImportedSeries> {
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in overrides {
        let event = &draft.event;
        let place = Place { wall: event.start, zone: event.zone, tzid: draft.tzid.as_deref(), all_day: event.all_day };
        let Some(stamp) = &draft.recurrence_id else { continue };
        match place.wall(stamp, zones) {
            Ok(date) => draft.event.recurrence_id = Some(date),
            Err(refusal) => {
                problems.refuse(&refusal, Some(&draft.event.uid));
                continue;
            }
        }
        put(&mut kept, draft, problems);
    }
    kept.into_iter()
        .map(|draft| {
            problems.notice(
                draft.event.line,
                Code::OverrideWithoutSeries,
                "taken as a single event",
                Some(&draft.event.uid),
            );
            ImportedSeries { master: draft.event, overrides: Vec::new() }
        })
        .collect()
}

/// Adds a changed date; of two for the same date the newer stays.
fn put(kept: &mut Vec<Draft>, draft: Draft, problems: &mut Problems) {
    match kept.iter().position(|other| other.event.recurrence_id == draft.event.recurrence_id) {
        Some(at) => {
            let other = kept.swap_remove(at);
            kept.push(newer(other, draft, problems));
        }
        None => kept.push(draft),
    }
}

fn with_overrides(
    master: Draft,
    overrides: Vec<Draft>,
    refused_dates: &[(usize, Option<Stamp>)],
    zones: &Zones,
    problems: &mut Problems,
) -> ImportedSeries {
    let Draft { event: mut master, tzid, .. } = master;
    let uid = master.uid.clone();
    let place = Place { wall: master.start, zone: master.zone, tzid: tzid.as_deref(), all_day: master.all_day };
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in overrides {
        let Some(stamp) = &draft.recurrence_id else { continue };
        match place.wall(stamp, zones) {
            Ok(date) => {
                draft.event.recurrence_id = Some(date);
                put(&mut kept, draft, problems);
            }
            Err(refusal) => problems.refuse(&refusal, Some(&uid)),
        }
    }
    // A changed date that could not be read does not take place where the rule has it; where it does is not known.
    for (line, stamp) in refused_dates {
        match stamp.as_ref().and_then(|stamp| place.wall(stamp, zones).ok()) {
            Some(date) => {
                master.exdates.push(date);
                problems.notice(*line, Code::DateLeftOut, format!("{date} was left out of its series"), Some(&uid));
            }
            None => problems.notice(*line, Code::DateLeftOut, "one date of the series may be wrong", Some(&uid)),
        }
    }
    // A cancelled series has no dates at all, a changed date of a single event is a newer version of it.
    let mut overrides: Vec<_> = kept.into_iter().map(|draft| draft.event).collect();
    overrides.sort_by_key(|event| event.recurrence_id);
    let strays = strays(&master, &overrides);
    for (line, date) in strays {
        let detail = format!("{date} is no date of the series");
        problems.notice(line, Code::OverrideWithoutDate, detail, Some(&uid));
    }
    // What is listed as left out and yet changed is changed: the list is older, or the program lists both.
    let changed: Vec<_> = overrides.iter().filter_map(|event| event.recurrence_id).collect();
    master.exdates.retain(|date| !changed.contains(date));
    master.exdates.sort_unstable();
    master.exdates.dedup();
    if master.status == EventStatus::Cancelled {
        overrides.clear();
    }
    ImportedSeries { master, overrides }
}

/// The changed dates that the series does not have.
fn strays(master: &super::ImportedEvent, overrides: &[super::ImportedEvent]) -> Vec<(usize, kernel::WallTime)> {
    let wanted: Vec<_> = overrides.iter().filter_map(|event| Some((event.line, event.recurrence_id?))).collect();
    let Some(last_wanted) = wanted.iter().map(|(_, date)| *date).max() else { return Vec::new() };
    let worked = match &master.rule {
        None => None,
        Some(rule) => match recurring::dates(rule, master.start, master.zone, Some(last_wanted)) {
            Ok(worked) => Some(worked),
            Err(_) => return Vec::new(),
        },
    };
    let has = |date: &kernel::WallTime| match &worked {
        None => *date == master.start,
        Some(worked) => {
            worked.dates.binary_search(date).is_ok()
                || (!worked.complete && worked.dates.last().is_some_and(|last| date > last))
        }
    };
    wanted.into_iter().filter(|(_, date)| !has(date) && master.rdates.binary_search(date).is_err()).collect()
}
