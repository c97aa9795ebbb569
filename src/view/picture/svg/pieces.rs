//! Vertices and edges on paper, as the shaders have them on the screen.

use std::io::{self, Write};

use bevy::prelude::*;

use super::{
    Brush,
    format::{Hex, Share, Short},
};
use crate::view::{
    draw::{LIT_EDGE, SMALLEST_HEAD},
    look::{
        appearance::{EdgeInstance, State},
        palette::{Rgb, blend, encoded_opacity, lit_edge},
    },
};

/// Half the side of the square that stands for a box, and its rounding, as shares of its radius.
const SQUARE: f32 = 0.76;
const ROUNDING: f32 = 0.2;
/// What the shaders know, too (`edges.wgsl`, `vertices.wgsl`).
const HEAD_WIDTH: f32 = 0.36;
const LARGEST_DOT: f32 = 2.5;

impl Brush<'_> {
    /// Radius of a vertex on the paper.
    fn radius(&self, vertex: usize, distance: f32) -> f32 {
        let scale = self.plate.points.get(vertex).map_or(0.0, |point| point.w);
        let smallest = self.plate.style.sizes.y * scale.min(LARGEST_DOT);
        self.drawing
            .screen
            .radius(self.plate.style.sizes.x * scale, distance)
            .max(smallest)
    }

    /// 0 in front, the fog's strength at the far side.
    fn fog(&self, distance: f32) -> f32 {
        let fog = self.plate.style.fog;
        let share = ((distance - fog.x) / (fog.y - fog.x)).clamp(0.0, 1.0);
        fog.z * share * (0.5 + 0.5 * share)
    }

    /// How much is left of a thing when others stand out; as `share_left` in `graph.wgsl`.
    fn left(&self, state: State) -> f32 {
        let style = &self.plate.style;
        if state.any(State::FILTERED) {
            return style.arrow.y;
        }
        let beneath = if state.any(State::SELECTED) {
            1.0
        } else {
            style.beneath.x
        };
        if state.any(State::DIMMED) {
            beneath * style.accent.w
        } else {
            beneath
        }
    }

    pub(super) fn vertex(&self, out: &mut impl Write, dense: usize) -> io::Result<()> {
        let vertex = self.plate.vertices[dense];
        let left = self.left(vertex.state());
        if left == 0.0 {
            return Ok(());
        }
        let place = self.place(dense);
        let Some((at, distance)) = place.and_then(|at| self.drawing.screen.project(at)) else {
            return Ok(());
        };
        let radius = self.radius(dense, distance);
        if !self.paper(1.6 * radius).contains(at) {
            return Ok(());
        }
        let state = vertex.state();
        let lit = state.any(State::NEIGHBOUR | State::HOVERED | State::SELECTED);
        let seen = |mut rgb: Rgb| {
            if state.any(State::NEIGHBOUR) {
                rgb = blend(rgb, self.drawing.accent, 0.35);
            }
            let fog = self.fog(distance) * if lit { 0.3 } else { 1.0 };
            rgb = blend(rgb, self.drawing.background, fog);
            Hex(blend(self.drawing.background, rgb, left))
        };
        let (x, y, r) = (Short(at.x), Short(at.y), Short(radius));
        let colour = vertex.colour();
        // Large ones have a thin dark rim, which sets them apart from their neighbours.
        let rim = (radius > 3.0).then(|| (blend(colour, [0; 3], 0.6), (0.06 * radius).min(1.2)));
        let (fill, rim) = if vertex.is_hollow() {
            let fill = blend(self.drawing.background, colour, 0.22);
            (fill, Some((colour, (0.24 * radius).max(0.4))))
        } else {
            (colour, rim)
        };
        if vertex.is_box() && radius > 2.5 {
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
        if state.any(State::HOVERED | State::SELECTED) {
            writeln!(
                out,
                r#"<circle cx="{x}" cy="{y}" r="{}" fill="none" stroke="{}" stroke-width="{}"/>"#,
                Short(1.34 * radius),
                Hex(self.drawing.accent),
                Short((0.2 * radius).max(1.0)),
            )?;
        }
        Ok(())
    }

    /// A line from rim to rim with a head at its target.
    pub(super) fn edge(&self, out: &mut impl Write, edge: &EdgeInstance) -> io::Result<()> {
        let [source, target] = edge.ends().map(|end| end as usize);
        let (Some(from), Some(to)) = (self.place(source), self.place(target)) else {
            return Ok(());
        };
        let span = from.distance(to);
        if !(span > 0.0 && span.is_finite()) {
            return Ok(());
        }
        // In world units, so that perspective shortens it as it does on the screen.
        let reach = |dense: usize, at: Vec3| {
            let drawn = self.drawing.screen.project(at);
            drawn.map_or(0.0, |(_, distance)| {
                self.radius(dense, distance) / self.drawing.screen.radius(1.0, distance)
            })
        };
        let (radius_a, radius_b) = (reach(source, from), reach(target, to));
        if span <= (radius_a + radius_b) * 0.9 {
            return Ok(());
        }
        let along = (to - from) / span;
        let (a, b) = (from + along * radius_a * 0.95, to - along * radius_b * 0.96);
        let Some((start, end)) = self.drawing.screen.project_segment(a, b) else {
            return Ok(());
        };
        let bounds = Rect::from_corners(start, end);
        if bounds.intersect(self.paper(0.0)).is_empty() && !self.paper(0.0).contains(start) {
            return Ok(());
        }
        let depth = |at: Vec3| {
            self.drawing
                .screen
                .project(at)
                .map(|(_, distance)| distance)
        };
        let distance = match (depth(a), depth(b)) {
            (Some(a), Some(b)) => (a + b) * 0.5,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Ok(()),
        };
        let state = edge.state();
        let lit = state.any(State::NEIGHBOUR | State::SELECTED);
        let wider = if lit { LIT_EDGE } else { 1.0 };
        let style = &self.plate.style;
        let wanted = 2.0 * self.drawing.screen.radius(style.sizes.z, distance) * wider;
        let thinnest = 2.0 * style.sizes.w * wider;
        let long = (style.beneath.y / span).clamp(0.1, 1.0).sqrt();
        let mut opacity = style.fog.w * long * (0.65 + 0.35 * (wanted / thinnest).min(1.0));
        let mut colour = edge.colour();
        if lit {
            colour = lit_edge(colour, self.drawing.accent, state.any(State::SELECTED));
            opacity = 0.95;
        } else {
            opacity *= self.left(state);
        }
        opacity *= 1.0 - self.fog(distance) * if lit { 0.3 } else { 1.0 };
        opacity = encoded_opacity(colour, self.drawing.background, opacity);
        // Less than is written.
        if opacity < 5e-4 {
            return Ok(());
        }
        let line = end - start;
        let length = line.length().max(1e-4);
        let width = wanted.max(thinnest);
        let head = depth(b).map_or(0.0, |distance| {
            let head = self
                .drawing
                .screen
                .radius(self.plate.style.arrow.x * wider, distance);
            head.min(0.4 * length)
        });
        let direction = line / length;
        let colour = Hex(colour);
        let (x, y) = (Short(start.x), Short(start.y));
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
            let side = direction.perp() * (head * HEAD_WIDTH).max(width * 0.5);
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

    /// The paper and a margin around it.
    fn paper(&self, margin: f32) -> Rect {
        Rect::from_corners(Vec2::ZERO, self.drawing.screen.size()).inflate(margin)
    }
}
