//! Values of properties: dates, durations, texts.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::lines::Line;
use super::problem::{Code, Refusal};

/// A date, or a date with time and what it is reckoned in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The line it stands on.
    pub(super) line: usize,
    /// What it says.
    pub(super) at: At,
}

/// The three forms of RFC 5545 section 3.3.5, and the date of 3.3.4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    /// A whole day.
    Day(NaiveDate),
    /// In UTC.
    Utc(NaiveDateTime),
    /// On the wall of no zone.
    Floating(NaiveDateTime),
    /// On the wall of the zone of that name.
    Zoned(NaiveDateTime, String),
}

impl At {
    /// The face of the calendar and the clock, whatever it is reckoned in.
    pub(super) fn naive(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Utc(at) | Self::Floating(at) | Self::Zoned(at, _) => *at,
        }
    }

    /// Whether seconds would be lost.
    pub(super) fn has_seconds(&self) -> bool {
        self.naive().second() != 0
    }
}

/// The one date of a line such as `DTSTART`.
pub(super) fn stamp(line: &Line) -> Result<Stamp, Refusal> {
    one_stamp(line, line.value.trim())
}

/// The dates of a line such as `EXDATE`, at most so many.
pub(super) fn stamps(line: &Line, most: usize) -> Result<Vec<Stamp>, Refusal> {
    if line.param("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("PERIOD")) || line.value.contains('/') {
        return Err(Refusal::new(line.number, Code::PeriodUnsupported, &line.value));
    }
    if line.value.split(',').count() > most {
        return Err(Refusal::new(
            line.number,
            Code::TooManyDates,
            format!("more than {most} dates in one {}", line.name),
        ));
    }
    line.value.split(',').map(str::trim).filter(|text| !text.is_empty()).map(|text| one_stamp(line, text)).collect()
}

fn one_stamp(line: &Line, text: &str) -> Result<Stamp, Refusal> {
    let at = date_or_time(text).map(|(at, utc)| match (at, utc, line.param("TZID")) {
        (Read::Day(day), ..) => At::Day(day),
        (Read::Time(at), true, _) => At::Utc(at),
        (Read::Time(at), false, None | Some("")) => At::Floating(at),
        (Read::Time(at), false, Some(zone)) => At::Zoned(at, zone.to_owned()),
    });
    let at = at.ok_or_else(|| Refusal::new(line.number, Code::UnreadableDate, format!("{}:{text}", line.name)))?;
    if !kernel::WallTime::new(at.naive()).is_plausible() {
        return Err(Refusal::new(line.number, Code::YearOutOfRange, format!("{}:{text}", line.name)));
    }
    Ok(Stamp { line: line.number, at })
}

enum Read {
    Day(NaiveDate),
    Time(NaiveDateTime),
}

/// `YYYYMMDD` or `YYYYMMDDThhmmss`, and whether a `Z` follows.
fn date_or_time(text: &str) -> Option<(Read, bool)> {
    let (text, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(text) => (text, true),
        None => (text, false),
    };
    match text.len() {
        8 if !utc => Some((Read::Day(day(text)?), false)),
        15 => Some((Read::Time(naive(text)?), utc)),
        _ => None,
    }
}

/// `YYYYMMDD`.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let year = digits(text, 0, 4)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(text, 4, 6)?, digits(text, 6, 8)?)
}

/// `YYYYMMDDThhmmss`; a leap second is the second before it.
pub(super) fn naive(text: &str) -> Option<NaiveDateTime> {
    (text.len() == 15 && matches!(text.as_bytes()[8], b'T' | b't')).then_some(())?;
    day(text.get(..8)?)?.and_hms_opt(digits(text, 9, 11)?, digits(text, 11, 13)?, digits(text, 13, 15)?.min(59))
}

fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    let part = text.get(from..to)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

/// A duration: days that follow the calendar, seconds that follow the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) days: i64,
    pub(super) seconds: i64,
}

