//! Animated PNGs, written frame by frame.
//!
//! Each frame stores only the rectangle that differs from the frame before. Only encoded bytes and
//! the last raw frame are kept, so a recording needs little memory.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use bevy::prelude::*;

use super::{Picture, PictureError};

/// Number of frames in the header until the recording has ended and the true number is known.
const PROMISED: u32 = u32::MAX >> 1;

/// An animated PNG that is being written.
pub struct Animation {
    bytes: Shared,
    writer: png::Writer<Shared>,
    last: Option<Picture>,
    size: UVec2,
    frames: u32,
}

/// The bytes of the file, written by the encoder and read by the animation.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn with_bytes<T>(&self, read: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        // A poisoned lock is harmless: a vector of bytes is never half written.
        read(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with_bytes(|all| all.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Animation {
    /// Begins an animation of `size` pixels at `rate` frames per second that repeats for ever.
    ///
    /// # Errors
    /// [`PictureError::Encoding`] if the encoder fails.
    pub fn begin(size: UVec2, rate: u16) -> Result<Self, PictureError> {
        let bytes = Shared::default();
        let mut encoder = png::Encoder::new(bytes.clone(), size.x, size.y);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        encoder.set_animated(PROMISED, 0)?;
        encoder.set_frame_delay(1, rate.max(1))?;
        encoder.set_dispose_op(png::DisposeOp::None)?;
        encoder.set_blend_op(png::BlendOp::Source)?;
        Ok(Self {
            writer: encoder.write_header()?,
            bytes,
            last: None,
            size,
            frames: 0,
        })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// [`PictureError::Encoding`] if the frame has another size or the encoder fails.
    pub fn push(&mut self, picture: Picture) -> Result<(), PictureError> {
        if picture.size() != self.size {
            return Err(PictureError::Encoding(format!(
                "a frame has {} pixels, the recording {}",
                picture.size(),
                self.size
            )));
        }
        let changed = match &self.last {
            None => URect::from_corners(UVec2::ZERO, self.size),
            Some(last) => changed_rectangle(last, &picture),
        };
        let (at, size) = (changed.min, changed.size());
        self.writer.reset_frame_position()?;
        self.writer.set_frame_dimension(size.x, size.y)?;
        self.writer.set_frame_position(at.x, at.y)?;
        // Copy the pixels of the rectangle, row by row.
        let width = picture.width as usize;
        let rows = picture.pixels.chunks_exact(width);
        let rows = rows.skip(at.y as usize).take(size.y as usize);
        let columns = at.x as usize..(at.x + size.x) as usize;
        let data: Vec<u8> = rows
            .flat_map(|row| row[columns.clone()].as_flattened())
            .copied()
            .collect();
        self.writer.write_image_data(&data)?;
        self.last = Some(picture);
        self.frames += 1;
        Ok(())
    }

    /// Number of frames so far.
    pub fn frames(&self) -> u32 {
        self.frames
    }

    /// Number of bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.with_bytes(|all| all.len())
    }

    /// Whether there is no frame yet.
    pub fn is_empty(&self) -> bool {
        self.frames == 0
    }

    /// Ends the animation; returns the whole file.
    ///
    /// # Errors
    /// [`PictureError::Encoding`] if there is no frame or the encoder fails.
    pub fn finish(self) -> Result<Vec<u8>, PictureError> {
        if self.is_empty() {
            return Err(PictureError::Encoding("there is no frame".into()));
        }
        self.writer.finish()?;
        let mut bytes = self.bytes.with_bytes(std::mem::take);
        write_frame_count(&mut bytes, self.frames);
        Ok(bytes)
    }
}

/// The smallest rectangle around all pixels that differ; one pixel if none does, because a frame
/// cannot be empty.
fn changed_rectangle(a: &Picture, b: &Picture) -> URect {
    let width = a.width as usize;
    let rows = a
        .pixels
        .chunks_exact(width)
        .zip(b.pixels.chunks_exact(width));
    let mut changed: Option<URect> = None;
    for (y, (a, b)) in rows.enumerate() {
        let differ = |(a, b)| a != b;
        let Some(left) = a.iter().zip(b).position(differ) else {
            continue;
        };
        let right = a.iter().zip(b).rposition(differ).unwrap_or(left);
        let row = URect::new(left as u32, y as u32, right as u32 + 1, y as u32 + 1);
        changed = Some(changed.map_or(row, |all| all.union(row)));
    }
    changed.unwrap_or(URect::new(0, 0, 1, 1))
}

/// Writes the number of frames into the header, which was written before the number was known.
fn write_frame_count(bytes: &mut [u8], frames: u32) {
    const NAME: &[u8; 4] = b"acTL";
    // The chunk comes after the header and before the pixels, so the first match is the right one.
    let place = bytes.windows(NAME.len()).position(|name| name == NAME);
    let Some(chunk) = place.and_then(|at| bytes.get_mut(at..at + 16)) else {
        return;
    };
    chunk[4..8].copy_from_slice(&frames.to_be_bytes());
    let check = crc32(&chunk[..12]);
    chunk[12..].copy_from_slice(&check.to_be_bytes());
}

/// CRC-32 of a chunk's name and data, as the PNG specification defines it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dotted_frame(dot: u32) -> Picture {
        let mut picture = Picture {
            width: 20,
            height: 10,
            pixels: vec![[10, 20, 30]; 200],
        };
        picture.blend_pixel(dot as i32, 4, [250, 0, 0], 1.0);
        picture
    }

    #[test]
    fn a_recording_decodes_to_its_frames() {
        let mut animation = Animation::begin(UVec2::new(20, 10), 25).unwrap();
        for dot in [3, 3, 7, 12] {
            animation.push(dotted_frame(dot)).unwrap();
        }
        assert!(
            animation
                .push(Picture {
                    width: 10,
                    height: 20,
                    ..dotted_frame(0)
                })
                .is_err()
        );
        let bytes = animation.finish().unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(&bytes))
            .read_info()
            .unwrap();
        assert_eq!(reader.info().animation_control().unwrap().num_frames, 4);
        let mut canvas = vec![[0; 3]; 200];
        for dot in [3, 3, 7, 12] {
            let mut part = vec![0; 600];
            reader.next_frame(&mut part).unwrap();
            let control = *reader.info().frame_control().unwrap();
            assert_eq!((control.delay_num, control.delay_den), (1, 25));
            let (pixels, _) = part.as_chunks::<3>();
            for (n, &pixel) in pixels
                .iter()
                .take((control.width * control.height) as usize)
                .enumerate()
            {
                let (x, y) = (n as u32 % control.width, n as u32 / control.width);
                canvas[((y + control.y_offset) * 20 + x + control.x_offset) as usize] = pixel;
            }
            assert_eq!(canvas, dotted_frame(dot).pixels);
        }
        assert!(
            reader.next_frame(&mut vec![0; 600]).is_err(),
            "no fifth frame"
        );
    }

    #[test]
    fn a_recording_without_a_frame_is_none() {
        assert!(
            Animation::begin(UVec2::new(20, 10), 25)
                .unwrap()
                .finish()
                .is_err()
        );
    }
}
