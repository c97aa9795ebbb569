//! The room of vertices that start at random places.

/// Room of a vertex along each axis, world units.
const ROOM: f32 = 4.0;

/// The side of a cube (3 dimensions) or square (2) with room for `count` vertices, world units.
pub fn side_with_room(count: usize, dimensions: u32) -> f32 {
    // Whole-number roots by search: no libm in anything that positions depend on.
    let cells = (1u64..)
        .find(|side| side.pow(dimensions) >= count as u64)
        .unwrap_or(1);
    cells as f32 * ROOM
}
