//! Tables in files: CSV in UTF-8, or in UTF-16 with its mark as spreadsheets write "Unicode text", with a header, `,` or `;` or a tab between cells. Shared by the imports of places and rooms.
//!
//! A cell that a spreadsheet would run as a formula gets a `'` in front when it is written, and loses it when it is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use serde::Serialize;
use utoipa::ToSchema;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The most rows that are read.
pub const MAX_ROWS: usize = 100_000;

/// Something in a file that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Refused {
    /// The line on which the row begins, 1 = the header.
    pub line: u64,
    /// The column it is about; empty when it is about the whole row.
    pub field: String,
    /// The code of what is wrong: `required`, `invalid`, `unknown`, `taken`, …
    pub why: String,
}

impl Refused {
    /// That column of that line, for that reason.
    pub fn new(line: u64, field: impl Into<String>, why: impl Into<String>) -> Self {
        Self { line, field: field.into(), why: why.into() }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct Report {
    /// Rows that became something new.
    pub taken: u64,
    /// Rows that say what is there already.
    pub unchanged: u64,
    /// Rows that changed what is there.
    pub updated: u64,
    /// What could not be taken, in the order of lines.
    pub refused: Vec<Refused>,
}

/// A row of a file with the cells of known columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    cells: Vec<(&'static str, String)>,
}

impl Row {
    /// The trimmed text of a column; `None` when the file does not have the column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|(name, _)| *name == column).map(|(_, text)| text.as_str())
    }

    /// The text of a column; `None` also when the cell is empty.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<&str> {
        self.get(column).filter(|text| !text.is_empty())
    }

    /// `true`/`false`, `yes`/`no`, `1`/`0`; `Ok(None)` when absent or empty.
    pub fn boolean(&self, column: &'static str) -> Result<Option<bool>, Refused> {
        match self.text(column).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("true" | "yes" | "1") => Ok(Some(true)),
            Some("false" | "no" | "0") => Ok(Some(false)),
            Some(_) => Err(Refused::new(self.line, column, "invalid")),
        }
    }

    /// Whatever can be read from a text; `Ok(None)` when absent or empty.
    pub fn parsed<T: std::str::FromStr>(&self, column: &'static str) -> Result<Option<T>, Refused> {
        self.text(column).map(str::parse).transpose().map_err(|_| Refused::new(self.line, column, "invalid"))
    }

    /// The items of a cell that holds several, with `|` between.
    #[must_use]
    pub fn list(&self, column: &str) -> Option<Vec<&str>> {
        self.get(column).map(|text| text.split('|').map(str::trim).filter(|item| !item.is_empty()).collect())
    }
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The rows that could be read.
    pub rows: Vec<Row>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file whose header may hold the `columns` in any order and must hold the `required` ones. An unknown column is
/// reported and passed over; nothing is read when a required one is missing.
#[must_use]
pub fn read(reader: impl Read, columns: &[&'static str], required: &[&'static str]) -> Sheet {
    let bytes = match whole(reader) {
        Ok(bytes) => bytes,
        Err(problem) => return Sheet { rows: vec![], problems: vec![problem] },
    };
    let content = unmarked(&bytes);
    rows(content, delimiter(content), |header, problems| header_columns(header, columns, required, problems))
}

/// Reads a file of somebody else, whose columns have names of their own: `columns` says under which head each of ours stands
/// there. Other columns are passed over; nothing is read when one of those is missing. The separator is found out unless told.
#[must_use]
pub fn read_as(reader: impl Read, separator: Option<u8>, columns: &[(&'static str, &str)]) -> Sheet {
    let bytes = match whole(reader) {
        Ok(bytes) => bytes,
        Err(problem) => return Sheet { rows: vec![], problems: vec![problem] },
    };
    let content = unmarked(&bytes);
    rows(content, separator.unwrap_or_else(|| delimiter(content)), |header, problems| {
        let heads: Vec<String> = header.iter().map(column_name).collect();
        let mut known = vec![None; heads.len()];
        for (column, head) in columns {
            match heads.iter().position(|name| *name == column_name(head.as_bytes())) {
                Some(at) if known[at].is_none() => known[at] = Some(*column),
                Some(_) => problems.push(Refused::new(1, *column, "repeated_column")),
                None => problems.push(Refused::new(1, *column, "missing_column")),
            }
        }
        known
    })
}

/// The heads of a file and its first rows, to choose by; and what stands between its cells.
#[must_use]
pub fn look(bytes: &[u8], separator: Option<u8>, count: usize) -> (u8, Vec<String>, Vec<Vec<String>>) {
    let text = from_utf16(bytes);
    let content = unmarked(text.as_deref().map_or(bytes, str::as_bytes));
    let separator = separator.unwrap_or_else(|| delimiter(content));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(content);
    let text = |cell: &[u8]| disarmed(String::from_utf8_lossy(cell).trim()).to_owned();
    let mut records = reader.byte_records().map_while(Result::ok).map(|row| row.iter().map(text).collect());
    (separator, records.next().unwrap_or_default(), records.take(count).collect())
}

fn whole(reader: impl Read) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Err(_) => Err(Refused::new(1, "", "unreadable")),
        Ok(size) if size as u64 > MAX_BYTES => Err(Refused::new(1, "", "too_large")),
        Ok(_) => Ok(from_utf16(&bytes).map_or(bytes, String::into_bytes)),
    }
}

