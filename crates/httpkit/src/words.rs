//! Data as people read it: the arguments of the texts of findings and problems.

use chrono::{DateTime, Datelike, NaiveDate};
use kernel::{Instant, Lang, Names, WallTime, Zone};
use serde_json::{Map, Value};

const MONTHS: [[&str; 12]; 4] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A day: `1 december 2026`.
fn day(lang: Lang, day: NaiveDate) -> String {
    let months = &MONTHS[match lang {
        Lang::Nl => 0,
        Lang::Fr => 1,
        Lang::De => 2,
        Lang::En => 3,
    }];
    let month = months[usize::try_from(day.month0()).expect("a month is below twelve")];
    let point = match (lang, day.day()) {
        (Lang::De, _) => ".",
        (Lang::Fr, 1) => "er",
        _ => "",
    };
    format!("{}{point} {month} {}", day.day(), day.year())
}

/// A wall-clock time: `1 december 2026, 14:00`.
fn wall(lang: Lang, at: WallTime) -> String {
    format!("{}, {}", day(lang, at.date()), at.naive().format("%H:%M"))
}

/// The same data with its instants at the offset of the zone: still RFC 3339, and it reads as the clock on that wall.
#[must_use]
pub fn on_the_wall(zone: Zone, data: &Map<String, Value>) -> Map<String, Value> {
    let shown = |value: &Value| match serde_json::from_value::<Instant>(value.clone()) {
        Ok(at) => at.rfc3339_in(zone).into(),
        Err(_) => value.clone(),
    };
    data.iter().map(|(key, value)| (key.clone(), shown(value))).collect()
}

/// How long something is: `7 days`, `1 hour 30 minutes`.
fn duration(lang: Lang, minutes: i64) -> String {
    let [days, hours, rest] = match lang {
        Lang::Nl => [("dag", "dagen"), ("uur", "uur"), ("minuut", "minuten")],
        Lang::Fr => [("jour", "jours"), ("heure", "heures"), ("minute", "minutes")],
        Lang::De => [("Tag", "Tage"), ("Stunde", "Stunden"), ("Minute", "Minuten")],
        Lang::En => [("day", "days"), ("hour", "hours"), ("minute", "minutes")],
    };
    let parts = [(minutes / 1440, days), (minutes / 60 % 24, hours), (minutes % 60, rest)];
    let said = |(count, (one, many)): (i64, (&str, &str))| format!("{count} {}", if count == 1 { one } else { many });
    let said: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(said).collect();
    if said.is_empty() { format!("0 {}", rest.1) } else { said.join(" ") }
}

/// Data as arguments of its text: an instant as the clock shows it at the offset it is written with (in Brussels for `Z`), wall times, days,
/// names and opening hours in the language. Minutes are also there as a duration in words, `max_minutes` as `max_duration`.
#[must_use]
pub fn arguments(lang: Lang, data: &Map<String, Value>) -> Map<String, Value> {
    let mut shown = Map::new();
    for (key, value) in data {
        let (key, value) = match (key.as_str(), value) {
            ("names", names) => match serde_json::from_value::<Names>(names.clone()) {
                Ok(names) => ("name", names.get(lang).into()),
                Err(_) => continue,
            },
            ("open", Value::Array(items)) => ("open", spans(items).into()),
            // Only here, since a code may look like a day.
            (key, Value::String(text)) if key == "day" || key == "latest" || key.ends_with("_on") => {
                (key, text.parse().map_or_else(|_| text.clone(), |at| day(lang, at)).into())
            }
            (key, Value::String(text)) => (key, readable(lang, text).unwrap_or_else(|| text.clone()).into()),
            (key, other) => {
                if let (Some(of), Some(minutes)) = (key.strip_suffix("minutes"), other.as_i64()) {
                    shown.insert(format!("{of}duration"), duration(lang, minutes).into());
                }
                (key, other.clone())
            }
        };
        shown.insert(key.to_owned(), value);
    }
    shown
}

