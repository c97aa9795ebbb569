//! Where vertices are: from a level to the one below, and to the eye.

use glam::Vec3;

use super::super::{engine::Engine, guard::Extent, hash};

/// How far from its parent a vertex begins, in mean edges of the parents' level.
const JITTER: f32 = 0.1;
/// How far from its ancestor a finest vertex is shown, in mean edges of its level.
const SPREAD: f32 = 0.25;

/// Places for the children of a level's vertices.
pub fn children(level: &Engine, parents: &[u32]) -> Vec<Vec3> {
    let reach = Extent::of(&level.positions, &level.edges).unit() * JITTER;
    parents
        .iter()
        .enumerate()
        .map(|(child, &parent)| {
            let key = hash::mix(child as u32 ^ 0x0c_41_1d);
            level.positions[parent as usize] + hash::offset(key, level.flat()) * reach
        })
        .collect()
}

/// Puts every finest vertex about its ancestor; a pinned one stays.
pub fn show(finest: &mut Engine, level: &Engine, ancestors: &[u32]) {
    let reach = Extent::of(&level.positions, &level.edges).unit() * SPREAD;
    let flat = level.flat();
    for (vertex, &ancestor) in ancestors.iter().enumerate() {
        if !finest.pinned[vertex] {
            finest.positions[vertex] = level.positions[ancestor as usize]
                + hash::offset(finest.keys[vertex], flat) * reach;
        }
    }
}

/// Pins every vertex of a level that stands for a pinned one, to the place of the
/// first of them.
pub fn pin(level: &mut Engine, finest: &Engine, ancestors: &[u32]) {
    for (vertex, &ancestor) in ancestors.iter().enumerate() {
        let ancestor = ancestor as usize;
        if finest.pinned[vertex] && !level.pinned[ancestor] {
            level.pinned[ancestor] = true;
            level.positions[ancestor] = finest.positions[vertex];
        }
    }
}
