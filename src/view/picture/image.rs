//! A picture in memory.

use bevy::prelude::*;

use super::PictureError;
use crate::view::look::palette::Rgb;

/// A picture: eight bits each of red, green and blue, sRGB, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The pixels.
    pub pixels: Vec<Rgb>,
}

impl Picture {
    /// What a graphics card delivered, whatever the order of its channels.
    ///
    /// # Errors
    /// Its format is none that a screen has.
    pub fn of(image: &Image) -> Result<Self, PictureError> {
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

    /// Columns and rows.
    pub fn size(&self) -> UVec2 {
        UVec2::new(self.width, self.height)
    }

    /// Its bytes as PNG.
    ///
    /// # Errors
    /// What the encoder says.
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

    /// Lays a colour over a pixel; outside of the picture nothing happens.
    pub fn blend(&mut self, x: i32, y: i32, rgb: Rgb, opacity: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
            return;
        };
        if x < self.width && y < self.height {
            let pixel = &mut self.pixels[(y * self.width + x) as usize];
            *pixel = crate::view::look::palette::mix(*pixel, rgb, opacity.clamp(0.0, 1.0));
        }
    }
}
