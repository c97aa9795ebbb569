//! Questions about the vertices that are shown: place, state, name, selection, kin.

use bevy::prelude::*;
use gradswarm::{
    graph::{Adjacency, CurrentScene, GraphIndex, Kin, Position, Selection, Vertex, find_kin},
    view::{Appearance, HighlightFlags},
};

use crate::rig::Rig;

pub fn selected(rig: &Rig) -> Vec<Entity> {
    rig.resource::<Selection>().vertices().to_vec()
}

/// Whether a camera is where it was, but for the last bits of its easing.
pub fn same(a: &[f32], b: &[f32]) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| (a - b).abs() <= 1e-4 * b.abs().max(1.0))
}

pub fn place(rig: &Rig, vertex: Entity) -> Vec3 {
    rig.get::<Position>(vertex).expect("the vertex is there").0
}

pub fn dense(rig: &Rig, vertex: Entity) -> usize {
    let id = rig.get::<Vertex>(vertex).expect("the vertex is there").id;
    rig.resource::<GraphIndex>()
        .dense(id)
        .expect("it is indexed")
}

pub fn state(rig: &Rig, vertex: Entity) -> HighlightFlags {
    rig.resource::<Appearance>().vertices()[dense(rig, vertex)].state()
}

pub fn name(rig: &Rig, vertex: Entity) -> String {
    let id = rig.get::<Vertex>(vertex).expect("the vertex is there").id;
    rig.resource::<CurrentScene>().graph.nodes[id.0 as usize]
        .id
        .clone()
}

/// The kin of some vertices, sorted.
pub fn akin(rig: &Rig, vertices: &[Entity], which: Kin) -> Vec<Entity> {
    let index = rig.resource::<GraphIndex>();
    let seeds: Vec<u32> = vertices
        .iter()
        .map(|&vertex| dense(rig, vertex) as u32)
        .collect();
    let mut adjacency = Adjacency::default();
    // The seed's loss is the first vertex.
    let mut found: Vec<Entity> = find_kin(adjacency.updated(index), &seeds, which, &[0])
        .into_iter()
        .map(|dense| index.vertices[dense as usize])
        .collect();
    found.sort();
    found
}

pub fn sorted(mut vertices: Vec<Entity>) -> Vec<Entity> {
    vertices.sort();
    vertices
}
