//! What a reader of JSON or of parameters says about a value, as data that a text in any language can carry.
//!
//! Serde's messages are English sentences, but of few shapes: this reads them back.

use serde_json::{Map, Value, json};

/// The members that explain a value which cannot be taken: `expected`, and of a closed list `given` and `allowed`.
/// Texts choose their words by `expected`; `something_else` stands for all that is not told apart.
pub(crate) fn explained(said: &str) -> Map<String, Value> {
    let mut data = Map::new();
    if let Some(rest) = said.strip_prefix("unknown variant `") {
        let mut names = rest.split('`').step_by(2);
        let given = names.next().unwrap_or_default();
        let allowed: Vec<&str> = names.collect();
        data.insert("expected".into(), json!("one_of"));
        data.insert("given".into(), json!(given));
        data.insert("allowed".into(), json!(allowed));
    } else {
        data.insert("expected".into(), json!(expected(said)));
    }
    data
}

fn expected(said: &str) -> &'static str {
    let shapes = [
        ("time of day", "time_of_day"),
        ("IANA time zone", "zone"),
        ("wall-clock time", "wall_time"),
        ("RFC 3339", "instant"),
        ("such a number", "number"),
        ("neither true nor false", "yes_no"),
        ("more than once", "once"),
        ("UUID", "id"),
    ];
    if let Some((_, kind)) = shapes.iter().find(|(part, _)| said.contains(part)) {
        return kind;
    }
    // What chrono says of a calendar day.
    if ["premature end of input", "input contains invalid characters", "input is out of range", "trailing input"]
        .contains(&said)
    {
        return "date";
    }
    let Some((_, wanted)) = said.rsplit_once("expected ") else { return "something_else" };
    match wanted.split_whitespace().next().unwrap_or_default() {
        "u8" | "u16" | "u32" | "u64" | "usize" => "count",
        "i8" | "i16" | "i32" | "i64" | "isize" | "f32" | "f64" => "number",
        _ if wanted.contains("string") => "text",
        _ if wanted.contains("boolean") => "yes_no",
        _ if wanted.contains("sequence") || wanted.contains("array") || wanted.contains("tuple") => "list",
        "struct" | "internally" | "map" => "object",
        _ if wanted.contains("map") => "object",
        _ => "something_else",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, de::DeserializeOwned};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        Red,
        Green,
        Blue,
    }

    #[derive(Debug, Deserialize)]
    struct Seats {
        #[expect(dead_code, reason = "only its reading is tested")]
        seats: u32,
    }

    fn of<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> Map<String, Value> {
        let said = serde_json::from_str::<T>(text).unwrap_err().to_string();
        explained(said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said))
    }

    #[test]
    fn what_serde_says_is_told_apart() {
        let kind = |data: Map<String, Value>| data["expected"].as_str().unwrap().to_owned();
        assert_eq!(kind(of::<u32>("\"x\"")), "count");
        assert_eq!(kind(of::<u32>("-1")), "count");
        assert_eq!(kind(of::<u32>("null")), "count");
        assert_eq!(kind(of::<i64>("1.5")), "number");
        assert_eq!(kind(of::<String>("1")), "text");
        assert_eq!(kind(of::<bool>("1")), "yes_no");
        assert_eq!(kind(of::<Vec<u8>>("1")), "list");
        assert_eq!(kind(of::<Seats>("\"x\"")), "object");
        assert_eq!(kind(of::<BTreeMap<String, u8>>("[]")), "object");
        assert_eq!(kind(of::<uuid::Uuid>("\"x\"")), "id");
        assert_eq!(kind(of::<uuid::Uuid>("7")), "id");
        assert_eq!(kind(of::<chrono::NaiveDate>("\"soon\"")), "date");
        assert_eq!(kind(of::<chrono::NaiveDate>("\"2026-13-01\"")), "date");
        assert_eq!(kind(of::<kernel::Instant>("\"soon\"")), "instant");
        assert_eq!(kind(of::<kernel::WallTime>("\"soon\"")), "wall_time");
        assert_eq!(kind(of::<kernel::Zone>("\"Mars\"")), "zone");
    }

    #[test]
    fn a_closed_list_is_named() {
        let data = of::<Colour>("\"pink\"");
        assert_eq!(
            Value::Object(data),
            json!({
                "expected": "one_of", "given": "pink", "allowed": ["red", "green", "blue"]
            })
        );
    }
}
