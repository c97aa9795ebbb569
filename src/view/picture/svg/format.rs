//! Numbers, colours and text as SVG has them.

use std::fmt::{self, Display, Formatter};

use crate::view::look::palette::Rgb;

/// A length: a twentieth of a pixel is finer than any eye.
pub(super) struct Short(pub f32);

impl Display for Short {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        rounded(f, self.0, 20.0)
    }
}

/// A share from 0 to 1.
pub(super) struct Share(pub f32);

impl Display for Share {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        rounded(f, self.0, 1000.0)
    }
}

/// A number to the nearest part, in as few letters as say it.
fn rounded(f: &mut Formatter, number: f32, parts: f32) -> fmt::Result {
    let number = (number * parts).round() / parts;
    // The sum with zero is never the negative zero.
    let text = format!("{:.3}", number + 0.0);
    f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
}

/// A colour.
#[derive(Clone, Copy)]
pub(super) struct Hex(pub Rgb);

impl Display for Hex {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Text as XML has it; what XML cannot have at all is left out.
pub(super) struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_str(" ")?,
                '\u{fffe}' | '\u{ffff}' => {}
                letter if letter.is_control() => {}
                letter => write!(f, "{letter}")?,
            }
        }
        Ok(())
    }
}
