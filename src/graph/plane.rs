//! Whether the layout lies in the plane, for the rooms that place new vertices.

use bevy::prelude::*;

/// Whether the layout lies in the plane z = 0. Physics writes it before each tick, and growth
/// places new vertices by it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planar(pub bool);
