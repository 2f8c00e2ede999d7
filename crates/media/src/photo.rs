//! Files that come in as photos: looked at before they are decoded, made smaller, and written anew without metadata.

use std::{io::Cursor, sync::LazyLock};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use kernel::{Class, Problem};
use serde_json::{Map, Value, json};
use tokio::sync::Semaphore;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The most pixels before decoding.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longer side of what is kept, in pixels.
pub const KEPT_SIDE: u32 = 1600;
/// The quality of the JPEG that is kept, 1 to 100.
const QUALITY: u8 = 85;
/// What a decoder may allocate, in bytes: four for each pixel, and room to work.
const MAX_ALLOC: u64 = 4 * MAX_PIXELS + 32 * 1024 * 1024;

/// How many files are unpacked at a time: each may take 200 MB of memory for a moment.
static UNPACKING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// What is kept of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Why a file is not taken as a photo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Not JPEG, PNG or WebP by its content, whatever its name says.
    #[error("not a JPEG, PNG or WebP")]
    Format,
    /// Larger than [`MAX_BYTES`].
    #[error("more than {MAX_BYTES} bytes")]
    TooManyBytes,
    /// More than [`MAX_PIXELS`], or more memory than they need.
    #[error("more than {MAX_PIXELS} pixels")]
    TooManyPixels,
    /// Begins like a photo and goes on as something else.
    #[error("the file is damaged")]
    Damaged,
}

impl Problem for PhotoError {
    fn code(&self) -> &'static str {
        match self {
            Self::Format => "photo_format",
            Self::TooManyBytes => "photo_too_large",
            Self::TooManyPixels => "photo_too_many_pixels",
            Self::Damaged => "photo_damaged",
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
            Self::Format => json!({ "formats": ["JPEG", "PNG", "WebP"] }),
            Self::TooManyBytes => json!({ "max_megabytes": MAX_BYTES / 1024 / 1024 }),
            Self::TooManyPixels => json!({ "max_megapixels": MAX_PIXELS / 1_000_000 }),
            Self::Damaged => Value::Null,
        };
        if let Value::Object(map) = data { map } else { Map::new() }
    }
}

impl From<ImageError> for PhotoError {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooManyPixels,
            ImageError::Unsupported(_) => Self::Format,
            _ => Self::Damaged,
        }
    }
}

/// [`prepare`] off the async threads, one file at a time in the whole process.
pub async fn prepare_in_turn(file: impl AsRef<[u8]> + Send + 'static) -> Result<Prepared, PhotoError> {
    in_turn(move || prepare(file.as_ref())).await.unwrap_or(Err(PhotoError::Damaged))
}

/// Does it off the async threads, one at a time in the whole process; `None` when it panicked.
pub(crate) async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let _turn = UNPACKING.acquire().await.ok()?;
    tokio::task::spawn_blocking(work).await.ok()
}

/// Turns a file into what is kept: upright, at most [`KEPT_SIDE`] pixels, transparent parts white. Takes a second of
/// processor time for a large photo: call it off the async threads.
pub fn prepare(file: &[u8]) -> Result<Prepared, PhotoError> {
    if file.len() > MAX_BYTES {
        return Err(PhotoError::TooManyBytes);
    }
    let (photo, _) = unpack(file, KEPT_SIDE)?;
    as_jpeg(&photo)
}

/// The picture in a file, upright and with no side longer than `kept_side`, and as what it came.
pub(crate) fn unpack(file: &[u8], kept_side: u32) -> Result<(DynamicImage, ImageFormat), PhotoError> {
    let format = image::guess_format(file).map_err(|_| PhotoError::Format)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PhotoError::Format);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_ALLOC {
        return Err(PhotoError::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(PhotoError::Damaged);
    }
    let orientation = decoder.orientation()?;
    let mut photo = DynamicImage::from_decoder(decoder)?;
    if width.max(height) > kept_side {
        photo = photo.resize(kept_side, kept_side, FilterType::CatmullRom);
    }
    photo.apply_orientation(orientation);
    Ok((photo, format))
}

