//! Why there is no picture.

use std::fmt;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Nothing that can draw was found.
    NoAdapter,
    /// The picture never came.
    NoPicture,
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
