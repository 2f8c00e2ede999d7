//! Sheets of labels with a QR code each, to be printed on sticky paper: A4, three across and eight down, 70 × 37 mm.

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
use qrcode::{Color, EcLevel, QrCode};

/// How many labels fit on a sheet.
pub const PER_SHEET: usize = ACROSS * DOWN;
/// The most labels at a time: twenty sheets.
pub const MAX_LABELS: usize = 20 * PER_SHEET;
const ACROSS: usize = 3;
const DOWN: usize = 8;
/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// The sheet, in millimetres.
const SHEET: (f32, f32) = (210.0, 297.0);
/// A label, in millimetres; what is left over above and below is the margin.
const LABEL: (f32, f32) = (70.0, 37.0);
/// The QR code with its quiet zone, in millimetres.
const CODE: f32 = 29.0;
/// How many modules of white a QR code needs on each side (ISO/IEC 18004).
const QUIET: usize = 4;
/// How much room a text has beside the code, in millimetres.
const TEXT: f32 = 34.0;

pub(crate) static SANS: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");
pub(crate) static BOLD: &[u8] = include_bytes!("../fonts/DejaVuSans-Bold.ttf");

/// What stands on a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What the code leads to.
    pub url: String,
    /// The short name, in large letters.
    pub code: String,
    /// The name.
    pub name: String,
    /// Where it is, for whoever cannot scan.
    pub place: String,
}

/// Why there are no labels.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// An address that does not fit into a QR code.
    #[error("this address does not fit into a QR code: {0}")]
    Code(#[from] qrcode::types::QrError),
    /// The PDF could not be put together.
    #[error("the PDF could not be put together: {0}")]
    Pdf(String),
}

/// [`sheets`] off the async threads.
pub async fn sheets_in_turn(title: String, labels: Vec<Label>) -> Result<Vec<u8>, LabelError> {
    let made = crate::photo::in_turn(move || sheets(&title, &labels)).await;
    made.unwrap_or_else(|| Err(LabelError::Pdf("it was not finished".into())))
}

/// A PDF with the labels, from the top left of the first sheet on.
pub fn sheets(title: &str, labels: &[Label]) -> Result<Vec<u8>, LabelError> {
    let font =
        |data: &'static [u8]| Font::new(data.into(), 0).ok_or_else(|| LabelError::Pdf("the font is broken".into()));
    let fonts = Fonts { sans: font(SANS)?, bold: font(BOLD)? };
    let settings = PageSettings::from_wh(SHEET.0 * MM, SHEET.1 * MM)
        .ok_or_else(|| LabelError::Pdf("a sheet has no size".into()))?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()));
    for sheet in labels.chunks(PER_SHEET) {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for (index, label) in sheet.iter().enumerate() {
            let (left, top) = corner(index);
            draw(&mut surface, &fonts, label, left, top)?;
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| LabelError::Pdf(format!("{error:?}")))
}

struct Fonts {
    sans: Font,
    bold: Font,
}

/// The top left corner of a label on its sheet, in millimetres.
#[expect(clippy::cast_precision_loss, reason = "there are 24 labels on a sheet")]
fn corner(index: usize) -> (f32, f32) {
    let margin = (SHEET.1 - LABEL.1 * DOWN as f32) / 2.0;
    ((index % ACROSS) as f32 * LABEL.0, margin + (index / ACROSS) as f32 * LABEL.1)
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, label: &Label, left: f32, top: f32) -> Result<(), LabelError> {
    surface.set_fill(Some(Fill {
        paint: rgb::Color::new(0, 0, 0).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }));
    draw_code(surface, &label.url, left + 2.0, top + (LABEL.1 - CODE) / 2.0)?;
    let x = left + CODE + 4.0;
    let mut y = top + 10.0;
    for (font, size, text, lines) in
        [(&fonts.bold, 10.0, &label.code, 2), (&fonts.sans, 8.0, &label.name, 3), (&fonts.sans, 6.0, &label.place, 3)]
    {
        for line in wrapped(text, size, lines) {
            let at = Point::from_xy(x * MM, y * MM);
            surface.draw_text(at, font.clone(), size, &line, false, TextDirection::Auto);
            y += size * 1.25 / MM;
        }
        y += 0.8;
    }
    Ok(())
}