/// The text of a file in UTF-16, which is known by its mark; `None` for any other.
#[must_use]
pub fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// Without the mark that says that it is UTF-8.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// The rows of a file with the cells of the columns that `choose` finds in its header.
fn rows(
    content: &[u8],
    separator: u8,
    choose: impl FnOnce(&csv::ByteRecord, &mut Vec<Refused>) -> Vec<Option<&'static str>>,
) -> Sheet {
    let mut sheet = Sheet::default();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(content);
    let mut records = reader.byte_records();
    let Some(Ok(header)) = records.next() else {
        sheet.problems.push(Refused::new(1, "", "empty"));
        return sheet;
    };
    let known = choose(&header, &mut sheet.problems);
    if sheet.problems.iter().any(|problem| matches!(problem.why.as_str(), "missing_column" | "repeated_column")) {
        return sheet;
    }
    for record in records {
        let Ok(record) = record else {
            sheet.problems.push(Refused::new(0, "", "unreadable"));
            return sheet;
        };
        let line = record.position().map_or(0, |before| line_after(content, before));
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        if sheet.rows.len() == MAX_ROWS {
            sheet.problems.push(Refused::new(line, "", "too_many_rows"));
            return sheet;
        }
        if record.len() != header.len() {
            sheet.problems.push(Refused::new(line, "", "cell_count"));
            continue;
        }
        match cells(&record, &known) {
            Ok(cells) => sheet.rows.push(Row { line, cells }),
            Err(column) => sheet.problems.push(Refused::new(line, column, "not_utf8")),
        }
    }
    sheet
}

/// What stands in the cells that were refused, in their order; `None` for a whole row, or a cell that is not there.
#[must_use]
pub fn quoted(bytes: &[u8], refused: &[Refused]) -> Vec<Option<String>> {
    let text = from_utf16(bytes);
    let content = unmarked(text.as_deref().map_or(bytes, str::as_bytes));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(content)).has_headers(false).flexible(true).from_reader(content);
    let mut records = reader.byte_records().filter_map(Result::ok);
    let header: Vec<String> = records.next().iter().flat_map(csv::ByteRecord::iter).map(column_name).collect();
    let wanted: BTreeSet<u64> = refused.iter().map(|one| one.line).collect();
    let rows: BTreeMap<u64, csv::ByteRecord> = records
        .filter_map(|record| Some((line_after(content, record.position()?), record)))
        .filter(|(line, _)| wanted.contains(line))
        .collect();
    let cell = |one: &Refused| {
        let at = header.iter().position(|name| *name == one.field)?;
        Some(String::from_utf8_lossy(rows.get(&one.line)?.get(at)?).trim().to_owned())
    };
    refused.iter().map(cell).collect()
}

fn column_name(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_ascii_lowercase()
}

/// The line on which a record begins: the reader's position stands before the blank lines that it passed over.
fn line_after(content: &[u8], before: &csv::Position) -> u64 {
    let rest = usize::try_from(before.byte()).ok().and_then(|byte| content.get(byte..)).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    before.line() + blank as u64
}

