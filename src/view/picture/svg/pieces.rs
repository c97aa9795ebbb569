//! Vertices and edges as SVG elements, with the sizes and colours that the shaders give them.
//!
//! Each function is the twin of the shader function of the same name, with the same constants
//! (`draw/shared.rs`). Light, gloss and the wave are left out.

use std::io::{self, Write};

use bevy::prelude::*;

use super::{
    LayerWriter, decals,
    format::{Hex, Share, Short},
};
use crate::view::{
    draw::{
        EDGE_END, EDGE_OVERLAP, EDGE_START, FOG_LINEAR, HEAD_HALF_WIDTH, HOLLOW_FILL, LARGEST_DOT,
        LIT_EDGE_OPACITY, LIT_EDGE_WIDTH, LIT_FOG, LONG_EDGE_LEAST, LONGEST_HEAD, NEIGHBOUR_TINT,
        SELECTED_RING, SELECTED_RING_WIDTH, SMALLEST_BOX, SMALLEST_HEAD, SMALLEST_SIGN,
        THIN_EDGE_FADE,
    },
    look::{
        appearance::{EdgeInstance, HighlightFlags},
        palette::{Rgb, encoded_opacity, lit_edge, mix_linear, sign_colour},
    },
};

/// Half the side of the square that stands for a box, as a share of the radius.
const SQUARE: f32 = 0.76;
/// Radius of the square's corners, as a share of the radius.
const ROUNDING: f32 = 0.2;
/// Vertices with a larger radius have a dark rim, pixels.
const SMALLEST_RIMMED: f32 = 3.0;
/// Share of black in the colour of the rim.
const RIM_DARKNESS: f32 = 0.6;
/// A vertex is left out if its centre is farther than this many radii outside of the picture.
const MARGIN: f32 = 1.6;
/// An edge of less opacity is left out: three digits of it are written.
const FAINTEST: f32 = 5e-4;

