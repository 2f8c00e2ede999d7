//! From bytes to content lines: encodings, folding, parameters. Knows nothing of what the names mean.

use std::borrow::Cow;

use super::problem::{Code, Problems};

/// `NAME;PARAM=value:value`, unfolded.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The first physical line, from 1.
    pub(super) number: usize,
    /// In upper case.
    pub(super) name: String,
    /// Names in upper case, values without quotes.
    params: Vec<(String, String)>,
    /// As it stands: not yet unescaped.
    pub(super) value: String,
}

impl Line {
    /// The value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Properties whose values are dates, and so never hold a colon.
const DATES: [&str; 5] = ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"];

/// Properties whose text may be taken with a replacement sign in it.
const TEXTS: [&str; 6] = ["SUMMARY", "DESCRIPTION", "LOCATION", "ORGANIZER", "X-WR-CALNAME", "PRODID"];

/// All content lines of a file. What is none is reported and left out.
pub(super) fn content_lines(bytes: &[u8], problems: &mut Problems) -> Vec<Line> {
    let bytes = decode(bytes, problems);
    let mut lines = Vec::new();
    let mut junk_before = false;
    for (number, raw) in unfold(&bytes) {
        let (text, damaged) = match std::str::from_utf8(&raw) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(&raw), true),
        };
        let Some(line) = content_line(number, &text) else {
            // A text that lost its folding is junk line after line: the first says enough.
            if !junk_before {
                let code = if damaged { Code::WrongEncoding } else { Code::UnreadableLine };
                problems.notice(number, code, text.trim(), None);
            }
            junk_before = true;
            continue;
        };
        junk_before = false;
        if damaged {
            problems.notice(number, Code::WrongEncoding, text.as_ref(), None);
            if !TEXTS.contains(&line.name.as_str()) && !line.name.starts_with("X-") {
                continue;
            }
        }
        lines.push(line);
    }
    lines
}

/// UTF-8 without its byte order mark. UTF-16 is taken when its own mark says so.
fn decode<'a>(bytes: &'a [u8], problems: &mut Problems) -> Cow<'a, [u8]> {
    let wide: fn([u8; 2]) -> u16 = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Cow::Borrowed(rest),
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes),
    };
    problems.notice(1, Code::WrongEncoding, "UTF-16 instead of UTF-8; taken", None);
    let units = bytes[2..].chunks_exact(2).map(|pair| wide([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Cow::Owned(text.into_bytes())
}

/// Joins folded lines, byte by byte since a fold may stand inside a character, and remembers where each begins.
fn unfold(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut number = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        number += 1;
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = match &rest[end..] {
            [b'\r', b'\n', after @ ..] | [_, after @ ..] => after,
            [] => &[],
        };
        match (line, lines.last_mut()) {
            ([b' ' | b'\t', continued @ ..], Some((_, begun))) => begun.extend_from_slice(continued),
            ([], _) => {}
            _ => lines.push((number, line.to_vec())),
        }
    }
    lines
}

/// Reads one unfolded line.
fn content_line(number: usize, text: &str) -> Option<Line> {
    let (name, params, value) = split(text)?;
    let unquoted = DATES.contains(&name.as_str()) && value.contains(':') && !text.contains('"');
    // Some programs forget to quote a zone such as "(UTC+01:00) Brussels": a date holds no colon, so the last one counts.
    let (params, value) = if unquoted {
        let (head, value) = text.rsplit_once(':')?;
        (unquoted_params(head), value)
    } else {
        (params, value)
    };
    Some(Line { number, name, params, value: value.to_owned() })
}

type Split<'a> = (String, Vec<(String, String)>, &'a str);

/// Splits at the first colon that stands in no quotes.
fn split(text: &str) -> Option<Split<'_>> {
    let name_end = text.find([';', ':'])?;
    let name = text[..name_end].trim();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None;
    }
    let name = name.to_ascii_uppercase();
    let mut params = Vec::new();
    let mut begin = name_end;
    let mut quoted = false;
    for (at, sign) in text.char_indices().skip_while(|(at, _)| *at <= name_end) {
        match sign {
            '"' => quoted = !quoted,
            ';' | ':' if !quoted => {
                if text[begin..].starts_with(';') {
                    params.extend(param(&text[begin + 1..at]));
                } else {
                    break;
                }
                begin = at;
            }
            _ => {}
        }
    }
    text[begin..].strip_prefix(':').map(|value| (name, params, value))
}

