//! Papers to print and file: headings, paragraphs and tables on sheets of A4, with the number of each page.

use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    text::{Font, TextDirection},
};

use crate::labels::{BOLD, MM, SANS};

/// The sheet, in millimetres.
const SHEET: (f32, f32) = (210.0, 297.0);
/// What stays white around it, in millimetres.
const MARGIN: f32 = 15.0;
/// How much room there is from left to right, in millimetres.
const WIDTH: f32 = SHEET.0 - 2.0 * MARGIN;
/// Where the last line of a page may stand, in millimetres from above.
const BOTTOM: f32 = SHEET.1 - MARGIN - 8.0;
/// The size of ordinary text, in points.
const TEXT: f32 = 8.5;
/// The distance from line to line, in sizes.
const LEADING: f32 = 1.3;
/// How wide a letter is on average, in sizes; texts are broken a little early rather than late.
const LETTER: f32 = 0.57;
/// What is white between two columns, in millimetres.
const GUTTER: f32 = 2.0;

/// A part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A table; its head is said again on each page.
    Table {
        /// The share of each column, in whatever unit.
        shares: Vec<f32>,
        /// What stands above each column.
        head: Vec<String>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
}

/// What is printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paper {
    /// What it is called, in large letters.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// What stands at the foot of each page, beside its number.
    pub foot: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The PDF could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the PDF could not be put together: {0}")]
pub struct PaperError(String);

/// [`print`] off the async threads.
pub async fn print_in_turn(paper: Paper) -> Result<Vec<u8>, PaperError> {
    let made = crate::photo::in_turn(move || print(&paper)).await;
    made.unwrap_or_else(|| Err(PaperError("it was not finished".into())))
}

/// A line of text where it stands, in millimetres.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    text: String,
}

/// What stands on a page.
#[derive(Debug, Default)]
struct Sheet {
    lines: Vec<Line>,
    /// The heights at which a rule goes from left to right.
    rules: Vec<f32>,
}

/// Puts blocks one below the other, and begins a new page where one is full.
struct Layout {
    sheets: Vec<Sheet>,
    y: f32,
}

impl Layout {
    fn new() -> Self {
        Self { sheets: vec![Sheet::default()], y: MARGIN }
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::default());
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// Begins a new page unless so much still fits on this one.
    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.sheets.push(Sheet::default());
            self.y = MARGIN;
        }
    }

    /// Begins a new page within a table.
    fn next_page(&mut self, head: &[Vec<String>], widths: &[f32]) {
        self.make_room(SHEET.1);
        self.row(head, widths, true);
    }

    fn paragraph(&mut self, text: &str, size: f32, bold: bool, behind: f32) {
        for text in wrapped(text, size, WIDTH) {
            let step = size * LEADING / MM;
            self.make_room(step);
            self.y += step;
            let (x, y) = (MARGIN, self.y);
            self.sheet().lines.push(Line { x, y, size, bold, text });
        }
        self.y += behind;
    }

    fn table(&mut self, shares: &[f32], head: &[String], rows: &[Vec<String>]) {
        let whole: f32 = shares.iter().sum::<f32>().max(f32::EPSILON);
        let widths: Vec<f32> = shares.iter().map(|share| share / whole * WIDTH).collect();
        let broken = |cells: &[String]| -> Vec<Vec<String>> {
            cells.iter().zip(&widths).map(|(cell, width)| wrapped(cell, TEXT, width - GUTTER)).collect()
        };
        let head = broken(head);
        let page = BOTTOM - MARGIN - height(&head);
        let first = rows.first().map_or(0.0, |row| height(&broken(row)));
        self.make_room(height(&head) + if first > page { page / 4.0 } else { first });
        self.row(&head, &widths, true);
        for row in rows {
            let mut rest = broken(row);
            // A row that is longer than a page goes on on the next.
            while height(&rest) > page {
                let here = fitting(BOTTOM - self.y);
                if here < 3 {
                    self.next_page(&head, &widths);
                    continue;
                }
                let behind = rest.iter_mut().map(|cell| cell.split_off(here.min(cell.len()))).collect();
                self.row(&rest, &widths, false);
                rest = behind;
            }
            if self.y + height(&rest) > BOTTOM {
                self.next_page(&head, &widths);
            }
            self.row(&rest, &widths, false);
        }
        self.y += 4.0;
    }

    fn row(&mut self, cells: &[Vec<String>], widths: &[f32], bold: bool) {
        let top = self.y;
        let mut x = MARGIN;
        for (cell, width) in cells.iter().zip(widths) {
            let mut y = top;
            for text in cell {
                y += TEXT * LEADING / MM;
                let line = Line { x, y, size: TEXT, bold, text: text.clone() };
                self.sheet().lines.push(line);
            }
            x += width;
        }
        self.y = top + height(cells);
        let rule = self.y - 0.6;
        self.sheet().rules.push(rule);
    }
}

/// How high a row is, in millimetres, with the white below it.
#[expect(clippy::cast_precision_loss, reason = "a cell has some lines")]
fn height(cells: &[Vec<String>]) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    lines as f32 * TEXT * LEADING / MM + 2.4
}

/// How many lines of a row fit into so many millimetres.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page has some hundred lines")]
fn fitting(room: f32) -> usize {
    ((room - 2.4).max(0.0) / (TEXT * LEADING / MM)) as usize
}

