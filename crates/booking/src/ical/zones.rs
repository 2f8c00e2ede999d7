//! Which zone of the IANA database a `TZID` stands for. By name where the name is known, by definition where the file's
//! `VTIMEZONE` agrees with a known zone, else not at all.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use chrono_tz::TZ_VARIANTS;
use kernel::Zone;

use super::component::Component;
use super::observance::{Definition, defined_name};
use super::problem::{Code, Problems, Refusal, shorten};
use super::windows;

/// Zones tried, after the one the file names and the room's own, for a definition without a known name. What matters is that
/// the offsets agree; of several that do, the first is taken.
const CANDIDATES: [&str; 24] = [
    "Europe/Brussels",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Athens",
    "Europe/Istanbul",
    "Europe/Moscow",
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Halifax",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// The zones of one calendar.
pub(super) struct Zones {
    room: Zone,
    definitions: HashMap<String, Definition>,
}

/// When an event has dates; asked again for every zone it might stand in.
pub(super) trait Dates {
    /// First and last instant of the event in UTC, read in that zone.
    fn span(&self, zone: Zone) -> (NaiveDateTime, NaiveDateTime);
    /// Every instant in UTC, read in that zone, at which a date starts or ends, as far as they were worked out.
    fn instants(&self, zone: Zone) -> Vec<NaiveDateTime>;
}

/// A zone, and whether only its definition told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) zone: Zone,
    pub(super) by_definition: bool,
}

impl Zones {
    /// Reads the definitions of a calendar.
    pub(super) fn of(calendar: &Component, room: Zone, problems: &mut Problems) -> Self {
        let mut definitions = HashMap::new();
        for zone in calendar.children.iter().filter(|child| child.kind == "VTIMEZONE") {
            let Some(name) = defined_name(zone) else {
                problems.notice(zone.line, Code::UnreadableZoneDefinition, "a VTIMEZONE without TZID", None);
                continue;
            };
            match Definition::read(zone) {
                Ok(definition) => {
                    // Outlook repeats the same definition; a second one that differs makes no difference to an agreeing first.
                    definitions.entry(name.to_owned()).or_insert(definition);
                }
                Err(Refusal { line, code, detail }) => problems.notice(line, code, format!("{name}: {detail}"), None),
            }
        }
        Self { room, definitions }
    }

    /// The zone of the room.
    pub(super) const fn room(&self) -> Zone {
        self.room
    }

    /// The zone a name stands for at an event's dates.
    pub(super) fn resolve(&self, tzid: &str, line: usize, dates: &impl Dates) -> Result<Found, Refusal> {
        let definition = self.definitions.get(tzid.trim());
        if let Some(zone) = named(tzid, self.room) {
            if let Some(definition) = definition
                && let Some(at) = dates.instants(zone).into_iter().find(|at| !definition.agrees(zone, *at))
            {
                let detail = format!(
                    "{}: at {at}Z the definition says {:+} min, {zone} says {:+} min",
                    shorten(tzid, 60),
                    definition.offset(at) / 60,
                    super::transitions::offset(zone, at) / 60,
                );
                return Err(Refusal::new(line, Code::ZoneContradiction, detail));
            }
            return Ok(Found { zone, by_definition: false });
        }
        let Some(definition) = definition else {
            return Err(Refusal::new(line, Code::UnknownZone, tzid));
        };
        let location = definition.location.as_deref().and_then(|name| named(name, self.room));
        location
            .into_iter()
            .chain([self.room])
            .chain(CANDIDATES.iter().filter_map(|name| name.parse().ok()))
            .find(|zone| {
                let (from, to) = dates.span(*zone);
                definition.equals(*zone, from, to)
            })
            .map(|zone| Found { zone, by_definition: true })
            .ok_or_else(|| {
                Refusal::new(
                    line,
                    Code::UnknownZone,
                    format!("{}: its definition equals no known zone at these dates", shorten(tzid, 60)),
                )
            })
    }
}

/// The zone of a name: IANA, IANA behind the prefix of a registry, Windows, or as Outlook shows it.
fn named(name: &str, room: Zone) -> Option<Zone> {
    let name = name.trim();
    iana(name).or_else(|| behind_prefix(name)).or_else(|| windows::zone(name, room))
}

fn iana(name: &str) -> Option<Zone> {
    name.parse()
        .ok()
        .or_else(|| TZ_VARIANTS.iter().find(|tz| tz.name().eq_ignore_ascii_case(name)).map(|tz| Zone::from(*tz)))
}

/// `/freeassociation.sourceforge.net/Europe/Brussels`, `/mozilla.org/20050126_1/Europe/Brussels`, `tzone://Microsoft/Utc`.
fn behind_prefix(name: &str) -> Option<Zone> {
    if !name.starts_with('/') && !name.contains("://") {
        return None;
    }
    // From the longest ending on: "America/Indiana/Knox" before "Knox".
    name.match_indices('/').find_map(|(at, _)| iana(&name[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_and_without_prefix() {
        let name = |text: &str| named(text, Zone::BRUSSELS).map(Zone::name);
        for text in [
            "Europe/Brussels",
            "europe/brussels",
            " Europe/Brussels ",
            "/freeassociation.sourceforge.net/Europe/Brussels",
            "/freeassociation.sourceforge.net/Tzfile/Europe/Brussels",
            "/mozilla.org/20050126_1/Europe/Brussels",
            "/citadel.org/20210210_1/Europe/Brussels",
            "Romance Standard Time",
        ] {
            assert_eq!(name(text), Some("Europe/Brussels"), "{text}");
        }
        assert_eq!(name("/x.org/1/America/Indiana/Knox"), Some("America/Indiana/Knox"));
        assert_eq!(name("tzone://Microsoft/Utc"), Some("UTC"));
        for text in
            ["", "/", "Customized Time Zone", "tzone://Microsoft/Custom", "Europe/Atlantis", "x/Europe/Brussels", "é/"]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
