//! Tables to work on: a workbook of sheets, as XLSX.
//!
//! What somebody typed is written as a text, never as a formula, and marked so that it stays one when its cell is edited.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// The longest name of a sheet, in characters.
const MAX_NAME: usize = 31;
/// The longest text in a cell, in characters.
const MAX_TEXT: usize = 32_000;
/// How wide a column becomes at most, in pixels; longer texts are broken.
const MAX_WIDTH: u32 = 420;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, whatever it looks like.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with a decimal.
    Tenths(f64),
    /// Cents of the money of the house.
    Cents(i64),
    /// A day.
    Day(NaiveDate),
    /// A day and a time on the clock of the place.
    Time(NaiveDateTime),
}

impl Cell {
    /// The same as a text, for files that know nothing else.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Tenths(number) => format!("{number:.1}"),
            Self::Cents(cents) => {
                let sign = if *cents < 0 { "-" } else { "" };
                let cents = cents.unsigned_abs();
                format!("{sign}{}.{:02}", cents / 100, cents % 100)
            }
            Self::Day(day) => day.to_string(),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Tenths(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<NaiveDateTime> for Cell {
    fn from(time: NaiveDateTime) -> Self {
        Self::Time(time)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// What stands above each column.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

/// The workbook could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// By what writes it.
    #[error("the workbook could not be put together: {0}")]
    Xlsx(#[from] XlsxError),
    /// The task that made it was ended.
    #[error("the workbook was not finished")]
    Unfinished,
}

/// [`write`] off the async threads.
pub async fn write_in_turn(sheets: Vec<Sheet>, made_at: NaiveDateTime) -> Result<Vec<u8>, WorkbookError> {
    let made = crate::photo::in_turn(move || write(&sheets, made_at)).await;
    made.unwrap_or(Err(WorkbookError::Unfinished))
}

/// A workbook of these sheets, which says that it was made then (in universal time).
pub fn write(sheets: &[Sheet], made_at: NaiveDateTime) -> Result<Vec<u8>, WorkbookError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&time(made_at)?));
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    /// A text that would be taken for a formula by whoever edits it.
    guarded: Format,
    whole: Format,
    tenths: Format,
    cents: Format,
    day: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            text: top().set_text_wrap(),
            guarded: top().set_text_wrap().set_quote_prefix(),
            whole: top().set_num_format("0"),
            tenths: top().set_num_format("0.0"),
            cents: top().set_num_format("#,##0.00"),
            day: top().set_num_format("yyyy-mm-dd"),
            time: top().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

fn fill(target: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    target.set_name(sheet_name(&sheet.name))?;
    for (column, head) in (0_u16..).zip(&sheet.columns) {
        target.write_string_with_format(0, column, cut(head), &looks.head)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    let look = if looks_like_formula(text) { &looks.guarded } else { &looks.text };
                    target.write_string_with_format(row, column, cut(text), look)?
                }
                #[expect(clippy::cast_precision_loss, reason = "a workbook has no other numbers")]
                Cell::Whole(number) => target.write_number_with_format(row, column, *number as f64, &looks.whole)?,
                Cell::Tenths(number) => target.write_number_with_format(row, column, *number, &looks.tenths)?,
                #[expect(clippy::cast_precision_loss, reason = "a workbook has no other numbers")]
                Cell::Cents(cents) => {
                    target.write_number_with_format(row, column, *cents as f64 / 100.0, &looks.cents)?
                }
                Cell::Day(day) => {
                    let day = time(day.and_time(chrono::NaiveTime::MIN))?;
                    target.write_datetime_with_format(row, column, day, &looks.day)?
                }
                Cell::Time(at) => target.write_datetime_with_format(row, column, time(*at)?, &looks.time)?,
            };
        }
    }
    target.set_freeze_panes(1, 0)?;
    target.set_autofit_max_width(MAX_WIDTH).autofit();
    Ok(())
}

/// Whether a spreadsheet would take a text for a formula if somebody typed it.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}

/// A name without what names of sheets must not have.
fn sheet_name(name: &str) -> String {
    let plain = name.chars().map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter });
    plain.take(MAX_NAME).collect::<String>().trim().to_owned()
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(MAX_TEXT).map_or(text, |(end, _)| &text[..end])
}

fn time(at: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let (hour, minute, second) = (at.hour(), at.minute(), f64::from(at.second()));
    ExcelDateTime::from_ymd(year, part(at.month()), part(at.day()))?.and_hms(
        u16::try_from(hour).unwrap_or_default(),
        part(minute),
        second,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn cells_are_texts_for_files_that_know_nothing_else() {
        let cells = [
            (Cell::Empty, ""),
            ("=1+1".into(), "=1+1"),
            (12.into(), "12"),
            (33.3.into(), "33.3"),
            (Cell::Cents(120_005), "1200.05"),
            (Cell::Cents(-5), "-0.05"),
            (Cell::Cents(-120_005), "-1200.05"),
            (at("2026-10-25T02:30:00").date().into(), "2026-10-25"),
            (at("2026-10-25T02:30:00").into(), "2026-10-25 02:30"),
            (None::<i64>.into(), ""),
        ];
        for (cell, text) in cells {
            assert_eq!(cell.text(), text);
        }
    }

    #[test]
    fn a_sheet_is_called_what_it_may_be_called() {
        assert_eq!(sheet_name("Tickets"), "Tickets");
        assert_eq!(sheet_name("a/b: [c]*?\\'"), "a b   c");
        assert_eq!(sheet_name(&"x".repeat(50)).len(), MAX_NAME);
        assert_eq!(cut(&"é".repeat(MAX_TEXT + 5)).chars().count(), MAX_TEXT);
    }

    /// The parts of a workbook whose names contain that word, unpacked.
    fn part(bytes: Vec<u8>, name: &str) -> String {
        use std::io::Read;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn no_text_becomes_a_formula() {
        let evil = ["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "plain"];
        let sheet = Sheet {
            name: "Tickets".into(),
            columns: vec!["=title".into(), "count".into()],
            rows: evil.iter().map(|text| vec![(*text).into(), 77.into()]).collect(),
        };
        let bytes = write(&[sheet], at("2026-11-27T08:00:00")).unwrap();
        let cells = part(bytes.clone(), "xl/worksheets/sheet1.xml");
        assert!(!cells.contains("<f>") && !cells.contains("<hyperlink"), "{cells}");
        // Nine texts (two heads) are references to the table of texts, seven numbers are numbers.
        assert_eq!((cells.matches("t=\"s\"").count(), cells.matches("<v>77</v>").count()), (9, 7));
        assert!(part(bytes.clone(), "xl/styles.xml").contains("quotePrefix=\"1\""));
        let texts = part(bytes, "xl/sharedStrings.xml");
        assert!(texts.contains("=HYPERLINK(&quot;") || texts.contains("=HYPERLINK(\""), "{texts}");
    }

    #[test]
    fn the_same_is_written_alike() {
        let sheet = Sheet { name: "A".into(), columns: vec!["a".into()], rows: vec![vec![Cell::Cents(150)]] };
        let made = || write(std::slice::from_ref(&sheet), at("2026-11-27T08:00:00")).unwrap();
        assert_eq!(made(), made());
        assert!(write(&[], at("2026-11-27T08:00:00")).is_ok(), "a workbook without sheets is one all the same");
    }
}