impl LayerWriter<'_> {
    /// Radius of a vertex in the picture, pixels.
    fn drawn_radius(&self, vertex: usize, distance: f32) -> f32 {
        let scale = self.layer.points.get(vertex).map_or(0.0, |point| point.w);
        let smallest = self.layer.style.smallest_radius * scale.min(LARGEST_DOT);
        self.drawing
            .screen
            .radius(self.layer.style.vertex_radius * scale, distance)
            .max(smallest)
    }

    /// 0 at the near side of the graph, the fog's strength at its far side.
    fn fog_at(&self, distance: f32) -> f32 {
        let style = &self.layer.style;
        let depth = style.fog_end - style.fog_start;
        let share = ((distance - style.fog_start) / depth).clamp(0.0, 1.0);
        style.fog_strength * share * (FOG_LINEAR + (1.0 - FOG_LINEAR) * share)
    }

    /// Share that is left of an element when others stand out. Nothing is quiet in an SVG.
    fn share_left(&self, state: HighlightFlags) -> f32 {
        let style = &self.layer.style;
        if state.intersects(HighlightFlags::FILTERED) {
            return style.filtered_share;
        }
        let beneath = if state.intersects(HighlightFlags::SELECTED) {
            1.0
        } else {
            style.unselected_share
        };
        if state.intersects(HighlightFlags::DIMMED) {
            beneath * style.dimmed_share
        } else {
            beneath
        }
    }

    /// Writes a circle, or a rounded square for a box that is large enough, with its rim and ring.
    pub(super) fn write_vertex(&self, out: &mut impl Write, dense: usize) -> io::Result<()> {
        let vertex = self.layer.vertices[dense];
        let left = self.share_left(vertex.state());
        if left == 0.0 {
            return Ok(());
        }
        let place = self.position_of(dense);
        let Some((at, distance)) = place.and_then(|at| self.drawing.screen.project(at)) else {
            return Ok(());
        };
        let radius = self.drawn_radius(dense, distance);
        if !self.picture_rect(MARGIN * radius).contains(at) {
            return Ok(());
        }
        let state = vertex.state();
        let lit = state.intersects(
            HighlightFlags::NEIGHBOUR | HighlightFlags::HOVERED | HighlightFlags::SELECTED,
        );
        // The order of the shader: accent, fog, then the share that is left.
        let seen = |mut rgb: Rgb| {
            if state.intersects(HighlightFlags::NEIGHBOUR) {
                rgb = mix_linear(rgb, self.drawing.accent, NEIGHBOUR_TINT);
            }
            let fog = self.fog_at(distance) * if lit { LIT_FOG } else { 1.0 };
            rgb = mix_linear(rgb, self.drawing.background, fog);
            Hex(mix_linear(self.drawing.background, rgb, left))
        };
        let (x, y, r) = (Short(at.x), Short(at.y), Short(radius));
        let colour = vertex.colour();
        // A thin dark rim separates a large vertex from its neighbours.
        let rim = (radius > SMALLEST_RIMMED).then(|| {
            let darker = mix_linear(colour, [0; 3], RIM_DARKNESS);
            (darker, (0.06 * radius).min(1.2))
        });
        let (fill, rim) = if vertex.is_hollow() {
            let fill = mix_linear(self.drawing.background, colour, HOLLOW_FILL);
            (fill, Some((colour, (0.24 * radius).max(0.4))))
        } else {
            (colour, rim)
        };
        if vertex.is_box() && radius > SMALLEST_BOX {
            let half = radius * SQUARE;
            write!(
                out,
                r#"<rect x="{}" y="{}" width="{side}" height="{side}" rx="{}" fill="{}""#,
                Short(at.x - half),
                Short(at.y - half),
                Short(radius * ROUNDING),
                seen(fill),
                side = Short(2.0 * half),
            )?;
        } else {
            write!(
                out,
                r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{}""#,
                seen(fill)
            )?;
        }
        if let Some((colour, width)) = rim {
            write!(
                out,
                r#" stroke="{}" stroke-width="{}""#,
                seen(colour),
                Short(width)
            )?;
        }
        writeln!(out, "/>")?;
        if let Some(kind) = vertex.sign().filter(|_| radius > SMALLEST_SIGN) {
            decals::write_sign(out, kind, at, radius, seen(sign_colour(colour)))?;
        }
        if state.intersects(HighlightFlags::HOVERED | HighlightFlags::SELECTED) {
            writeln!(
                out,
                r#"<circle cx="{x}" cy="{y}" r="{}" fill="none" stroke="{}" stroke-width="{}"/>"#,
                Short(SELECTED_RING * radius),
                Hex(self.drawing.accent),
                Short((2.0 * SELECTED_RING_WIDTH * radius).max(1.0)),
            )?;
        }
        Ok(())
    }

    /// Writes a line from surface to surface, with an arrowhead at the target.
    pub(super) fn write_edge(&self, out: &mut impl Write, edge: &EdgeInstance) -> io::Result<()> {
        let [source, target] = edge.ends().map(|end| end as usize);
        let (Some(from), Some(to)) = (self.position_of(source), self.position_of(target)) else {
            return Ok(());
        };
        let span = from.distance(to);
        if !(span > 0.0 && span.is_finite()) {
            return Ok(());
        }
        // Shorten the edge in world units, so that perspective applies as on the screen.
        let reach = |dense: usize, at: Vec3| {
            let drawn = self.drawing.screen.project(at);
            drawn.map_or(0.0, |(_, distance)| {
                self.drawn_radius(dense, distance) / self.drawing.screen.radius(1.0, distance)
            })
        };
        let (radius_a, radius_b) = (reach(source, from), reach(target, to));
        if span <= (radius_a + radius_b) * EDGE_OVERLAP {
            return Ok(());
        }
        let along = (to - from) / span;
        let a = from + along * radius_a * EDGE_START;
        let b = to - along * radius_b * EDGE_END;
        let Some((start, end)) = self.drawing.screen.project_segment(a, b) else {
            return Ok(());
        };
        let bounds = Rect::from_corners(start, end);
        let picture = self.picture_rect(0.0);
        if bounds.intersect(picture).is_empty() && !picture.contains(start) {
            return Ok(());
        }
        let depth = |at: Vec3| {
            self.drawing
                .screen
                .project(at)
                .map(|(_, distance)| distance)
        };
        // One distance stands for the edge: its middle, or the end in front of the camera.
        let distance = match (depth(a), depth(b)) {
            (Some(a), Some(b)) => (a + b) * 0.5,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Ok(()),
        };
        let state = edge.state();
        let lit = state.intersects(HighlightFlags::NEIGHBOUR | HighlightFlags::SELECTED);
        let wider = if lit { LIT_EDGE_WIDTH } else { 1.0 };
        // Thin, long and far edges are fainter, as in `edges.wgsl`.
        let style = &self.layer.style;
        let half_width = self.drawing.screen.radius(style.edge_half_width, distance);
        let wanted = 2.0 * half_width * wider;
        let thinnest = 2.0 * style.thinnest_half_width * wider;
        let long = (style.long_edge / span).clamp(LONG_EDGE_LEAST, 1.0).sqrt();
        let thin = 1.0 - THIN_EDGE_FADE + THIN_EDGE_FADE * (wanted / thinnest).min(1.0);
        let mut opacity = style.edge_opacity * long * thin;
        let mut colour = edge.colour();
        if lit {
            colour = lit_edge(
                colour,
                self.drawing.accent,
                state.intersects(HighlightFlags::SELECTED),
            );
            opacity = LIT_EDGE_OPACITY;
        } else {
            opacity *= self.share_left(state);
        }
        opacity *= 1.0 - self.fog_at(distance) * if lit { LIT_FOG } else { 1.0 };
        opacity = encoded_opacity(colour, self.drawing.background, opacity);
        if opacity < FAINTEST {
            return Ok(());
        }
        let line = end - start;
        let length = line.length().max(1e-4);
        let width = wanted.max(thinnest);
        let head = depth(b).map_or(0.0, |distance| {
            let head = self
                .drawing
                .screen
                .radius(style.arrow_length * wider, distance);
            head.min(LONGEST_HEAD * length)
        });
        let direction = line / length;
        let colour = Hex(colour);
        let (x, y) = (Short(start.x), Short(start.y));
        // The line ends at the neck; the head is a triangle in the same path.
        let neck = if head < SMALLEST_HEAD {
            end
        } else {
            end - direction * head
        };
        write!(
            out,
            r#"<path d="M{x} {y}L{} {}"#,
            Short(neck.x),
            Short(neck.y)
        )?;
        if head >= SMALLEST_HEAD {
            let side = direction.perp() * (head * HEAD_HALF_WIDTH).max(width * 0.5);
            for (step, corner) in ["M", "L", "L"]
                .into_iter()
                .zip([neck + side, end, neck - side])
            {
                write!(out, "{step}{} {}", Short(corner.x), Short(corner.y))?;
            }
            write!(out, r#"Z" fill="{colour}"#)?;
        }
        writeln!(
            out,
            r#"" stroke="{colour}" stroke-width="{}" opacity="{}"/>"#,
            Short(width),
            Share(opacity),
        )
    }

    /// The picture with a margin around it, pixels.
    fn picture_rect(&self, margin: f32) -> Rect {
        Rect::from_corners(Vec2::ZERO, self.drawing.screen.size()).inflate(margin)
    }
}
