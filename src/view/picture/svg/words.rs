//! Labels and the legend.

use std::{
    fmt,
    io::{self, Write},
};

use super::{
    Drawing,
    format::{Escaped, Hex, Short},
};
use crate::view::picture::signs::{self, SignShape};

/// The attribute that says how large letters are, unless they are as large as those around them.
struct FontSize(f32);

impl fmt::Display for FontSize {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.0 == 11.0 {
            return Ok(());
        }
        write!(f, r#" font-size="{}""#, Short(self.0))
    }
}

impl Drawing<'_> {
    /// Labels beside their vertices.
    pub(super) fn texts(&self, out: &mut impl Write) -> io::Result<()> {
        if self.labels.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            r#"<g font-family="Hack, DejaVu Sans Mono, monospace" font-size="11" fill="{}" stroke="{}" stroke-width="2" paint-order="stroke">"#,
            Hex(self.ink),
            Hex(self.background),
        )?;
        for label in self.labels {
            writeln!(
                out,
                r#"<text x="{}" y="{}"{}>{}</text>"#,
                Short(label.position.x),
                Short(label.position.y + 4.0 * label.size),
                FontSize(11.0 * label.size),
                Escaped(&label.text),
            )?;
        }
        writeln!(out, "</g>")
    }

    /// The legend, in the lower left corner.
    pub(super) fn signs(&self, out: &mut impl Write) -> io::Result<()> {
        let size = self.screen.size();
        if self.legend.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            r#"<g font-family="Ubuntu, DejaVu Sans, sans-serif" font-size="12" fill="{}">"#,
            Hex(self.ink)
        )?;
        for (n, sign) in self.legend.iter().enumerate() {
            let at = signs::place(n, self.legend.len(), size);
            let y = at.y;
            for (place, &colour) in sign.colours.iter().enumerate() {
                let x = at.x + signs::SHADE * place as f32;
                let (cx, cy, hex) = (Short(x), Short(y), Hex(colour));
                match sign.shape {
                    SignShape::Ball => {
                        writeln!(out, r#"<circle cx="{cx}" cy="{cy}" r="5" fill="{hex}"/>"#)?;
                    }
                    SignShape::Ring => writeln!(
                        out,
                        r#"<circle cx="{cx}" cy="{cy}" r="4.2" fill="none" stroke="{hex}" stroke-width="1.6"/>"#
                    )?,
                    SignShape::Box => writeln!(
                        out,
                        r#"<rect x="{}" y="{}" width="9" height="9" rx="2" fill="{hex}"/>"#,
                        Short(x - 4.5),
                        Short(y - 4.5)
                    )?,
                    SignShape::Line => writeln!(
                        out,
                        r#"<path d="M{} {cy}h12" stroke="{hex}" stroke-width="1.4"/>"#,
                        Short(x - 6.0)
                    )?,
                    SignShape::None => {}
                }
            }
            writeln!(
                out,
                r#"<text x="{}" y="{}">{}</text>"#,
                Short(at.x + sign.width()),
                Short(y + 4.2),
                Escaped(&sign.text)
            )?;
        }
        writeln!(out, "</g>")
    }
}
