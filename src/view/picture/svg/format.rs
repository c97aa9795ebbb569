//! Numbers, colours and text in the syntax of SVG.

use std::fmt::{self, Display, Formatter};

use crate::view::look::palette::Rgb;

/// A length in pixels, rounded to a twentieth: finer differences are invisible.
pub(super) struct Short(pub f32);

impl Display for Short {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write_rounded(f, self.0, 20.0)
    }
}

/// A share from 0 to 1, rounded to a thousandth.
pub(super) struct Share(pub f32);

impl Display for Share {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write_rounded(f, self.0, 1000.0)
    }
}

/// Writes a number rounded to `1 / parts`, without trailing zeros.
fn write_rounded(f: &mut Formatter, number: f32, parts: f32) -> fmt::Result {
    let number = (number * parts).round() / parts;
    // Adding zero turns the negative zero into zero.
    let text = format!("{:.3}", number + 0.0);
    f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
}

/// A colour as `#rrggbb`.
#[derive(Clone, Copy)]
pub(super) struct Hex(pub Rgb);

impl Display for Hex {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Text with XML escapes; characters that XML forbids are left out.
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