/// The picture as it is kept of a photo.
pub(crate) fn as_jpeg(photo: &DynamicImage) -> Result<Prepared, PhotoError> {
    let photo = on_white(photo);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&photo)?;
    Ok(Prepared { jpeg, width: photo.width(), height: photo.height() })
}

/// Without transparency: a JPEG has none, and what shines through would otherwise turn black.
pub(crate) fn on_white(photo: &DynamicImage) -> RgbImage {
    if !photo.color().has_alpha() {
        return photo.to_rgb8();
    }
    let photo = photo.to_rgba8();
    RgbImage::from_fn(photo.width(), photo.height(), |x, y| {
        let [red, green, blue, alpha] = photo.get_pixel(x, y).0;
        let blend = |color: u8| {
            let mixed = (u32::from(color) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    })
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs::png::PngEncoder, metadata::Orientation};

    use super::*;

    fn png(photo: &RgbaImage) -> Vec<u8> {
        let mut file = Vec::new();
        PngEncoder::new(&mut file).write_image(photo, photo.width(), photo.height(), ExtendedColorType::Rgba8).unwrap();
        file
    }

    fn jpeg_with_exif(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new(&mut file);
        let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"a secret place");
        encoder.set_exif_metadata(exif).unwrap();
        encoder.encode_image(&RgbImage::from_pixel(width, height, image::Rgb([200, 10, 10]))).unwrap();
        file
    }

    fn decoded(prepared: &Prepared) -> RgbImage {
        image::load_from_memory_with_format(&prepared.jpeg, ImageFormat::Jpeg).unwrap().to_rgb8()
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_keeps_its_shape() {
        let prepared = prepare(&png(&RgbaImage::from_pixel(3200, 1000, Rgba([10, 20, 30, 255])))).unwrap();
        assert_eq!((prepared.width, prepared.height), (1600, 500));
        assert_eq!(decoded(&prepared).dimensions(), (1600, 500));
        let small = prepare(&png(&RgbaImage::from_pixel(30, 20, Rgba([10, 20, 30, 255])))).unwrap();
        assert_eq!((small.width, small.height), (30, 20));
    }

    #[test]
    fn the_camera_s_orientation_is_applied_and_its_metadata_is_gone() {
        assert_eq!(Orientation::from_exif(6), Some(Orientation::Rotate90));
        let file = jpeg_with_exif(40, 20, 6);
        assert!(file.windows(14).any(|bytes| bytes == b"a secret place"));
        let prepared = prepare(&file).unwrap();
        assert_eq!((prepared.width, prepared.height), (20, 40));
        assert!(!prepared.jpeg.windows(14).any(|bytes| bytes == b"a secret place"));
        assert!(!prepared.jpeg.windows(4).any(|bytes| bytes == b"Exif"));
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let prepared = prepare(&png(&RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])))).unwrap();
        assert!(decoded(&prepared).pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
    }

    #[test]
    fn only_photos_are_taken_whatever_their_name() {
        for file in [&b"GIF89a\x01\0\x01\0\0\0\0;"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"%PDF-1.7"]
        {
            assert_eq!(prepare(file), Err(PhotoError::Format), "{file:?}");
        }
        let whole = png(&RgbaImage::from_pixel(50, 50, Rgba([1, 2, 3, 255])));
        assert_eq!(prepare(&whole[..whole.len() / 2]), Err(PhotoError::Damaged));
        assert_eq!(prepare(b"\x89PNG\r\n\x1a\nnonsense"), Err(PhotoError::Damaged));
        assert_eq!(prepare(&vec![0; MAX_BYTES + 1]), Err(PhotoError::TooManyBytes));
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_photo_is_refused_before_it_is_decoded() {
        let mut file = png(&RgbaImage::from_pixel(1, 1, Rgba([0, 0, 0, 255])));
        // The header says 100,000 x 100,000; its checksum is right, the pixels are not there.
        file[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        let crc = crc32(&file[12..29]);
        file[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(prepare(&file), Err(PhotoError::TooManyPixels));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }
}
