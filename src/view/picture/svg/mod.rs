//! The view as SVG, for print: circles, rounded squares and lines with arrowheads, from back to
//! front, in the colours of the screen.
//!
//! Pieces are written one by one: a large graph needs no memory beyond its drawing order. The file
//! is plain SVG 1.1 without style sheets and scripts, which print programs understand.

mod decals;
mod format;
mod pieces;
mod words;

use std::io::{self, Write};

use bevy::prelude::*;

use format::{Escaped, Hex, Short};

use crate::view::{
    camera::screen::Screen,
    draw::{DEPTH_OFFSET, StyleUniform},
    look::{
        appearance::{EdgeInstance, VertexInstance},
        palette::Rgb,
    },
    marks::labels::LabelPlacement,
    picture::signs::Sign,
};

/// Everything that the SVG shows.
pub(in crate::view::picture) struct Drawing<'a> {
    /// The projection from the world to the picture.
    pub screen: Screen,
    /// The graph, and over it the shown level.
    pub layers: &'a [SvgLayer<'a>],
    /// Whether vertices are drawn.
    pub show_vertices: bool,
    /// Whether edges are drawn.
    pub show_edges: bool,
    /// Colour of the background.
    pub background: Rgb,
    /// Colour of text.
    pub ink: Rgb,
    /// Colour of rings, and of lit edges.
    pub accent: Rgb,
    /// Text beside vertices.
    pub labels: &'a [LabelPlacement],
    /// Lines of the legend, from the top.
    pub legend: &'a [Sign],
    /// The title, for screen readers.
    pub title: &'a str,
}

/// A graph in the picture: vertices, and the edges between them.
pub(in crate::view::picture) struct SvgLayer<'a> {
    /// Positions (world units) and scales: of the vertices, then of points that only edges use.
    pub points: &'a [Vec4],
    /// Looks of the vertices.
    pub vertices: &'a [VertexInstance],
    /// Edges with their looks.
    pub edges: &'a [EdgeInstance],
    /// Sizes, fog and opacities.
    pub style: StyleUniform,
}

/// Writes one layer of a drawing.
#[derive(Clone, Copy)]
struct LayerWriter<'a> {
    drawing: &'a Drawing<'a>,
    layer: &'a SvgLayer<'a>,
}

/// An edge or a vertex, by its index in the layer.
#[derive(Clone, Copy)]
enum Piece {
    Edge(u32),
    Vertex(u32),
}

/// Writes the drawing.
///
/// # Errors
/// An error of the writer `out`.
pub(in crate::view::picture) fn write_svg(
    out: &mut impl Write,
    drawing: &Drawing,
) -> io::Result<()> {
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
    for layer in drawing.layers {
        let writer = LayerWriter { drawing, layer };
        for piece in writer.ordered_pieces() {
            match piece {
                Piece::Edge(edge) => writer.write_edge(out, &layer.edges[edge as usize])?,
                Piece::Vertex(vertex) => writer.write_vertex(out, vertex as usize)?,
            }
        }
    }
    writeln!(out, "</g>")?;
    drawing.write_labels(out)?;
    drawing.write_legend(out)?;
    writeln!(out, "</svg>")
}

impl LayerWriter<'_> {
    /// Position of a vertex, world units, if it exists.
    fn position_of(&self, vertex: usize) -> Option<Vec3> {
        self.layer.points.get(vertex).map(|point| point.truncate())
    }

    /// The pieces in front of the camera, from back to front. Edges are moved back and vertices
    /// forward by [`DEPTH_OFFSET`], as in the shaders.
    fn ordered_pieces(&self) -> impl Iterator<Item = Piece> {
        let depth = |dense: u32| {
            let at = self.position_of(dense as usize)?;
            Some(self.drawing.screen.project(at)?.1)
        };
        let mut pieces: Vec<(f32, Piece)> = Vec::new();
        let edges = self.layer.edges.iter().filter(|_| self.drawing.show_edges);
        for (n, edge) in edges.enumerate() {
            let depths = edge.ends().map(depth);
            // An edge with one end behind the camera is in front of everything.
            let middle = match depths {
                [None, None] => continue,
                [Some(a), Some(b)] => (a + b) * 0.5,
                _ => 0.0,
            };
            let behind = DEPTH_OFFSET * self.layer.style.vertex_radius;
            pieces.push((middle + behind, Piece::Edge(n as u32)));
        }
        if self.drawing.show_vertices {
            for n in 0..self.layer.vertices.len() as u32 {
                if let Some(depth) = depth(n) {
                    let scale = self.layer.points[n as usize].w;
                    let before = DEPTH_OFFSET * self.layer.style.vertex_radius * scale;
                    pieces.push((depth - before, Piece::Vertex(n)));
                }
            }
        }
        // The sort is stable: the same graph gives the same file.
        pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
        pieces.into_iter().map(|(_, piece)| piece)
    }
}

#[cfg(test)]
mod tests;
