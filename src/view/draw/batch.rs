//! Batches: one instance draws [`BATCH`] elements (vertices or edges).
//!
//! The shaders look up each element's data in textures. One instance per element would be simpler,
//! but a software renderer pays for each instance as for a draw call: `SwiftShader` takes 21 µs for
//! a square of its own and 4 µs for one of a batch. Most graphics cards also waste most of a
//! wavefront on an instance of four corners.

use bevy::render::{
    render_resource::{Buffer, BufferInitDescriptor, BufferUsages},
    renderer::RenderDevice,
};

/// Elements of a batch.
pub(super) const BATCH: u32 = 256;
/// Vertex indices that are reserved for an element.
pub(super) const CORNERS: u32 = 8;
/// Corners of a vertex's square, or of an edge's ribbon.
const QUAD: u32 = 4;
/// Corners of an edge's ribbon with its arrowhead.
const ARROW: u32 = 7;

/// The triangles of a batch.
pub(super) struct Batch {
    /// Indices of corners, 16 bits each: a triangle list.
    pub indices: Buffer,
    /// Number of indices.
    pub count: u32,
}

/// The index buffers of both kinds of batches.
pub(super) struct Batches {
    /// Squares of vertices, and ribbons of edges without arrowheads.
    pub quads: Batch,
    /// Ribbons with arrowheads.
    pub arrows: Batch,
}

impl Batches {
    pub fn new(device: &RenderDevice) -> Self {
        let batch = |label, corners| {
            let indices = strip_indices(corners);
            let bytes: Vec<u8> = indices.iter().flat_map(|i| i.to_le_bytes()).collect();
            Batch {
                count: indices.len() as u32,
                indices: device.create_buffer_with_data(&BufferInitDescriptor {
                    label: Some(label),
                    contents: &bytes,
                    usage: BufferUsages::INDEX,
                }),
            }
        };
        Self {
            quads: batch("quads of a batch", QUAD),
            arrows: batch("arrows of a batch", ARROW),
        }
    }
}

/// Number of batches that hold this number of elements.
pub(super) const fn batch_count(elements: u32) -> u32 {
    elements.div_ceil(BATCH)
}

/// The triangle list of a batch whose elements are triangle strips of `corners` corners.
fn strip_indices(corners: u32) -> Vec<u16> {
    (0..BATCH)
        .flat_map(|element| {
            (0..corners - 2).flat_map(move |triangle| {
                (triangle..triangle + 3).map(move |corner| (element * CORNERS + corner) as u16)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_the_strips_of_its_elements() {
        assert_eq!(strip_indices(QUAD)[..7], [0, 1, 2, 1, 2, 3, 8]);
        let arrows = strip_indices(ARROW);
        assert_eq!(arrows.len() as u32, BATCH * 5 * 3);
        assert_eq!(arrows[12..15], [4, 5, 6]);
        assert_eq!(
            arrows.last(),
            Some(&((BATCH - 1) * CORNERS + ARROW - 1).try_into().unwrap())
        );
        assert_eq!([0, 1, BATCH, BATCH + 1].map(batch_count), [0, 1, 1, 2]);
    }
}
