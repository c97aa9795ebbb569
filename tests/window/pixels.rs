//! Pixels: the one studio of a moment, PNG files, and what of a picture is drawn on.

use std::{
    io::Cursor,
    sync::{Mutex, MutexGuard, PoisonError},
};

use gradswarm::{
    app::offscreen::Studio,
    view::{PictureError, palette::Rgb},
};

/// A studio, and the right to draw: opening one changes the panic hook of the process, and drawing
/// in software takes all cores. Fields are dropped in this order.
pub struct OpenStudio {
    pub studio: Studio,
    _turn: MutexGuard<'static, ()>,
}

/// Opens a studio when no other test has one; `None` where nothing can draw and nothing must.
pub fn open_studio(open: impl FnOnce() -> Result<Studio, PictureError>) -> Option<OpenStudio> {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    match open() {
        Err(PictureError::NoAdapter) if std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() => {
            println!("nothing can draw here: skipped");
            None
        }
        studio => Some(OpenStudio {
            studio: studio.expect("a renderer"),
            _turn: turn,
        }),
    }
}

/// Width, height and pixels of a PNG file.
pub fn decode_png(png: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut reader = png::Decoder::new(Cursor::new(png))
        .read_info()
        .expect("PNG");
    let info = reader.info();
    assert_eq!(
        (info.color_type, info.bit_depth),
        (png::ColorType::Rgb, png::BitDepth::Eight)
    );
    let (width, height) = (info.width, info.height);
    let mut bytes = vec![0; (3 * width * height) as usize];
    reader.next_frame(&mut bytes).expect("a frame");
    (width, height, bytes.as_chunks::<3>().0.to_vec())
}

/// Pixels that differ from `background` by more than 20 levels in some channel.
pub fn count_lit(pixels: &[Rgb], background: Rgb) -> usize {
    pixels
        .iter()
        .filter(|pixel| is_lit(pixel, background))
        .count()
}

/// Whether a pixel differs from `background` by more than 20 levels in some channel.
pub fn is_lit(pixel: &Rgb, background: Rgb) -> bool {
    pixel
        .iter()
        .zip(background)
        .any(|(&a, b)| a.abs_diff(b) > 20)
}

/// Pixels of the hue of `rgb`: light and shade change the rest.
pub fn count_hue(pixels: &[Rgb], rgb: Rgb) -> usize {
    pixels.iter().filter(|pixel| has_hue(**pixel, rgb)).count()
}

/// Whether a colour has the hue of `rgb`. Greys have none.
pub fn has_hue(colour: Rgb, rgb: Rgb) -> bool {
    let (Some(hue), Some(wanted)) = (normalise_hue(colour), normalise_hue(rgb)) else {
        return false;
    };
    hue.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.16)
}

/// A colour stretched to the full range of its channels; `None` for what is nearly grey.
fn normalise_hue(rgb: Rgb) -> Option<[f32; 3]> {
    let channels = rgb.map(f32::from);
    let [r, g, b] = channels;
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    (high - low > 40.0).then(|| channels.map(|x| (x - low) / (high - low)))
}
