//! A picture in memory.

use bevy::prelude::*;

use super::PictureError;
use crate::view::look::palette::Rgb;

/// A picture: eight bits each of red, green and blue, sRGB, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The pixels, row by row from the top.
    pub pixels: Vec<Rgb>,
}

impl Picture {
    /// Converts an image from the graphics card, with channels in the order RGBA or BGRA.
    ///
    /// # Errors
    /// [`PictureError::Encoding`] for another format, [`PictureError::NoPicture`] without data.
    pub fn from_image(image: &Image) -> Result<Self, PictureError> {
        let format = image.texture_descriptor.format;
        let (width, height) = (image.width(), image.height());
        let swapped = match format.remove_srgb_suffix() {
            bevy::render::render_resource::TextureFormat::Rgba8Unorm => false,
            bevy::render::render_resource::TextureFormat::Bgra8Unorm => true,
            _ => {
                return Err(PictureError::Encoding(format!(
                    "pixels come as {format:?}; expected eight bits each of red, green and blue"
                )));
            }
        };
        let data = image.data.as_ref().ok_or(PictureError::NoPicture)?;
        let (pixels, _) = data.as_chunks::<4>();
        let pixels = pixels.iter().map(|&[a, b, c, _]| match swapped {
            false => [a, b, c],
            true => [c, b, a],
        });
        Ok(Self {
            width,
            height,
            pixels: pixels.collect(),
        })
    }

    /// Width and height, pixels.
    pub fn size(&self) -> UVec2 {
        UVec2::new(self.width, self.height)
    }

    /// Encodes the picture as PNG.
    ///
    /// # Errors
    /// [`PictureError::Encoding`] if the encoder fails.
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(self.pixels.as_flattened())?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Blends a colour over a pixel in sRGB; pixels outside of the picture are ignored.
    pub fn blend_pixel(&mut self, x: i32, y: i32, rgb: Rgb, opacity: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
            return;
        };
        if x < self.width && y < self.height {
            let pixel = &mut self.pixels[(y * self.width + x) as usize];
            *pixel = crate::view::look::palette::mix_srgb(*pixel, rgb, opacity.clamp(0.0, 1.0));
        }
    }
}
