//! Reads the bytes, numbers and days of a statement as its supplier writes them.

use buildings::sheet;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{DayOrder, DecimalMark};

/// A number with at most `scale` decimals, in units of the last one: `1.234,5` with three is 1,234,500. What is beyond is rounded,
/// halves away from zero. Signs of currencies, letters of units and spaces around it are passed over.
#[must_use]
pub fn decimal(text: &str, mark: DecimalMark, scale: u32) -> Option<i64> {
    let is_beside = |c: char| c.is_alphabetic() || c.is_whitespace() || "€$£".contains(c);
    let text = text.trim_matches(is_beside);
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start_matches(is_beside)),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (point, group) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let (whole, rest) = text.split_once(point).unwrap_or((text, ""));
    let parts: Vec<&str> = whole.split(|c: char| c == group || c == '\'' || c == '’' || c.is_whitespace()).collect();
    let grouped =
        parts.len() == 1 || (parts[1..].iter().all(|part| part.len() == 3) && (1..=3).contains(&parts[0].len()));
    let digits = parts.concat();
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped || digits.is_empty() || digits.len() > 9 || rest.len() > 9 || !plain(&digits) || !plain(rest) {
        return None;
    }
    let mut value: i64 = digits.parse().ok()?;
    for index in 0..scale as usize {
        value = value * 10 + rest.as_bytes().get(index).map_or(0, |digit| i64::from(digit - b'0'));
    }
    let rounds_up = rest.as_bytes().get(scale as usize).is_some_and(|digit| *digit >= b'5');
    let value = value + i64::from(rounds_up);
    Some(if negative { -value } else { value })
}

/// A day, with the time where it stands behind it: `31/12/2026 08:15`. Years of two digits are those of this century.
#[must_use]
pub fn moment(day: &str, time: Option<&str>, order: DayOrder) -> Option<NaiveDateTime> {
    let day = day.trim();
    let (day, behind) = match day.split_once([' ', 'T']) {
        Some((day, behind)) => (day, Some(behind.trim())),
        None => (day, None),
    };
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else { return None };
    let (year, month, date) = match order {
        DayOrder::YearMonthDay => (first, second, third),
        DayOrder::DayMonthYear => (third, second, first),
        DayOrder::MonthDayYear => (third, first, second),
    };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let year = match year.len() {
        2 => 2000 + number(year)?,
        4 => number(year)?,
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month)?, number(date)?)?;
    Some(day.and_time(match time.map(str::trim).filter(|time| !time.is_empty()).or(behind) {
        Some(text) => clock(text)?,
        // Whoever says no time means some time of that day.
        None => NaiveTime::from_hms_opt(12, 0, 0)?,
    }))
}

/// `8:05`, `08:05:30`, `08:05:30Z` are not all there is, but all that is taken; seconds are left out.
fn clock(text: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = text.split([':', 'h', '.']).collect();
    let part = |index: usize| {
        let text = parts.get(index).copied().unwrap_or("0");
        (!text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    if !(2..=3).contains(&parts.len()) || part(2)? > 59 {
        return None;
    }
    NaiveTime::from_hms_opt(part(0)?, part(1)?, 0)
}

/// The bytes of a file as UTF-8: what is in UTF-16 says so by its mark, and what is in neither is taken for Windows-1252, as
/// older systems write it.
#[must_use]
pub fn in_utf8(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if let Some(text) = sheet::from_utf16(bytes) {
        return text.into_bytes().into();
    }
    if std::str::from_utf8(bytes).is_ok() {
        return bytes.into();
    }
    let text: String = bytes.iter().map(|byte| if *byte == 0x80 { '€' } else { char::from(*byte) }).collect();
    text.into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        use DecimalMark::{Comma, Point};
        for (text, mark, scale, value) in [
            ("40,5", Comma, 3, Some(40_500)),
            ("1.234,56", Comma, 2, Some(123_456)),
            ("1 234,56 €", Comma, 2, Some(123_456)),
            ("€ 1'234.565", Point, 2, Some(123_457)),
            ("40", Comma, 3, Some(40_000)),
            ("-12,30", Comma, 2, Some(-1_230)),
            ("41,237 L", Comma, 3, Some(41_237)),
            ("1,234.5", Point, 1, Some(12_345)),
            ("1.23", Comma, 2, None),
            ("12.3456", Comma, 2, None),
            ("", Comma, 2, None),
            ("abc", Comma, 2, None),
            ("1,2,3", Comma, 2, None),
            ("99999999999", Comma, 2, None),
            ("1e5", Comma, 2, None),
        ] {
            assert_eq!(decimal(text, mark, scale), value, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        use DayOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (day, time, order, wanted) in [
            ("31/12/2026", None, DayMonthYear, Some("2026-12-31T12:00:00")),
            ("31/12/26 8:05", None, DayMonthYear, Some("2026-12-31T08:05:00")),
            ("12/31/2026", Some("23:59:59"), MonthDayYear, Some("2026-12-31T23:59:00")),
            ("2026-12-31T08:05", None, YearMonthDay, Some("2026-12-31T08:05:00")),
            ("31.12.2026", Some(""), DayMonthYear, Some("2026-12-31T12:00:00")),
            ("31/12/2026", Some("25:00"), DayMonthYear, None),
            ("31/13/2026", None, DayMonthYear, None),
            ("31/12/026", None, DayMonthYear, None),
            ("+1/12/2026", None, DayMonthYear, None),
            ("today", None, DayMonthYear, None),
        ] {
            let read = moment(day, time, order).map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(read.as_deref(), wanted, "{day} {time:?}");
        }
    }

    #[test]
    fn old_files_are_read_too() {
        assert_eq!(&*in_utf8(b"Li\xe8ge \x80"), "Liège €".as_bytes());
        assert_eq!(&*in_utf8("Liège".as_bytes()), "Liège".as_bytes());
    }

    proptest! {
        #[test]
        fn a_number_comes_back(value in 0_i64..999_999_999) {
            let text = format!("{},{:03}", value / 1000, value % 1000);
            prop_assert_eq!(decimal(&text, DecimalMark::Comma, 3), Some(value));
            let text = format!("{}.{:03}", value / 1000, value % 1000);
            prop_assert_eq!(decimal(&text, DecimalMark::Point, 3), Some(value));
        }

        #[test]
        fn nothing_makes_it_fall(text in "\\PC{0,20}", more in "\\PC{0,8}") {
            for mark in [DecimalMark::Comma, DecimalMark::Point] {
                let _ = decimal(&text, mark, 3);
            }
            for order in [DayOrder::YearMonthDay, DayOrder::DayMonthYear, DayOrder::MonthDayYear] {
                let _ = moment(&text, Some(&more), order);
            }
        }
    }
}
