//! Positions derived from a coarser level: of its children, of the finest vertices, of pins.

use glam::Vec3;

use crate::layout::{
    dynamics::{Dynamics, LayoutExtent},
    model::hash,
};

/// Random displacement of a child, in mean edges of the parents' level.
const JITTER: f32 = 0.1;
/// Random displacement of a shown vertex from its ancestor, in mean edges of the ancestor's level.
const SPREAD: f32 = 0.25;

/// Prolongs positions to the children of a level's vertices; `edges` join the children. A child is
/// placed half-way from its parent to the mean of its neighbours' parents, so that siblings
/// separate along their own edges, with a random displacement for those that would coincide.
pub fn prolong_positions(level: &Dynamics, parents: &[u32], edges: &[[u32; 2]]) -> Vec<Vec3> {
    let reach = LayoutExtent::from_graph(&level.positions, &level.edges).unit() * JITTER;
    let place = |child: u32| level.positions[parents[child as usize] as usize];
    let mut around = vec![(Vec3::ZERO, 0.0f32); parents.len()];
    for &[a, b] in edges.iter().filter(|[a, b]| a != b) {
        for (end, other) in [(a, b), (b, a)] {
            let (sum, count) = &mut around[end as usize];
            *sum += place(other);
            *count += 1.0;
        }
    }
    let children = (0u32..).zip(around).map(|(child, (sum, count))| {
        let place = place(child);
        let mean = if count > 0.0 { sum / count } else { place };
        let key = hash::mix(child ^ 0x0c_41_1d);
        (place + mean) * 0.5 + hash::offset(key, level.is_flat()) * reach
    });
    children.collect()
}

/// Places every finest vertex near its ancestor; pinned vertices stay.
pub fn show_vertices(finest: &mut Dynamics, level: &Dynamics, ancestors: &[u32]) {
    let reach = LayoutExtent::from_graph(&level.positions, &level.edges).unit() * SPREAD;
    let flat = level.is_flat();
    for (vertex, &ancestor) in ancestors.iter().enumerate() {
        if !finest.pinned[vertex] {
            finest.positions[vertex] = level.positions[ancestor as usize]
                + hash::offset(finest.keys[vertex], flat) * reach;
        }
    }
}

/// Pins every vertex of a level that contains pinned vertices, at the position of the first.
pub fn pin_clusters(level: &mut Dynamics, finest: &Dynamics, ancestors: &[u32]) {
    for (vertex, &ancestor) in ancestors.iter().enumerate() {
        let ancestor = ancestor as usize;
        if finest.pinned[vertex] && !level.pinned[ancestor] {
            level.pinned[ancestor] = true;
            level.positions[ancestor] = finest.positions[vertex];
        }
    }
}
