//! The time zones of Windows: their names (`Romance Standard Time`) and the way Outlook shows them
//! (`(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`). Source: CLDR's `windowsZones.xml`.

use chrono_tz::TZ_VARIANTS;
use kernel::Zone;
use windows_timezones::WindowsTimezone;

/// The IANA zone for a Windows name or display name: the room's own when Windows has the same name for it, else CLDR's
/// choice for the world. `None` when the name is no such name, or stands for two zones.
pub(super) fn zone(name: &str, room: Zone) -> Option<Zone> {
    let known = name.parse::<WindowsTimezone>().ok().or_else(|| displayed(name))?;
    if WindowsTimezone::try_from(room.tz()).is_ok_and(|of_room| of_room == known) {
        return Some(room);
    }
    known.tzdb_id().parse().ok()
}

/// By the name shown in Outlook, with the offset before it or, when only one zone is called so, without. Older versions wrote `GMT` for `UTC`.
fn displayed(name: &str) -> Option<WindowsTimezone> {
    let wanted = normal(name);
    let with_offset = wanted.starts_with("(UTC");
    let mut found: Option<WindowsTimezone> = None;
    for zone in TZ_VARIANTS.iter().filter_map(|tz| WindowsTimezone::try_from(*tz).ok()) {
        let shown = zone.description();
        let shown = if with_offset { shown } else { shown.split_once(") ").map_or(shown, |(_, cities)| cities) };
        if shown.eq_ignore_ascii_case(&wanted) {
            if found.is_some_and(|other| other != zone) {
                return None;
            }
            found = Some(zone);
        }
    }
    found
}

fn normal(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.strip_prefix("(GMT") {
        Some(rest) => format!("(UTC{rest}"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_kinds() {
        let brussels = Zone::BRUSSELS;
        let name = |text: &str, room| zone(text, room).map(Zone::name);
        assert_eq!(
            name("Romance Standard Time", brussels),
            Some("Europe/Brussels"),
            "the room's own zone goes before Paris"
        );
        assert_eq!(name("Romance Standard Time", Zone::UTC), Some("Europe/Paris"));
        assert_eq!(name("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", brussels), Some("Europe/Brussels"));
        assert_eq!(name("(GMT+01:00)  Brussels, Copenhagen, Madrid, Paris", brussels), Some("Europe/Brussels"));
        assert_eq!(name("Brussels, Copenhagen, Madrid, Paris", brussels), Some("Europe/Brussels"));
        assert_eq!(name("W. Europe Standard Time", brussels), Some("Europe/Berlin"));
        assert_eq!(name("GMT Standard Time", brussels), Some("Europe/London"));
        assert_eq!(name("GTB Standard Time", brussels), Some("Europe/Bucharest"));
        assert_eq!(name("Eastern Standard Time", brussels), Some("America/New_York"));
        assert_eq!(name("Dateline Standard Time", brussels), Some("Etc/GMT+12"));
        for unknown in [
            "",
            "Eastern",
            "Romance",
            "(UTC+02:00) Brussels, Copenhagen, Madrid, Paris",
            "Romance (standaardtijd)",
            "(UTC+01:00) Brussels",
        ] {
            assert_eq!(name(unknown, brussels), None, "{unknown}");
        }
    }
}
