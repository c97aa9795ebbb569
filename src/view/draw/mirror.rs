//! The render world's copy of the graph, in the bytes that the graphics card
//! reads: refreshed only where something changed.

use bevy::{prelude::*, render::MainWorld, time::Real};

use super::{arrival::Arrivals, pages::Pages};
use crate::{
    graph::GraphIndex,
    growth::Growth,
    physics::DensePositions,
    view::{
        look::appearance::{Appearance, EdgeInstance, VertexInstance},
        marks::levels::LevelView,
    },
};

/// Texels of a row of the textures: WebGL2's limit.
pub(super) const ROW: usize = 2048;
/// Rows of a texture, at most: WebGL2's limit.
const MAX_ROWS: usize = 2048;
/// Vertices, or edges, that can be drawn: 4,194,304.
pub(super) const MOST: usize = ROW * MAX_ROWS;

/// A position and the vertex's scale: one `Rgba32Float` texel.
pub(super) type Texel = [u8; 16];

/// The texels of all vertices.
pub(super) type Texels = Pages<{ size_of::<Texel>() }>;

/// What the two draws read, and what of it the graphics card does not have yet.
#[derive(Default)]
pub(super) struct Mesh {
    /// Positions by dense index.
    pub texels: Texels,
    pub vertices: Pages<{ VertexInstance::SIZE }>,
    pub edges: Pages<{ EdgeInstance::SIZE }>,
}

impl Mesh {
    /// Nothing is on the graphics card, it is a new one.
    fn forget_uploads(&mut self) {
        self.texels.all_due();
        self.vertices.all_due();
        self.edges.all_due();
    }
}

/// What is to be drawn.
#[derive(Resource, Default)]
pub(super) struct GraphMirror {
    /// The graph.
    pub graph: Mesh,
    /// The level of its coarsening that is looked at; empty while none is.
    pub level: Mesh,
    level_versions: [u64; 2],
    positions_version: Option<u64>,
    appearance_version: u64,
    new_vertices: Arrivals,
    new_edges: Arrivals,
}

impl GraphMirror {
    /// Nothing is on the graphics card, it is a new one.
    pub fn forget_uploads(&mut self) {
        self.graph.forget_uploads();
        self.level.forget_uploads();
    }
}

/// Copies what changed of the level that is looked at.
pub(super) fn extract_level(main: Res<MainWorld>, mut mirror: ResMut<GraphMirror>) {
    let Some(view) = main.get_resource::<LevelView>() else {
        return;
    };
    let versions = view.drawn_versions();
    let before = std::mem::replace(&mut mirror.level_versions, versions);
    let level = &mut mirror.level;
    if before[0] != versions[0] {
        let points = within(view.points()).iter();
        level.texels.follow(points.map(|&point| texel(point)), 0);
    }
    if before[1] != versions[1] {
        let vertices = within(view.vertices()).iter();
        level.vertices.follow(vertices.map(|look| look.0), 0);
        let edges = within(view.edges()).iter();
        level.edges.follow(edges.map(|look| look.0), 0);
    }
}

/// What of a list can be drawn.
fn within<T>(list: &[T]) -> &[T] {
    if list.len() > MOST {
        warn_once!("the first {MOST} vertices and edges are drawn, and no more");
    }
    &list[..list.len().min(MOST)]
}

/// Copies what changed.
pub(super) fn extract_graph(main: Res<MainWorld>, mut mirror: ResMut<GraphMirror>) {
    let (Some(positions), Some(appearance)) = (
        main.get_resource::<DensePositions>(),
        main.get_resource::<Appearance>(),
    ) else {
        return;
    };
    let mirror = &mut *mirror;
    let looks_changed = mirror.appearance_version != appearance.version;
    // Two changes since the last look: what the first one left is unknown.
    let missed = looks_changed && appearance.version != mirror.appearance_version + 1;
    let from = |from: usize| if missed { 0 } else { from };
    let drawn = within(&appearance.vertices);
    let edges = within(&appearance.edges);
    let restated = &appearance.restated;
    if looks_changed {
        mirror.graph.vertices.follow(
            drawn.iter().map(|instance| instance.0),
            from(appearance.vertices_from),
        );
        mirror.graph.edges.follow(
            edges.iter().map(|instance| instance.0),
            from(appearance.edges_from),
        );
        for &vertex in &restated.vertices {
            let Some(look) = drawn.get(vertex as usize) else {
                continue;
            };
            mirror
                .graph
                .vertices
                .set(vertex as usize, |bytes| *bytes = look.0);
        }
        for &edge in &restated.edges {
            let Some(look) = edges.get(edge as usize) else {
                continue;
            };
            mirror
                .graph
                .edges
                .set(edge as usize, |bytes| *bytes = look.0);
        }
        mirror.appearance_version = appearance.version;
    }
    let arriving = mirror.let_arrive(&main);
    let moved = arriving || mirror.positions_version != Some(positions.version);
    if !looks_changed && !moved {
        return;
    }
    mirror.positions_version = Some(positions.version);
    let new = &mirror.new_vertices;
    let first = new.first();
    let texel_of = |vertex: usize| {
        // A vertex that has no position yet is not drawn.
        let place = positions.positions.get(vertex).unwrap_or(&Vec3::NAN);
        let share = if vertex < first {
            1.0
        } else {
            new.share(vertex)
        };
        texel(place.extend(drawn[vertex].scale() * share))
    };
    mirror.graph.texels.follow(
        (0..drawn.len()).map(texel_of),
        if moved {
            0
        } else {
            from(appearance.vertices_from)
        },
    );
    if !moved {
        for &vertex in &restated.vertices {
            if (vertex as usize) < drawn.len() {
                let texel = texel_of(vertex as usize);
                mirror
                    .graph
                    .texels
                    .set(vertex as usize, |bytes| *bytes = texel);
            }
        }
    }
}

impl GraphMirror {
    /// Follows what has just come on its way to its full size; whether a vertex
    /// is on its way.
    fn let_arrive(&mut self, main: &World) -> bool {
        // Where nothing grows, everything has been there all along.
        let (Some(index), Some(_), Some(time)) = (
            main.get_resource::<GraphIndex>(),
            main.get_resource::<Growth>(),
            main.get_resource::<Time<Real>>(),
        ) else {
            return false;
        };
        let (seconds, version) = (time.delta_secs(), index.reorders);
        let before = self.new_edges.first();
        let vertices = self.graph.vertices.instances().len();
        let edges = self.graph.edges.instances().len();
        let arriving = self.new_vertices.follow(vertices, version, seconds);
        if self.new_edges.follow(edges, version, seconds) {
            // Those that have just arrived are written once more.
            for edge in before.min(edges)..edges {
                let share = self.new_edges.share(edge).clamp(0.0, 1.0);
                let missing = ((1.0 - share) * 255.0) as u8;
                self.graph
                    .edges
                    .set(edge, |edge| edge[EdgeInstance::MISSING] = missing);
            }
        }
        arriving
    }
}

fn texel(v: Vec4) -> Texel {
    let mut bytes = Texel::default();
    for (to, from) in bytes.chunks_exact_mut(4).zip(v.to_array()) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    bytes
}
