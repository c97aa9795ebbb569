//! The reasons why a picture fails.

use std::fmt;

use bevy::math::UVec2;

/// The reason why a picture failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// No graphics card and no software renderer was found.
    NoAdapter,
    /// The graphics driver did not deliver the picture.
    NoPicture,
    /// The picture is larger than the limit of the graphics card.
    TooLarge {
        /// The requested size, pixels.
        size: UVec2,
        /// The longest side that the graphics card draws, pixels.
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
    /// Checks a picture's size against the longest side that a graphics card draws, `most` pixels.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`] if a side is longer.
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
