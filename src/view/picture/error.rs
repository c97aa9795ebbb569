//! Why there is no picture.

use std::fmt;

use bevy::math::UVec2;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Nothing that can draw was found.
    NoAdapter,
    /// The picture never came.
    NoPicture,
    /// It is larger than what the graphics card draws.
    TooLarge {
        /// What was asked for, pixels.
        size: UVec2,
        /// The longest side that can be drawn, pixels.
        most: u32,
    },
    /// The picture could not be encoded.
    Encoding(String),
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoAdapter => f.write_str(
                "nothing was found that can draw: no graphics card and no software renderer; \
                 on Linux `mesa-vulkan-drivers` is one",
            ),
            Self::NoPicture => f.write_str("the graphics driver did not finish the picture"),
            Self::TooLarge { size, most } => write!(
                f,
                "a picture of {} × {} pixels is too large for this graphics card: it draws {most} on a side",
                size.x, size.y
            ),
            Self::Encoding(problem) => write!(f, "the picture cannot be encoded: {problem}"),
        }
    }
}

impl std::error::Error for PictureError {}

impl From<png::EncodingError> for PictureError {
    fn from(error: png::EncodingError) -> Self {
        Self::Encoding(error.to_string())
    }
}

impl PictureError {
    /// Whether a picture can be drawn by a graphics card that draws so many pixels on a side.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`].
    pub fn check_size(size: UVec2, most: u32) -> Result<(), Self> {
        if size.max_element() > most {
            return Err(Self::TooLarge { size, most });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_too_large_is_refused_and_says_how_large_it_may_be() {
        let check = |width, height| PictureError::check_size(UVec2::new(width, height), 4096);
        assert_eq!((check(4096, 16), check(16, 4096)), (Ok(()), Ok(())));
        let told = check(16, 4097).unwrap_err().to_string();
        assert!(
            told.contains("16 × 4097") && told.contains("4096 on a side"),
            "{told}"
        );
    }
}
