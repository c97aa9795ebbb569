//! How elements (vertices, edges) are handed to the graphics card: in batches.
//!
//! One instance is a batch of [`BATCH`] elements, whose numbers the shaders look up in
//! textures. An instance for each element would be simpler, but where the processor draws,
//! each instance costs as much as a draw call (`SwiftShader` takes 21 µs for a square by itself
//! and 4 µs for one of a batch), and most graphics cards, too, waste most of a wave on an
//! instance of four corners.

use bevy::render::{
    render_resource::{Buffer, BufferInitDescriptor, BufferUsages},
    renderer::RenderDevice,
};

/// Elements of a batch, as in `graph.wgsl`.
const BATCH: u32 = 256;
/// Corners that an element has room for, as in `graph.wgsl`.
const CORNERS: u32 = 8;
/// Corners of a vertex's square, or of an edge's ribbon.
const QUAD: u32 = 4;
/// Corners of an edge's ribbon with its arrowhead.
const ARROW: u32 = 7;

/// The triangles of a batch.
pub(super) struct Batch {
    /// Indices of corners, 16 bits each.
    pub indices: Buffer,
    /// How many.
    pub count: u32,
}

/// The batches of everything that is drawn.
pub(super) struct Batches {
    /// Squares and ribbons.
    pub quads: Batch,
    /// Ribbons with arrowheads.
    pub arrows: Batch,
}

impl Batches {
    pub fn new(device: &RenderDevice) -> Self {
        let batch = |label, corners| {
            let indices = indices(corners);
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

/// Batches that hold so many elements.
pub(super) const fn batches_of(elements: u32) -> u32 {
    elements.div_ceil(BATCH)
}

/// Corners of the triangles of a batch whose elements are strips of so many corners.
fn indices(corners: u32) -> Vec<u16> {
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
        assert_eq!(indices(QUAD)[..7], [0, 1, 2, 1, 2, 3, 8]);
        let arrows = indices(ARROW);
        assert_eq!(arrows.len() as u32, BATCH * 5 * 3);
        assert_eq!(arrows[12..15], [4, 5, 6]);
        assert_eq!(
            arrows.last(),
            Some(&((BATCH - 1) * CORNERS + ARROW - 1).try_into().unwrap())
        );
        assert_eq!([0, 1, BATCH, BATCH + 1].map(batches_of), [0, 1, 1, 2]);
    }
}
