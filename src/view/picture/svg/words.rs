//! Labels and the legend.

use std::io::{self, Write};

use super::{
    Drawing, SignShape,
    format::{Escaped, Hex, Short},
};

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
                r#"<text x="{}" y="{}">{}</text>"#,
                Short(label.position.x),
                Short(label.position.y + 4.0),
                Escaped(&label.text),
            )?;
        }
        writeln!(out, "</g>")
    }

    /// The legend, in the lower left corner.
    pub(super) fn signs(&self, out: &mut impl Write) -> io::Result<()> {
        const LINE: f32 = 18.0;
        if self.legend.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            r#"<g font-family="Ubuntu, DejaVu Sans, sans-serif" font-size="12" fill="{}">"#,
            Hex(self.ink)
        )?;
        let top = self.screen.size().y - 16.0 - LINE * (self.legend.len() as f32 - 1.0);
        for (n, sign) in self.legend.iter().enumerate() {
            let y = top + LINE * n as f32;
            let mut x = 18.0;
            for &colour in &sign.colours {
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
                x += 11.0;
            }
            writeln!(
                out,
                r#"<text x="{}" y="{}">{}</text>"#,
                Short(x.max(18.0) + 3.0),
                Short(y + 4.2),
                Escaped(&sign.text)
            )?;
        }
        writeln!(out, "</g>")
    }
}