/// The code as one path of squares.
#[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules a side")]
fn draw_code(surface: &mut Surface<'_>, url: &str, left: f32, top: f32) -> Result<(), LabelError> {
    // A label gets scratched and dirty: a quarter of it may be unreadable.
    let code = QrCode::with_error_correction_level(url, EcLevel::Q)?;
    let width = code.width();
    let module = CODE * MM / (width + 2 * QUIET) as f32;
    let mut path = PathBuilder::new();
    for (index, color) in code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark) {
        debug_assert_eq!(color, Color::Dark);
        let (column, row) = ((index % width + QUIET) as f32, (index / width + QUIET) as f32);
        if let Some(square) = Rect::from_xywh(left * MM + column * module, top * MM + row * module, module, module) {
            path.push_rect(square);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    Ok(())
}

/// The text in lines that fit beside the code, cut off with an ellipsis after so many. Letters of the font are about
/// 0.6 of their size wide.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line has some ten letters")]
fn wrapped(text: &str, size: f32, max_lines: usize) -> Vec<String> {
    let fits = (TEXT * MM / (size * 0.62)) as usize;
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        let room = lines.last().map_or(0, |line| fits.saturating_sub(line.chars().count() + 1));
        if let Some(line) = lines.last_mut().filter(|_| rest.len() <= room) {
            line.push(' ');
            line.extend(rest);
            continue;
        }
        while rest.len() > fits {
            lines.push(rest.drain(..fits).collect());
        }
        lines.push(rest.into_iter().collect());
    }
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            let kept: String = last.chars().take(fits.saturating_sub(1)).collect();
            *last = kept + "…";
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(number: usize) -> Label {
        Label {
            url: format!("https://intendant.example/r/0190000000007000800000000000{number:04}"),
            code: format!("W16-LIFT-{number}"),
            name: "Grote lift – ascenseur – Größe".into(),
            place: "Wetstraat 16 › Kelder › Technische ruimte".into(),
        }
    }

    #[test]
    fn twenty_four_fit_on_a_sheet() {
        let pages = |count: usize| {
            let labels: Vec<_> = (0..count).map(label).collect();
            let pdf = sheets("Labels", &labels).unwrap();
            assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
            assert_eq!(crate::document::prepare(&pdf), Ok(crate::PreparedDocument::Pdf(pdf.clone())));
            let text = String::from_utf8_lossy(&pdf);
            text.matches("/Type /Page\n").count()
                + text.matches("/Type/Page\n").count()
                + text.matches("/Type/Page/").count()
        };
        let (one, two) = (pages(24), pages(25));
        assert_eq!((one, two), (1, 2));
    }

    #[test]
    fn labels_lie_side_by_side_within_the_sheet() {
        assert_eq!(corner(0), (0.0, 0.5));
        assert_eq!(corner(2), (140.0, 0.5));
        assert_eq!(corner(3), (0.0, 37.5));
        let (left, top) = corner(PER_SHEET - 1);
        assert!(left + LABEL.0 <= SHEET.0 && top + LABEL.1 <= SHEET.1);
    }

    #[test]
    fn long_texts_are_wrapped_and_cut_off() {
        assert_eq!(wrapped("Zaal", 8.0, 3), ["Zaal"]);
        assert_eq!(wrapped("", 8.0, 3), Vec::<String>::new());
        let lines = wrapped(&"woord ".repeat(40), 8.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
        let one_word = wrapped(&"x".repeat(45), 8.0, 3);
        assert_eq!(one_word.concat(), "x".repeat(45));
        assert!(one_word.iter().all(|line| line.chars().count() <= one_word[0].chars().count()));
    }

    #[test]
    fn an_address_that_is_too_long_is_said() {
        let long = Label { url: "x".repeat(5000), ..label(1) };
        assert!(matches!(sheets("Labels", &[long]), Err(LabelError::Code(_))));
    }
}