/// `P1DT2H`, `PT90M`, `P2W` (RFC 5545 section 3.3.6); `None` when it is none or absurdly long.
pub(super) fn duration(text: &str) -> Option<Span> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, text) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text.as_str()),
    };
    let mut span = Span { days: 0, seconds: 0 };
    let mut number = String::new();
    let (mut in_time, mut any) = (false, false);
    for mark in text.strip_prefix('P')?.chars() {
        if mark.is_ascii_digit() {
            number.push(mark);
            continue;
        }
        if mark == 'T' && number.is_empty() && !in_time {
            in_time = true;
            continue;
        }
        let value: i64 = std::mem::take(&mut number).parse().ok().filter(|value| *value <= 10_000_000)?;
        match (mark, in_time) {
            ('W', false) => span.days += value * 7,
            ('D', false) => span.days += value,
            ('H', true) => span.seconds += value * 3600,
            ('M', true) => span.seconds += value * 60,
            ('S', true) => span.seconds += value,
            _ => return None,
        }
        any = true;
    }
    (any && number.is_empty()).then_some(Span { days: sign * span.days, seconds: sign * span.seconds })
}

/// A text with its escapes undone, without control characters, trimmed. Empty texts are no texts.
pub(super) fn text(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        let plain = match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => '\n',
                Some(escaped) => escaped,
                None => break,
            },
            sign => sign,
        };
        out.push(plain);
    }
    clean(&out)
}

/// A text without control characters, trimmed. Empty texts are no texts.
pub(super) fn clean(value: &str) -> Option<String> {
    let kept: String = value.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect();
    let trimmed = kept.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// `+0100`, `-0330`, `+001730`: seconds east of Greenwich.
pub(super) fn utc_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    if !matches!(rest.len(), 4 | 6) {
        return None;
    }
    let seconds = if rest.len() == 6 { digits(rest, 4, 6)? } else { 0 };
    let total = digits(rest, 0, 2)? * 3600 + digits(rest, 2, 4)? * 60 + seconds;
    (total <= 15 * 3600).then(|| i32::try_from(total).ok().map(|total| sign * total))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_exactly() {
        assert!(day("20260229").is_none() && day("2026022").is_none() && day("2026é228").is_none());
        assert_eq!(naive("20261231T235960").unwrap().to_string(), "2026-12-31 23:59:59");
        for text in
            ["20261231T2359", "20261231 235900", "2026-12-31T23:59:00", "20261231T240000", "20261301", "20260101Z"]
        {
            assert!(date_or_time(text).is_none(), "{text}");
        }
    }

    #[test]
    fn durations_are_read_exactly() {
        let span = |days, seconds| Some(Span { days, seconds });
        assert_eq!(duration("PT1H30M"), span(0, 5400));
        assert_eq!(duration("P1DT2H"), span(1, 7200));
        assert_eq!(duration("p2w"), span(14, 0));
        assert_eq!(duration("-PT15M"), span(0, -900));
        for text in ["", "P", "PT", "1H", "PT1", "P1H", "PT1D", "PTT1H", "P99999999999D", "PxD", "é"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn texts_lose_their_escapes_and_control_signs() {
        assert_eq!(text(r"a\, b\; c\\ d\ne\N").as_deref(), Some("a, b; c\\ d\ne"));
        assert_eq!(text("a\u{0}b\u{7}\\").as_deref(), Some("ab"));
        assert_eq!(text("  "), None);
    }

    #[test]
    fn offsets_are_read_exactly() {
        assert_eq!(utc_offset("+0100"), Some(3600));
        assert_eq!(utc_offset("-033045"), Some(-(3 * 3600 + 30 * 60 + 45)));
        for text in ["", "0100", "+1", "+01:00", "+9900", "+01é"] {
            assert_eq!(utc_offset(text), None, "{text}");
        }
    }
}
