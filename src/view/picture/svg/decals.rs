//! The signs of operations as paths: the lines of `sign_distance` in `vertices.wgsl`.

use std::io::{self, Write};

use bevy::prelude::*;

use super::format::Short;
use crate::view::{
    draw::{SIGN_HALF_WIDTH, SIGN_REACH},
    look::palette::OperationKind,
};

/// The corners of a sign's lines, of which each is drawn without a gap; its half size is 1, and y
/// points up.
fn sign_lines(kind: OperationKind) -> &'static [&'static [[f32; 2]]] {
    match kind {
        OperationKind::Sum => &[&[[-1.0, 0.0], [1.0, 0.0]], &[[0.0, -1.0], [0.0, 1.0]]],
        OperationKind::Product => &[&[[-0.8, -0.8], [0.8, 0.8]], &[[-0.8, 0.8], [0.8, -0.8]]],
        OperationKind::Power => &[&[[-0.8, -0.4], [0.0, 0.6], [0.8, -0.4]]],
        OperationKind::Activation => &[&[[-1.0, -0.6], [-0.4, -0.6], [0.4, 0.6], [1.0, 0.6]]],
        OperationKind::Exponential => &[&[[-1.0, -0.7], [0.1, -0.4], [0.8, 0.9]]],
        OperationKind::Other => &[&[[0.0, 0.0], [0.0, 0.0]]],
    }
}

/// Writes the sign of an operation on a vertex of this radius, in a colour.
pub(super) fn write_sign(
    out: &mut impl Write,
    kind: OperationKind,
    at: Vec2,
    radius: f32,
    colour: impl std::fmt::Display,
) -> io::Result<()> {
    write!(out, r#"<path d=""#)?;
    for line in sign_lines(kind) {
        for (place, [x, y]) in line.iter().enumerate() {
            let corner = at + Vec2::new(*x, -*y) * radius * SIGN_REACH;
            let step = if place == 0 { "M" } else { "L" };
            write!(out, "{step}{} {}", Short(corner.x), Short(corner.y))?;
        }
    }
    // A dot is a line without length, as wide as the dot.
    let width = match kind {
        OperationKind::Other => 2.0 * (0.3 * SIGN_REACH + SIGN_HALF_WIDTH) * radius,
        _ => 2.0 * SIGN_HALF_WIDTH * radius,
    };
    writeln!(
        out,
        r#"" fill="none" stroke="{colour}" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round"/>"#,
        Short(width)
    )
}
