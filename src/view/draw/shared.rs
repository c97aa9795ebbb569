//! Numbers that the shaders and Rust share.
//!
//! Each number has one home: this file, or a lower module that this file lists. [`wgsl_module`]
//! writes all of them as the shader module `gradswarm::shared`. The SVG uses the same constants.

use std::fmt::Write;

use super::batch::{BATCH, CORNERS};
use crate::view::{
    HighlightFlags, VertexInstance,
    palette::{LIT_EDGE_TINT, SELECTED_EDGE_TINT, SIGN_DARK, SIGN_LIGHT, SIGN_SWITCH},
};

/// Declares floating-point constants and lists them by name for the shaders.
macro_rules! shared_floats {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        $($(#[$doc])* pub(in crate::view) const $name: f32 = $value;)*
        const OWN_FLOATS: &[(&str, f32)] = &[$((stringify!($name), $name)),*];
    };
}

/// Lists constants of other modules by name for the shaders.
macro_rules! named {
    ($($owner:ident::$name:ident $(. $field:tt)?),* $(,)?) => {
        &[$((stringify!($name), $owner::$name $(. $field)? as u32)),*]
    };
}

shared_floats! {
    /// Half width of a lit edge, as a multiple of the usual one.
    LIT_EDGE_WIDTH = 1.7;
    /// Share of its width by which a pulse of a wave widens an edge at most.
    PULSE_SWELL = 1.6;
    /// An edge starts at this share of its source's radius, a little inside the surface.
    EDGE_START = 0.95;
    /// An edge ends at this share of its target's radius, a little inside the surface.
    EDGE_END = 0.96;
    /// No edge is drawn between vertices that are nearer than this share of their radii's sum.
    EDGE_OVERLAP = 0.9;
    /// Smallest length of an arrowhead on the screen, physical pixels. Smaller ones are left out.
    SMALLEST_HEAD = 2.5;
    /// Longest arrowhead, as a share of the edge's length on the screen.
    LONGEST_HEAD = 0.4;
    /// Half width of an arrowhead, as a share of its length.
    HEAD_HALF_WIDTH = 0.36;
    /// Share of its opacity that an edge loses when its true width approaches zero.
    THIN_EDGE_FADE = 0.35;
    /// Least value of `long_edge / length`, whose square root multiplies a long edge's opacity.
    LONG_EDGE_LEAST = 0.1;
    /// Opacity of a lit edge.
    LIT_EDGE_OPACITY = 0.95;
    /// Share of the fog that lies over lit vertices and edges.
    LIT_FOG = 0.3;
    /// Vertices are drawn nearer, and edges farther away, by this share of a radius. In the plane,
    /// a hub lies over its neighbours and every vertex lies over the edges that cross there.
    DEPTH_OFFSET = 0.5;
    /// The smallest size on the screen grows with a vertex's scale up to this scale.
    LARGEST_DOT = 2.5;
    /// Linear part of the fog curve: fog = share * (linear + (1 - linear) * share).
    FOG_LINEAR = 0.5;
    /// Share of the accent in the colour of a vertex beside one that stands out.
    NEIGHBOUR_TINT = 0.35;
    /// A box with a smaller radius on the screen is drawn as a ball, physical pixels.
    SMALLEST_BOX = 2.5;
    /// A smaller box has no sign on it, physical pixels.
    SMALLEST_SIGN = 5.0;
    /// Half width of the lines of a sign, as a share of the vertex's radius.
    SIGN_HALF_WIDTH = 0.07;
    /// Half size of a sign, as a share of the vertex's radius.
    SIGN_REACH = 0.36;
    /// Share of its own colour in the fill of a hollow vertex.
    HOLLOW_FILL = 0.22;
    /// Radius of the ring around a selected vertex, as a share of the vertex's radius.
    SELECTED_RING = 1.34;
    /// Half width of that ring, as a share of the vertex's radius.
    SELECTED_RING_WIDTH = 0.1;
}

const PALETTE_FLOATS: &[(&str, f32)] = &[
    ("LIT_EDGE_TINT", LIT_EDGE_TINT),
    ("SELECTED_EDGE_TINT", SELECTED_EDGE_TINT),
    ("SIGN_DARK", SIGN_DARK),
    ("SIGN_LIGHT", SIGN_LIGHT),
    ("SIGN_SWITCH", SIGN_SWITCH),
];

const BATCH_INTEGERS: &[(&str, u32)] = &[("BATCH", BATCH), ("CORNERS", CORNERS)];

const STATE_BITS: &[(&str, u32)] = named![
    HighlightFlags::HOVERED.0,
    HighlightFlags::NEIGHBOUR.0,
    HighlightFlags::SELECTED.0,
    HighlightFlags::DIMMED.0,
    HighlightFlags::PINNED.0,
    HighlightFlags::MATCH.0,
    HighlightFlags::QUIET.0,
    HighlightFlags::FILTERED.0,
];

const SHAPE_BITS: &[(&str, u32)] = named![
    VertexInstance::BOX,
    VertexInstance::HOLLOW,
    VertexInstance::SIGN_SHIFT,
];

/// The source of the shader module `gradswarm::shared`.
pub(super) fn wgsl_module() -> String {
    let mut source = String::from("#define_import_path gradswarm::shared\n");
    for (name, value) in OWN_FLOATS.iter().chain(PALETTE_FLOATS) {
        // `{:?}` always writes a decimal point, and reads back as the same number.
        let _ = writeln!(source, "const {name}: f32 = {value:?};");
    }
    for (name, value) in [BATCH_INTEGERS, STATE_BITS, SHAPE_BITS].concat() {
        let _ = writeln!(source, "const {name}: u32 = {value}u;");
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHADERS: [&str; 3] = [
        include_str!("../../../assets/shaders/graph.wgsl"),
        include_str!("../../../assets/shaders/vertices.wgsl"),
        include_str!("../../../assets/shaders/edges.wgsl"),
    ];

    /// The names that a shader imports from `gradswarm::shared`.
    fn imported_names(shader: &str) -> impl Iterator<Item = &str> {
        let imports = shader.split("#import gradswarm::shared::{").skip(1);
        let lists = imports.filter_map(|rest| rest.split('}').next());
        let names = lists.flat_map(|list| list.split(','));
        names.map(str::trim).filter(|name| !name.is_empty())
    }

    #[test]
    fn every_imported_number_is_shared_and_every_shared_number_is_imported() {
        let source = wgsl_module();
        let constants = source.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("const ")?.split_once(':')?;
            Some(name)
        });
        let mut shared: Vec<&str> = constants.collect();
        let mut imported: Vec<&str> = SHADERS.into_iter().flat_map(imported_names).collect();
        shared.sort_unstable();
        imported.sort_unstable();
        imported.dedup();
        assert_eq!(shared, imported);
    }
}
