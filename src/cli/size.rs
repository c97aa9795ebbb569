//! A size in pixels on the command line.

use std::str::FromStr;

use bevy::math::UVec2;

/// A size in the form `WxH`, 16 to 8192 pixels each.
#[derive(Clone, Copy, Debug)]
pub struct Size(pub UVec2);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once(['x', '×']).and_then(|(width, height)| {
            Some(UVec2::new(
                width.trim().parse().ok()?,
                height.trim().parse().ok()?,
            ))
        });
        parsed
            .filter(|size| size.min_element() >= 16 && size.max_element() <= 8192)
            .map(Self)
            .ok_or_else(|| {
                format!("`{text}` is no size: expected WxH, such as 1280x800, 16 to 8192 each")
            })
    }
}