/// Where nobody said at which place an instant is read (`Z`), it is read in the house.
fn readable(lang: Lang, text: &str) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(text).ok().map(|at| match text.strip_suffix('Z') {
        Some(_) => WallTime::at(at.to_utc().into(), Zone::BRUSSELS),
        None => WallTime::new(at.naive_local()),
    });
    at.or_else(|| text.parse().ok()).map(|at| wall(lang, at))
}

/// Opening hours: `08:00–12:00, 13:00–18:00`.
fn spans(items: &[Value]) -> String {
    let spans: Vec<String> = items
        .iter()
        .filter_map(|item| Some(format!("{}–{}", item.get("from")?.as_str()?, item.get("to")?.as_str()?)))
        .collect();
    if spans.is_empty() { "–".to_owned() } else { spans.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(lang: Lang, value: &Value) -> Map<String, Value> {
        arguments(lang, &on_the_wall(Zone::BRUSSELS, value.as_object().unwrap()))
    }

    #[test]
    fn times_are_shown_on_the_wall_of_the_room() {
        let data =
            json!({ "from": "2026-12-01T13:00:00Z", "start": "2026-03-01T02:30", "day": "2026-08-01", "minutes": 5 });
        let dutch = shown(Lang::Nl, &data);
        assert_eq!(
            arguments(Lang::Nl, data.as_object().unwrap())["from"],
            dutch["from"],
            "in the house, where nobody said where"
        );
        assert_eq!(dutch["from"], "1 december 2026, 14:00");
        assert_eq!(dutch["minutes"], 5);
        assert_eq!(shown(Lang::Fr, &data)["day"], "1er août 2026");
        assert_eq!(shown(Lang::De, &json!({ "ends_on": "2026-08-01" }))["ends_on"], "1. August 2026");
        assert_eq!(shown(Lang::De, &data)["start"], "1. März 2026, 02:30");
        let written = on_the_wall(Zone::BRUSSELS, data.as_object().unwrap());
        assert_eq!((&written["from"], &written["day"]), (&json!("2026-12-01T14:00:00+01:00"), &json!("2026-08-01")));
    }

    #[test]
    fn minutes_are_said_as_people_say_them() {
        for (minutes, nl, fr, de, en) in [
            (0, "0 minuten", "0 minutes", "0 Minuten", "0 minutes"),
            (1, "1 minuut", "1 minute", "1 Minute", "1 minute"),
            (90, "1 uur 30 minuten", "1 heure 30 minutes", "1 Stunde 30 Minuten", "1 hour 30 minutes"),
            (1440, "1 dag", "1 jour", "1 Tag", "1 day"),
            (10_080, "7 dagen", "7 jours", "7 Tage", "7 days"),
            (
                10_145,
                "7 dagen 1 uur 5 minuten",
                "7 jours 1 heure 5 minutes",
                "7 Tage 1 Stunde 5 Minuten",
                "7 days 1 hour 5 minutes",
            ),
        ] {
            let told = [Lang::Nl, Lang::Fr, Lang::De, Lang::En].map(|lang| duration(lang, minutes));
            assert_eq!(told, [nl, fr, de, en]);
        }
        let told = shown(Lang::En, &json!({ "minutes": 60, "max_minutes": 44_640 }));
        assert_eq!(
            (&told["duration"], &told["max_duration"], &told["max_minutes"]),
            (&json!("1 hour"), &json!("31 days"), &json!(44_640))
        );
    }

    #[test]
    fn a_code_that_looks_like_a_day_stays_a_code() {
        assert_eq!(shown(Lang::En, &json!({ "taken": "2026-12-01" }))["taken"], "2026-12-01");
        assert_eq!(shown(Lang::Fr, &json!({ "latest": "2026-12-01" }))["latest"], "1er décembre 2026");
    }

    #[test]
    fn names_and_hours_become_words() {
        let data = json!({ "names": { "nl": "Kerstmis", "fr": "Noël", "de": "Weihnachten", "en": "Christmas" },
                           "open": [{ "from": "08:00", "to": "12:00" }, { "from": "13:00", "to": "18:00" }] });
        let shown = shown(Lang::Fr, &data);
        assert_eq!((&shown["name"], &shown["open"]), (&json!("Noël"), &json!("08:00–12:00, 13:00–18:00")));
        assert_eq!(spans(&[]), "–");
    }
}