fn lay_out(paper: &Paper) -> Vec<Sheet> {
    let mut layout = Layout::new();
    layout.paragraph(&paper.title, 16.0, true, 1.0);
    layout.paragraph(&paper.subtitle, 10.0, false, 4.0);
    for block in &paper.blocks {
        match block {
            Block::Heading(text) => {
                // A heading does not stand alone at the foot of a page.
                layout.make_room(25.0);
                layout.y += 3.0;
                layout.paragraph(text, 11.0, true, 1.0);
            }
            Block::Text(text) => layout.paragraph(text, TEXT, false, 1.5),
            Block::Table { shares, head, rows } => layout.table(shares, head, rows),
        }
    }
    layout.sheets
}

/// A PDF of the paper.
pub fn print(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let font = |data: &'static [u8]| Font::new(data.into(), 0).ok_or_else(|| PaperError("the font is broken".into()));
    let (sans, bold) = (font(SANS)?, font(BOLD)?);
    let settings =
        PageSettings::from_wh(SHEET.0 * MM, SHEET.1 * MM).ok_or_else(|| PaperError("a sheet has no size".into()))?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(paper.title.clone()));
    let sheets = lay_out(paper);
    let count = sheets.len();
    for (index, sheet) in sheets.into_iter().enumerate() {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0, 0, 0).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        let foot = Line {
            x: MARGIN,
            y: SHEET.1 - MARGIN,
            size: 7.0,
            bold: false,
            text: format!("{} · {} / {count}", paper.foot, index + 1),
        };
        for line in sheet.lines.iter().chain([&foot]) {
            let at = Point::from_xy(line.x * MM, line.y * MM);
            let font = if line.bold { &bold } else { &sans };
            surface.draw_text(at, font.clone(), line.size, &line.text, false, TextDirection::Auto);
        }
        for y in sheet.rules {
            draw_rule(&mut surface, y);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PaperError(format!("{error:?}")))
}

fn draw_rule(surface: &mut Surface<'_>, y: f32) {
    let mut path = PathBuilder::new();
    if let Some(rule) = Rect::from_xywh(MARGIN * MM, y * MM, WIDTH * MM, 0.3) {
        path.push_rect(rule);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// The text in lines that fit into so many millimetres.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line has some hundred letters")]
fn wrapped(text: &str, size: f32, width: f32) -> Vec<String> {
    let fits = ((width * MM / (size * LETTER)) as usize).max(1);
    let mut lines: Vec<String> = vec![];
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let mut rest: Vec<char> = word.chars().collect();
            if !line.is_empty() && line.chars().count() + 1 + rest.len() <= fits {
                line.push(' ');
                line.extend(rest);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            while rest.len() > fits {
                lines.push(rest.drain(..fits).collect());
            }
            line.extend(rest);
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize, cell: &str) -> Paper {
        let rows = (0..rows).map(|row| vec![format!("{row}"), cell.to_owned()]).collect();
        let table = Block::Table { shares: vec![1.0, 3.0], head: vec!["Nr".into(), "Wat".into()], rows };
        Paper { title: "Keuringsboek".into(), blocks: vec![Block::Heading("Liften".into()), table], ..Paper::default() }
    }

    #[test]
    fn a_paper_is_a_pdf_that_is_taken_as_one() {
        let pdf = print(&table(3, "Größe, café, œuvre")).unwrap();
        assert_eq!(crate::document::prepare(&pdf), Ok(crate::PreparedDocument::Pdf(pdf.clone())));
        assert!(print(&Paper::default()).is_ok());
    }

    #[test]
    fn every_row_stands_within_a_page_and_the_head_on_each() {
        for (rows, cell) in [
            (1, "kort"),
            (200, "kort"),
            (40, "een cel met veel woorden ".repeat(20).as_str()),
            (2, "woord ".repeat(3000).as_str()),
        ] {
            let sheets = lay_out(&table(rows, cell));
            let on =
                |text: &str| sheets.iter().filter(|sheet| sheet.lines.iter().any(|line| line.text == text)).count();
            assert_eq!(on("Wat"), sheets.len(), "{rows}");
            for row in 0..rows {
                assert_eq!(on(&row.to_string()), 1, "row {row} of {rows}");
            }
            for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
                assert!(line.y > MARGIN && line.y <= BOTTOM + 0.1, "{line:?}");
            }
            // Nothing is lost where a row goes on on the next page.
            let words: usize = sheets
                .iter()
                .flat_map(|sheet| &sheet.lines)
                .map(|line| line.text.split(' ').filter(|word| cell.split(' ').any(|one| one == *word)).count())
                .sum();
            assert!(words >= rows * cell.split_whitespace().count(), "{words} of {rows}");
        }
    }

    #[test]
    fn long_words_are_cut_and_short_ones_share_a_line() {
        assert_eq!(wrapped("", 8.0, 30.0), Vec::<String>::new());
        assert_eq!(wrapped("een twee\ndrie", 8.0, 100.0), ["een twee", "drie"]);
        let cut = wrapped(&"x".repeat(100), 8.0, 30.0);
        assert!(cut.len() > 1 && cut.concat() == "x".repeat(100));
    }
}
