//! Files that come in as documents: certificates and reports as PDF, or a photo of one.

use kernel::{Class, Problem};
use serde_json::{Map, Value, json};

use crate::photo::{self, KEPT_SIDE, PhotoError, Prepared};

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Where a PDF must have ended, counted from the end of the file, in bytes.
const TAIL: usize = 1024;
/// How much of a file browsers look at to guess what it is, in bytes.
const SNIFFED: usize = 1024;

/// What is kept of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreparedDocument {
    /// A PDF, as it came: it is only ever handed out to be saved.
    Pdf(Vec<u8>),
    /// A photo, made smaller and without its metadata.
    Photo(Prepared),
}

/// Why a file is not taken as a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Neither PDF nor photo by its content, whatever its name says; or two things at once.
    #[error("neither a PDF nor a photo")]
    Format,
    /// Larger than [`MAX_BYTES`].
    #[error("more than {MAX_BYTES} bytes")]
    TooManyBytes,
    /// A photo of more than [`photo::MAX_PIXELS`].
    #[error("more than {} pixels", photo::MAX_PIXELS)]
    TooManyPixels,
    /// Begins like a document and goes on as something else.
    #[error("the file is damaged")]
    Damaged,
}

impl Problem for DocumentError {
    fn code(&self) -> &'static str {
        match self {
            Self::Format => "document_format",
            Self::TooManyBytes => "document_too_large",
            Self::TooManyPixels => "photo_too_many_pixels",
            Self::Damaged => "document_damaged",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Format => Class::UnsupportedMedia,
            Self::TooManyBytes => Class::TooLarge,
            Self::TooManyPixels | Self::Damaged => Class::Refused,
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Format => json!({ "formats": ["PDF", "JPEG", "PNG", "WebP"] }),
            Self::TooManyBytes => json!({ "max_megabytes": MAX_BYTES / 1024 / 1024 }),
            Self::TooManyPixels => json!({ "max_megapixels": photo::MAX_PIXELS / 1_000_000 }),
            Self::Damaged => Value::Null,
        };
        if let Value::Object(map) = data { map } else { Map::new() }
    }
}

impl From<PhotoError> for DocumentError {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Format => Self::Format,
            PhotoError::TooManyBytes => Self::TooManyBytes,
            PhotoError::TooManyPixels => Self::TooManyPixels,
            PhotoError::Damaged => Self::Damaged,
        }
    }
}

/// [`prepare`] off the async threads, one file at a time in the whole process.
pub async fn prepare_in_turn(file: impl AsRef<[u8]> + Send + 'static) -> Result<PreparedDocument, DocumentError> {
    photo::in_turn(move || prepare(file.as_ref())).await.unwrap_or(Err(DocumentError::Damaged))
}

/// Turns a file into what is kept. Takes a second of processor time for a large photo: call it off the async threads.
pub fn prepare(file: &[u8]) -> Result<PreparedDocument, DocumentError> {
    if file.len() > MAX_BYTES {
        return Err(DocumentError::TooManyBytes);
    }
    if file.starts_with(b"%PDF-") {
        check_pdf(file)?;
        return Ok(PreparedDocument::Pdf(file.to_vec()));
    }
    let (photo, _) = photo::unpack(file, KEPT_SIDE)?;
    Ok(PreparedDocument::Photo(photo::as_jpeg(&photo)?))
}

/// Whether a file that begins as a PDF also ends as one, and is nothing else besides.
fn check_pdf(file: &[u8]) -> Result<(), DocumentError> {
    let version = file.get(5..8).is_some_and(|text| matches!(text, [b'1' | b'2', b'.', b'0'..=b'9']));
    let tail = &file[file.len().saturating_sub(TAIL)..];
    let end = tail.windows(5).rposition(|bytes| bytes == b"%%EOF");
    let Some(end) = end.filter(|_| version) else { return Err(DocumentError::Damaged) };
    if !tail[..end].windows(9).any(|bytes| bytes == b"startxref") {
        return Err(DocumentError::Damaged);
    }
    // Behind its end a PDF has at most line ends and padding: anything else is a second file.
    if !tail[end + 5..].iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(DocumentError::Format);
    }
    let head = file[..file.len().min(SNIFFED)].to_ascii_lowercase();
    let page = [&b"<html"[..], b"<script", b"<!doctype", b"<body", b"<svg"];
    if page.iter().any(|tag| head.windows(tag.len()).any(|bytes| bytes == *tag)) {
        return Err(DocumentError::Format);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n";

    #[test]
    fn a_pdf_is_kept_as_it_came() {
        assert_eq!(prepare(PDF), Ok(PreparedDocument::Pdf(PDF.to_vec())));
        let updated = [PDF, b"2 0 obj\n<< >>\nendobj\nstartxref\n70\n%%EOF\r\n\0\0"].concat();
        assert!(prepare(&updated).is_ok(), "a PDF may end several times");
    }

    #[test]
    fn a_file_that_is_two_things_is_neither() {
        let behind = [PDF, b"<html><script>alert(1)</script></html>"].concat();
        assert_eq!(prepare(&behind), Err(DocumentError::Format));
        let far_behind = [&PDF[..9], &vec![b'%'; 4096], &PDF[9..], b"<html><script>alert(1)</script></html>"].concat();
        assert_eq!(prepare(&far_behind), Err(DocumentError::Format));
        let inside = [b"%PDF-1.7\n% <HTML><script>alert(1)</script>\n", &PDF[9..]].concat();
        assert_eq!(prepare(&inside), Err(DocumentError::Format));
        assert_eq!(prepare(&[b"<html>", PDF].concat()), Err(DocumentError::Format));
        assert_eq!(prepare(b"GIF89a/*\x01\0\x01\0\0*/=alert(1);"), Err(DocumentError::Format));
        assert_eq!(prepare(b"PK\x03\x04"), Err(DocumentError::Format));
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        assert_eq!(prepare(&PDF[..PDF.len() - 10]), Err(DocumentError::Damaged));
        assert_eq!(prepare(b"%PDF-x.y\nstartxref\n%%EOF"), Err(DocumentError::Damaged));
        assert_eq!(prepare(b"%PDF-1.7\n%%EOF"), Err(DocumentError::Damaged));
        assert_eq!(prepare(b"%PDF-"), Err(DocumentError::Damaged));
        assert_eq!(prepare(&vec![b'%'; MAX_BYTES + 1]), Err(DocumentError::TooManyBytes));
    }
}
