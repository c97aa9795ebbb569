//! Labels and the legend as SVG text and signs.

use std::{
    fmt,
    io::{self, Write},
};

use bevy::math::Vec2;

use super::{
    Drawing,
    format::{Escaped, Hex, Short},
};
use crate::view::{
    look::palette::mix_srgb,
    picture::signs::{self, SignShape},
};

/// The attribute `font-size`, left out where it equals the size of the group.
struct FontSize(f32);

impl fmt::Display for FontSize {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.0 == signs::LABEL_LETTERS {
            return Ok(());
        }
        write!(f, r#" font-size="{}""#, Short(self.0))
    }
}

impl Drawing<'_> {
    /// Writes the labels beside their vertices.
    pub(super) fn write_labels(&self, out: &mut impl Write) -> io::Result<()> {
        if self.labels.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            r#"<g font-family="Hack, DejaVu Sans Mono, monospace" font-size="{}" fill="{}" stroke="{}" stroke-width="2" paint-order="stroke">"#,
            signs::LABEL_LETTERS,
            Hex(self.ink),
            Hex(self.background),
        )?;
        for label in self.labels {
            write!(
                out,
                r#"<text x="{}" y="{}"{}"#,
                Short(label.position.x),
                Short(label.position.y + 4.0 * label.size),
                FontSize(signs::LABEL_LETTERS * label.size),
            )?;
            if label.caption {
                let weak = mix_srgb(self.ink, self.background, signs::CAPTION_FADE);
                write!(out, r#" fill="{}""#, Hex(weak))?;
            }
            writeln!(out, ">{}</text>", Escaped(&label.text))?;
        }
        writeln!(out, "</g>")
    }

    /// Writes the legend in the lower left corner.
    pub(super) fn write_legend(&self, out: &mut impl Write) -> io::Result<()> {
        let size = self.screen.size();
        if self.legend.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            r#"<g font-family="Inter, Helvetica, Arial, sans-serif" font-size="{}" fill="{}">"#,
            signs::LEGEND_LETTERS,
            Hex(self.ink)
        )?;
        for (n, sign) in self.legend.iter().enumerate() {
            let at = signs::line_position(n, self.legend.len(), size);
            let y = at.y;
            for (place, &colour) in sign.colours.iter().enumerate() {
                let x = at.x + signs::SHADE * place as f32;
                let (cx, cy, hex) = (Short(x), Short(y), Hex(colour));
                let (ball, ring, rim) = (signs::BALL_RADIUS, signs::RING_RADIUS, signs::RING_WIDTH);
                let (side, corner) = (signs::BOX_SIDE, signs::BOX_CORNER);
                let (length, width) = (signs::LINE_LENGTH, signs::LINE_WIDTH);
                match sign.shape {
                    SignShape::Ball => {
                        writeln!(
                            out,
                            r#"<circle cx="{cx}" cy="{cy}" r="{ball}" fill="{hex}"/>"#
                        )?;
                    }
                    SignShape::Ring => writeln!(
                        out,
                        r#"<circle cx="{cx}" cy="{cy}" r="{ring}" fill="none" stroke="{hex}" stroke-width="{rim}"/>"#
                    )?,
                    SignShape::Box => writeln!(
                        out,
                        r#"<rect x="{}" y="{}" width="{side}" height="{side}" rx="{corner}" fill="{hex}"/>"#,
                        Short(x - side * 0.5),
                        Short(y - side * 0.5)
                    )?,
                    SignShape::Line => writeln!(
                        out,
                        r#"<path d="M{} {cy}h{length}" stroke="{hex}" stroke-width="{width}"/>"#,
                        Short(x - length * 0.5)
                    )?,
                    SignShape::Arrow => {
                        let Vec2 { x: head, y: half } = signs::HEAD;
                        writeln!(
                            out,
                            r#"<path d="M{} {cy}h{length}m-{head} -{half}l{head} {half}l-{head} {half}z" fill="{hex}" stroke="{hex}" stroke-width="{width}" stroke-linejoin="round"/>"#,
                            Short(x - length * 0.5)
                        )?;
                    }
                    SignShape::None => {}
                }
            }
            writeln!(
                out,
                r#"<text x="{}" y="{}">{}</text>"#,
                Short(at.x + sign.text_offset()),
                Short(y + 4.2),
                Escaped(&sign.text)
            )?;
        }
        writeln!(out, "</g>")
    }
}