fn unquoted_params(head: &str) -> Vec<(String, String)> {
    head.split(';').skip(1).filter_map(param).collect()
}

/// `NAME=value`, with the quotes and the escapes of RFC 6868 taken away. A bare name, as in vCalendar 1.0, has no value.
fn param(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let mut plain = String::with_capacity(value.len());
    let mut signs = value.chars().filter(|sign| *sign != '"').peekable();
    while let Some(sign) = signs.next() {
        let meant = match (sign, signs.peek()) {
            ('^', Some('^')) => '^',
            ('^', Some('\'')) => '"',
            ('^', Some('n')) => '\n',
            _ => {
                plain.push(sign);
                continue;
            }
        };
        signs.next();
        plain.push(meant);
    }
    Some((name.trim().to_ascii_uppercase(), plain.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> (Vec<Line>, Vec<super::super::LineProblem>) {
        let mut problems = Problems::default();
        let lines = content_lines(bytes, &mut problems);
        (lines, problems.into_vec())
    }

    #[test]
    fn folded_lines_keep_the_number_of_their_first() {
        let (found, problems) =
            lines(b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\nSUMMARY:Caf\xC3\r\n \xA9 de la\r\n\t  Loi\r\n\r\nUID:1\nX-A:b");
        let shown: Vec<_> = found.iter().map(|line| (line.number, line.name.as_str(), line.value.as_str())).collect();
        assert_eq!(
            shown,
            [(1, "BEGIN", "VCALENDAR"), (2, "SUMMARY", "Café de la  Loi"), (6, "UID", "1"), (7, "X-A", "b")]
        );
        assert!(problems.is_empty());
    }

    #[test]
    fn parameters_with_quotes_commas_and_colons() {
        for text in [
            "DTSTART;TZID=\"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris\":20260105T090000",
            "dtstart;tzid=(UTC+01:00) Brussels, Copenhagen, Madrid, Paris:20260105T090000",
        ] {
            let (found, _) = lines(text.as_bytes());
            assert_eq!(found[0].param("TZID"), Some("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"), "{text}");
            assert_eq!(found[0].value, "20260105T090000");
        }
        let (found, _) = lines(b"ORGANIZER;CN=\"Doe; Jane\";X=^'a^';PARTSTAT:mailto:jane@example.org");
        assert_eq!(found[0].param("CN"), Some("Doe; Jane"));
        assert_eq!(found[0].param("X"), Some("\"a\""));
        assert_eq!(found[0].value, "mailto:jane@example.org");
        let (found, _) = lines(b"ORGANIZER;CN=^^'^n^x:x");
        assert_eq!(found[0].param("CN"), Some("^'\n^x"), "one escape at a time");
        let (found, _) = lines(b"SUMMARY:a;b:c,\"d");
        assert_eq!(found[0].value, "a;b:c,\"d");
    }

    #[test]
    fn junk_is_reported_once_with_its_line() {
        let (found, problems) = lines(b"UID:1\nthis is no line\nneither is this\n:empty name\nUID:2\nA;B=\"open:x\n");
        assert_eq!(found.len(), 2);
        let shown: Vec<_> = problems.iter().map(|problem| (problem.line, problem.code)).collect();
        assert_eq!(shown, [(2, Code::UnreadableLine), (6, Code::UnreadableLine)]);
    }

    #[test]
    fn encodings_are_told_apart_by_their_marks() {
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("UID:é\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (found, problems) = lines(&wide);
        assert_eq!(found[0].value, "é");
        assert_eq!(problems[0].code, Code::WrongEncoding);
        let (found, problems) = lines(b"SUMMARY:caf\xE9\nUID:caf\xE9\n");
        assert_eq!(found.len(), 1, "a text is taken with the damage, an identity is not");
        assert_eq!(found[0].value, "caf\u{FFFD}");
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 2]);
    }
}