/// The columns of the header that are known, by position.
fn header_columns(
    header: &csv::ByteRecord,
    columns: &[&'static str],
    required: &[&'static str],
    problems: &mut Vec<Refused>,
) -> Vec<Option<&'static str>> {
    let mut known: Vec<Option<&'static str>> = Vec::with_capacity(header.len());
    for cell in header {
        let name = column_name(cell);
        let column = columns.iter().copied().find(|column| *column == name);
        match column {
            None => problems.push(Refused::new(1, name, "unknown_column")),
            Some(column) if known.contains(&Some(column)) => problems.push(Refused::new(1, column, "repeated_column")),
            Some(_) => {}
        }
        known.push(column);
    }
    for column in required {
        if !known.contains(&Some(column)) {
            problems.push(Refused::new(1, *column, "missing_column"));
        }
    }
    known
}

fn cells(
    record: &csv::ByteRecord,
    known: &[Option<&'static str>],
) -> Result<Vec<(&'static str, String)>, &'static str> {
    let mut cells = Vec::with_capacity(known.len());
    for (bytes, column) in record.iter().zip(known) {
        if let Some(column) = *column {
            let text = std::str::from_utf8(bytes).map_err(|_| column)?;
            cells.push((column, disarmed(text.trim()).to_owned()));
        }
    }
    Ok(cells)
}

/// What stands between cells, by the first line: whichever of `,`, `;` and tab is there most often outside quotes.
fn delimiter(content: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for &byte in content {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(of, _)| *of == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // The first of equals, so that a header of one column is read with commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| *byte)
}

/// Whether a spreadsheet would take a cell that begins with it for a formula.
const fn is_trigger(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// A text as it is written into a cell.
fn armed(text: &str) -> std::borrow::Cow<'_, str> {
    let mut chars = text.chars();
    let needs = match chars.next() {
        Some('\'') => chars.next().is_some_and(|second| is_trigger(second) || second == '\''),
        // What is only a number may be one: sums go on counting it.
        Some('-') if is_number(chars.as_str()) => false,
        Some(first) => is_trigger(first),
        None => false,
    };
    if needs { format!("'{text}").into() } else { text.into() }
}

/// Whether it is digits, with decimals behind a point.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').map_or_else(|| digits(text), |(whole, rest)| digits(whole) && digits(rest))
}

/// A text as it was before [`armed`]. A `'` that belongs to the word (`'s-Gravenzaal`) stays.
fn disarmed(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|first| is_trigger(first) || first == '\'') => rest,
        _ => text,
    }
}

/// Writes a table that [`read`] takes: commas, quotes where needed, no formulas.
#[must_use]
pub fn write(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: Vec<&str>| {
        writer
            .write_record(cells.iter().map(|cell| armed(cell).into_owned()))
            .expect("memory takes every record, and all have the same length");
    };
    put(columns.to_vec());
    for row in rows {
        put(row.iter().map(String::as_str).collect());
    }
    let bytes = writer.into_inner().expect("memory is always flushed");
    String::from_utf8(bytes).expect("texts were written")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["code", "name", "size"];

    fn read_text(text: &str) -> Sheet {
        read(text.as_bytes(), COLUMNS, &["code"])
    }

    #[test]
    fn delimiters_marks_quotes_and_line_numbers() {
        for text in [
            "code,name,size\nA,\"two\nlines, and a comma\",3\n\nB,\"say \"\"hi\"\"\",\n",
            "\u{feff}Code; NAME ;size\r\nA;\"two\nlines, and a comma\";3\r\n\r\nB;\"say \"\"hi\"\"\";\r\n",
            "code\tname\tsize\nA\t\"two\nlines, and a comma\"\t3\n\nB\t\"say \"\"hi\"\"\"\t\n",
        ] {
            let sheet = read_text(text);
            assert_eq!(sheet.problems, [], "{text}");
            let seen: Vec<_> = sheet.rows.iter().map(|row| (row.line, row.get("name"), row.text("size"))).collect();
            assert_eq!(
                seen,
                [(2, Some("two\nlines, and a comma"), Some("3")), (5, Some("say \"hi\""), None)],
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_of_somebody_else_is_read_by_the_heads_that_it_has() {
        let file = "\u{feff}Kenteken;Volume (L);Prijs;x\n1-ABC-234;\"40,5\";70;y\n";
        let read = |columns: &[(&'static str, &str)]| read_as(file.as_bytes(), None, columns);
        let sheet = read(&[("plate", " kenteken"), ("quantity", "VOLUME (L)")]);
        assert_eq!(
            (sheet.problems.len(), sheet.rows[0].get("plate"), sheet.rows[0].get("quantity")),
            (0, Some("1-ABC-234"), Some("40,5"))
        );
        assert_eq!(read(&[("plate", "Plaat")]).problems, [Refused::new(1, "plate", "missing_column")]);
        assert_eq!(read(&[("plate", "x"), ("card", "x")]).problems, [Refused::new(1, "card", "repeated_column")]);
        assert_eq!(read_as(file.as_bytes(), Some(b','), &[("plate", "Kenteken")]).rows, []);
        let (separator, heads, rows) = look(file.as_bytes(), None, 5);
        assert_eq!((separator, heads[1].as_str(), rows[0][1].as_str()), (b';', "Volume (L)", "40,5"));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let sheet = read(b"code,colour,name\nA,red,x\nB,red\nC,red,\xff\nD,red,y\n".as_slice(), COLUMNS, &["code"]);
        assert_eq!(
            sheet.problems,
            [
                Refused::new(1, "colour", "unknown_column"),
                Refused::new(3, "", "cell_count"),
                Refused::new(4, "name", "not_utf8"),
            ]
        );
        assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(sheet.rows[0].get("size"), None);
        assert_eq!(read_text("").problems, [Refused::new(1, "", "empty")]);
        assert_eq!(read_text("name\nx\n").problems, [Refused::new(1, "code", "missing_column")]);
        assert_eq!(read_text("code,code\nx,y\n").problems, [Refused::new(1, "code", "repeated_column")]);
        assert_eq!(read_text("name\nx\n").rows, []);
    }

    #[test]
    fn words_for_yes_and_no() {
        let sheet = read_text("code,name,size\nA,Yes,7\nB,0,x\nC,maybe,\n");
        let column = |row: usize| sheet.rows[row].boolean("name");
        assert_eq!((column(0), column(1)), (Ok(Some(true)), Ok(Some(false))));
        assert_eq!(column(2), Err(Refused::new(4, "name", "invalid")));
        assert_eq!(sheet.rows[0].parsed::<i64>("size"), Ok(Some(7)));
        assert_eq!(sheet.rows[1].parsed::<i64>("size"), Err(Refused::new(3, "size", "invalid")));
        assert_eq!(sheet.rows[2].parsed::<i64>("size"), Ok(None));
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let text = "code\tname\r\nA\tLiège €\r\n";
        let of = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
            mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
        };
        for bytes in [of([0xFF, 0xFE], u16::to_le_bytes), of([0xFE, 0xFF], u16::to_be_bytes)] {
            assert_eq!(from_utf16(&bytes).as_deref(), Some(text));
            let sheet = read(&bytes[..], COLUMNS, &["code"]);
            assert_eq!((sheet.rows[0].get("name"), sheet.problems), (Some("Liège €"), vec![]));
            assert_eq!(look(&bytes, None, 5).1, ["code", "name"]);
            // What is cut off in the middle of a character is no reason to fall.
            assert!(from_utf16(&bytes[..bytes.len() - 1]).is_some());
        }
        assert_eq!(from_utf16(text.as_bytes()), None);
    }

    #[test]
    fn formulas_are_disarmed_and_apostrophes_of_words_are_kept() {
        let texts = [
            "=HYPERLINK(1)",
            "+32 2 501 02 11",
            "-1+2",
            "-",
            "-1.2.3",
            "@x",
            "'s-Gravenzaal",
            "'=x",
            "''",
            "'",
            "plain",
        ];
        let text = write(&["code"], texts.iter().map(|text| vec![(*text).to_owned()]));
        assert!(text.lines().skip(1).all(|line| !line.trim_matches('"').starts_with(is_trigger)), "{text}");
        let sheet = read_text(&text);
        assert_eq!(sheet.rows.iter().map(|row| row.get("code").unwrap()).collect::<Vec<_>>(), texts);
        // A number stays one, so that sums are right.
        assert_eq!(write(&["code"], [vec!["-70.50".to_owned()], vec!["-1".to_owned()]]), "code\n-70.50\n-1\n");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in proptest::collection::vec(("\\PC{1,12}", "[\\PC\n]{0,20}"), 1..8)) {
            let trimmed: Vec<_> = cells.iter().map(|(a, b)| vec![format!("x{}", a.trim()), b.trim().to_owned()]).collect();
            let sheet = read_text(&write(&["code", "name"], trimmed.clone()));
            proptest::prop_assert_eq!(&sheet.problems, &[]);
            let back: Vec<_> =
                sheet.rows.iter().map(|row| vec![row.get("code").unwrap().to_owned(), row.get("name").unwrap().to_owned()]).collect();
            proptest::prop_assert_eq!(back, trimmed);
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let sheet = read(bytes.as_slice(), COLUMNS, &["code"]);
            proptest::prop_assert!(sheet.rows.iter().all(|row| row.line > 1));
        }
    }
}
