//! Files that come in as the plan of a floor: a picture, or a drawing as SVG that is written anew from an allow-list.

use std::io::Cursor;

use image::{ImageFormat, codecs::jpeg::JpegEncoder};
use kernel::{Class, Problem};
use serde_json::{Map, Value, json};

use crate::{photo, svg};

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The longer side of a picture that is kept, in pixels: enough to read the numbers of doors.
pub const KEPT_SIDE: u32 = 4000;
/// A PNG that would be larger, in bytes, is no drawing but a photo, and kept as JPEG.
const MAX_PNG: usize = 8 * 1024 * 1024;
/// The quality of a JPEG that is kept, 1 to 100.
const QUALITY: u8 = 88;

/// What is kept of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedPlan {
    /// The file: nothing in it but what is seen.
    pub content: Vec<u8>,
    /// What it is: `image/png`, `image/jpeg` or `image/svg+xml`.
    pub content_type: &'static str,
    /// How wide it is: pixels, or units of the drawing.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// Why a file is not taken as a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Not JPEG, PNG, WebP or SVG by its content, whatever its name says.
    #[error("not a JPEG, PNG, WebP or SVG")]
    Format,
    /// Larger than [`MAX_BYTES`].
    #[error("more than {MAX_BYTES} bytes")]
    TooManyBytes,
    /// More pixels than [`photo::MAX_PIXELS`].
    #[error("more than {} pixels", photo::MAX_PIXELS)]
    TooManyPixels,
    /// Begins like a plan and goes on as something else; or a drawing with definitions of entities in it.
    #[error("the file is damaged")]
    Damaged,
    /// A drawing with more parts, or deeper ones, than anybody draws.
    #[error("the drawing has too many parts")]
    TooComplex,
    /// A drawing that does not say how large it is, or is absurdly large or small.
    #[error("the drawing has no usable size")]
    Size,
}

impl Problem for PlanError {
    fn code(&self) -> &'static str {
        match self {
            Self::Format => "plan_format",
            Self::TooManyBytes => "plan_too_large",
            Self::TooManyPixels => "plan_too_many_pixels",
            Self::Damaged => "plan_damaged",
            Self::TooComplex => "plan_too_complex",
            Self::Size => "plan_without_size",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Format => Class::UnsupportedMedia,
            Self::TooManyBytes => Class::TooLarge,
            Self::TooManyPixels | Self::Damaged | Self::TooComplex | Self::Size => Class::Refused,
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Format => json!({ "formats": ["JPEG", "PNG", "WebP", "SVG"] }),
            Self::TooManyBytes => json!({ "max_megabytes": MAX_BYTES / 1024 / 1024 }),
            Self::TooManyPixels => json!({ "max_megapixels": photo::MAX_PIXELS / 1_000_000 }),
            Self::Damaged | Self::TooComplex | Self::Size => Value::Null,
        };
        if let Value::Object(map) = data { map } else { Map::new() }
    }
}

impl From<photo::PhotoError> for PlanError {
    fn from(error: photo::PhotoError) -> Self {
        match error {
            photo::PhotoError::Format => Self::Format,
            photo::PhotoError::TooManyBytes => Self::TooManyBytes,
            photo::PhotoError::TooManyPixels => Self::TooManyPixels,
            photo::PhotoError::Damaged => Self::Damaged,
        }
    }
}

/// [`prepare`] off the async threads, one file at a time in the whole process.
pub async fn prepare_in_turn(file: impl AsRef<[u8]> + Send + 'static) -> Result<PreparedPlan, PlanError> {
    photo::in_turn(move || prepare(file.as_ref())).await.unwrap_or(Err(PlanError::Damaged))
}

/// Turns a file into what is kept. Takes seconds of processor time for a large picture: call it off the async threads.
pub fn prepare(file: &[u8]) -> Result<PreparedPlan, PlanError> {
    if file.len() > MAX_BYTES {
        return Err(PlanError::TooManyBytes);
    }
    if image::guess_format(file).is_err() && svg::looks_like_one(file) {
        let (content, width, height) = svg::clean(file)?;
        return Ok(PreparedPlan { content: content.into_bytes(), content_type: "image/svg+xml", width, height });
    }
    let (picture, format) = photo::unpack(file, KEPT_SIDE)?;
    let (width, height) = (picture.width(), picture.height());
    if format != ImageFormat::Jpeg {
        let mut png = Vec::new();
        // Written anew from the pixels: no comment, no profile, no place where it was taken.
        let plain = if picture.color().has_alpha() {
            picture.to_rgba8().into()
        } else {
            image::DynamicImage::from(picture.to_rgb8())
        };
        plain.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(photo::PhotoError::from)?;
        if png.len() <= MAX_PNG {
            return Ok(PreparedPlan { content: png, content_type: "image/png", width, height });
        }
    }
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    photo::on_white(&picture).write_with_encoder(encoder).map_err(photo::PhotoError::from)?;
    Ok(PreparedPlan { content: jpeg, content_type: "image/jpeg", width, height })
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn written(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Vec::new();
        let picture = image::DynamicImage::from(picture.clone());
        let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
        picture.write_to(&mut Cursor::new(&mut file), format).unwrap();
        file
    }

    #[test]
    fn a_drawing_stays_png_and_a_photo_stays_jpeg() {
        let picture = RgbaImage::from_pixel(300, 200, Rgba([10, 20, 30, 255]));
        for (format, kept) in
            [(ImageFormat::Png, "image/png"), (ImageFormat::WebP, "image/png"), (ImageFormat::Jpeg, "image/jpeg")]
        {
            let plan = prepare(&written(&picture, format)).unwrap();
            assert_eq!((plan.content_type, plan.width, plan.height), (kept, 300, 200), "{format:?}");
            assert_eq!(image::load_from_memory(&plan.content).unwrap().width(), 300);
        }
    }

    #[test]
    fn thirty_megapixels_are_made_smaller() {
        let file = written(&RgbaImage::from_pixel(6000, 5000, Rgba([200, 210, 220, 255])), ImageFormat::Jpeg);
        let plan = prepare(&file).unwrap();
        assert_eq!((plan.width, plan.height), (4000, 3333));
    }

    #[test]
    fn what_stands_beside_the_pixels_is_dropped() {
        let mut file = written(&RgbaImage::from_pixel(8, 8, Rgba([1, 2, 3, 255])), ImageFormat::Png);
        file.extend(b"<script>alert(1)</script>");
        let plan = prepare(&file).unwrap();
        assert!(!plan.content.windows(7).any(|bytes| bytes == b"<script"));
    }

    #[test]
    fn only_pictures_and_drawings_are_taken() {
        for file in [
            &b"GIF89a/*\x01\0\x01\0\0*/=alert(1);"[..],
            b"%PDF-1.7\n<html>",
            b"<html><script>1</script></html>",
            b"",
            b"<svgx/>",
        ] {
            assert_eq!(prepare(file), Err(PlanError::Format), "{}", String::from_utf8_lossy(file));
        }
        assert_eq!(prepare(&vec![b' '; MAX_BYTES + 1]), Err(PlanError::TooManyBytes));
        let mut bomb = written(&RgbaImage::from_pixel(1, 1, Rgba([0, 0, 0, 255])), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        // Its checksum is wrong as well; either way nothing is unpacked.
        assert!(matches!(prepare(&bomb), Err(PlanError::Damaged | PlanError::TooManyPixels)));
    }
}
