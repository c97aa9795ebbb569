//! The view as SVG, for print: circles, rounded squares and lines with heads,
//! from back to front, in the colours of the screen.
//!
//! Written piece by piece, so that a graph of a hundred thousand vertices
//! needs no more memory than its drawing order. Plain SVG 1.1: no style
//! sheet, no script, nothing that a printer's program does not know.

mod format;
mod pieces;
mod words;

use std::io::{self, Write};

use bevy::prelude::*;

use format::{Escaped, Hex, Short};

use crate::view::{
    camera::screen::Screen,
    draw::StyleUniform,
    look::{
        appearance::{EdgeInstance, VertexInstance},
        palette::Rgb,
    },
    marks::labels::LabelPlacement,
    picture::signs::Sign,
};

/// All that is to be seen.
pub(in crate::view::picture) struct Drawing<'a> {
    /// Where things are on the paper.
    pub screen: Screen,
    /// What is drawn, each over those before it.
    pub plates: &'a [Plate<'a>],
    /// Whether vertices are drawn.
    pub show_vertices: bool,
    /// Whether edges are.
    pub show_edges: bool,
    /// Behind everything.
    pub background: Rgb,
    /// Of text.
    pub ink: Rgb,
    /// Of what is lit.
    pub accent: Rgb,
    /// Text beside vertices.
    pub labels: &'a [LabelPlacement],
    /// What colours and shapes mean, from the top.
    pub legend: &'a [Sign],
    /// What it shows, for those who cannot see it.
    pub title: &'a str,
}

/// Vertices and the edges between them.
pub(in crate::view::picture) struct Plate<'a> {
    /// Where vertices are, and by how much each is larger than usual; after them what
    /// only edges lead to.
    pub points: &'a [Vec4],
    /// What vertices look like.
    pub vertices: &'a [VertexInstance],
    /// In the order in which they came.
    pub edges: &'a [EdgeInstance],
    /// Sizes, fog and opacities.
    pub style: StyleUniform,
}

/// A plate on its way to the paper.
#[derive(Clone, Copy)]
struct Brush<'a> {
    drawing: &'a Drawing<'a>,
    plate: &'a Plate<'a>,
}

/// What is drawn, and at which place of its list.
#[derive(Clone, Copy)]
enum Piece {
    Edge(u32),
    Vertex(u32),
}

/// Writes the drawing.
///
/// # Errors
/// What the writer says.
pub(in crate::view::picture) fn write(out: &mut impl Write, drawing: &Drawing) -> io::Result<()> {
    let size = drawing.screen.size();
    let (width, height) = (Short(size.x), Short(size.y));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    )?;
    writeln!(out, "<title>{}</title>", Escaped(drawing.title))?;
    writeln!(
        out,
        r#"<rect width="{width}" height="{height}" fill="{}"/>"#,
        Hex(drawing.background)
    )?;
    writeln!(out, r#"<g stroke-linejoin="round">"#)?;
    for plate in drawing.plates {
        let brush = Brush { drawing, plate };
        for piece in brush.order() {
            match piece {
                Piece::Edge(edge) => brush.edge(out, &plate.edges[edge as usize])?,
                Piece::Vertex(vertex) => brush.vertex(out, vertex as usize)?,
            }
        }
    }
    writeln!(out, "</g>")?;
    drawing.texts(out)?;
    drawing.signs(out)?;
    writeln!(out, "</svg>")
}

impl Brush<'_> {
    /// Where a vertex is, if there is that one.
    fn place(&self, vertex: usize) -> Option<Vec3> {
        self.plate.points.get(vertex).map(|point| point.truncate())
    }

    /// What is in the picture, from back to front. As the shaders have it, an edge is a little behind and a
    /// ball in front of what it holds: in the plane, hubs lie over their neighbours, and all over edges.
    fn order(&self) -> impl Iterator<Item = Piece> {
        let depth = |dense: u32| {
            let at = self.place(dense as usize)?;
            Some(self.drawing.screen.project(at)?.1)
        };
        let mut pieces: Vec<(f32, Piece)> = Vec::new();
        let edges = self.plate.edges.iter().filter(|_| self.drawing.show_edges);
        for (n, edge) in edges.enumerate() {
            let depths = edge.ends().map(depth);
            // An edge with one end behind the eye is in front of everything.
            let middle = match depths {
                [None, None] => continue,
                [Some(a), Some(b)] => (a + b) * 0.5,
                _ => 0.0,
            };
            let behind = 0.5 * self.plate.style.sizes.x;
            pieces.push((middle + behind, Piece::Edge(n as u32)));
        }
        if self.drawing.show_vertices {
            for n in 0..self.plate.vertices.len() as u32 {
                if let Some(depth) = depth(n) {
                    let scale = self.plate.points[n as usize].w;
                    let before = 0.5 * self.plate.style.sizes.x * scale;
                    pieces.push((depth - before, Piece::Vertex(n)));
                }
            }
        }
        // A stable sort: the same graph gives the same file.
        pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
        pieces.into_iter().map(|(_, piece)| piece)
    }
}

#[cfg(test)]
mod tests;
