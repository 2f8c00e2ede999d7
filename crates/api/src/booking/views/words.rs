//! Instants and days as people read them, for the texts of findings.

use chrono::{Datelike, NaiveDate};
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
pub(super) fn day(lang: Lang, day: NaiveDate) -> String {
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

/// The data of a finding as arguments of its text: instants on the wall of the zone, days and names in the language.
pub(super) fn arguments(lang: Lang, zone: Zone, data: &Map<String, Value>) -> Map<String, Value> {
    let mut shown = Map::new();
    for (key, value) in data {
        if let Ok(names) = serde_json::from_value::<Names>(value.clone()) {
            shown.insert("name".into(), names.get(lang).into());
            continue;
        }
        let value = match value {
            Value::String(text) => readable(lang, zone, text).unwrap_or_else(|| text.clone()).into(),
            Value::Array(items) if items.iter().any(Value::is_object) || items.is_empty() => spans(items).into(),
            other => other.clone(),
        };
        shown.insert(key.clone(), value);
    }
    shown
}

fn readable(lang: Lang, zone: Zone, text: &str) -> Option<String> {
    if let Ok(at) = serde_json::from_value::<Instant>(text.into()) {
        return Some(wall(lang, WallTime::at(at, zone)));
    }
    if let Ok(at) = text.parse::<WallTime>() {
        return Some(wall(lang, at));
    }
    text.parse().ok().map(|at| day(lang, at))
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
        arguments(lang, Zone::BRUSSELS, value.as_object().unwrap())
    }

    #[test]
    fn times_are_shown_on_the_wall_of_the_room() {
        let data =
            json!({ "from": "2026-12-01T13:00:00Z", "start": "2026-03-01T02:30", "day": "2026-08-01", "minutes": 5 });
        let dutch = shown(Lang::Nl, &data);
        assert_eq!(dutch["from"], "1 december 2026, 14:00");
        assert_eq!(dutch["minutes"], 5);
        assert_eq!(shown(Lang::Fr, &data)["day"], "1er août 2026");
        assert_eq!(shown(Lang::De, &data)["start"], "1. März 2026, 02:30");
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
