//! The render world's copy of the graph, in the bytes that the graphics card reads.
//!
//! Extraction copies only changed parts; the versions in [`Appearance`] and [`DensePositions`] tell
//! which changed. Pages that differ from their copy are due for upload.

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

/// Texels of a texture row: the limit of WebGL2.
pub(super) const ROW: usize = 2048;
/// Most rows of a texture: the limit of WebGL2.
const MAX_ROWS: usize = 2048;
/// Most vertices, or edges, that are drawn: 4,194,304.
pub(super) const MOST_ELEMENTS: usize = ROW * MAX_ROWS;

/// A position and the vertex's scale: one texel of `Rgba32Float`.
pub(super) type Texel = [u8; 16];

/// The texels of all vertices.
pub(super) type Texels = Pages<{ size_of::<Texel>() }>;

/// The data of one graph in the render world, with the pages that are due for upload.
#[derive(Default)]
pub(super) struct MeshMirror {
    /// Positions and scales by dense index.
    pub texels: Texels,
    pub vertices: Pages<{ VertexInstance::SIZE }>,
    pub edges: Pages<{ EdgeInstance::SIZE }>,
}

impl MeshMirror {
    /// Marks everything as due: the graphics card is a new one.
    fn forget_uploads(&mut self) {
        self.texels.mark_all_due();
        self.vertices.mark_all_due();
        self.edges.mark_all_due();
    }
}

/// The graph and the shown level in the render world.
#[derive(Resource, Default)]
pub(super) struct GraphMirror {
    /// The graph.
    pub graph: MeshMirror,
    /// The shown level of its coarsening; empty if there is none.
    pub level: MeshMirror,
    level_versions: [u64; 2],
    positions_version: Option<u64>,
    appearance_version: u64,
    new_vertices: Arrivals,
    new_edges: Arrivals,
}

impl GraphMirror {
    /// Marks everything as due: the graphics card is a new one.
    pub fn forget_uploads(&mut self) {
        self.graph.forget_uploads();
        self.level.forget_uploads();
    }
}

/// Extracts the changes of the shown level.
pub(super) fn extract_level(main: Res<MainWorld>, mut mirror: ResMut<GraphMirror>) {
    let Some(view) = main.get_resource::<LevelView>() else {
        return;
    };
    let versions = view.drawn_versions();
    let before = std::mem::replace(&mut mirror.level_versions, versions);
    let level = &mut mirror.level;
    if before[0] != versions[0] {
        let points = limit_to_drawable(view.drawn_points()).iter();
        let texels = points.map(|&point| encode_texel(point));
        level.texels.update_from(texels, 0);
    }
    if before[1] != versions[1] {
        let vertices = limit_to_drawable(view.vertices()).iter();
        level.vertices.update_from(vertices.map(|look| look.0), 0);
        let edges = limit_to_drawable(view.edges()).iter();
        level.edges.update_from(edges.map(|look| look.0), 0);
    }
}

/// The first elements of a list, as many as the textures can hold.
fn limit_to_drawable<T>(list: &[T]) -> &[T] {
    if list.len() > MOST_ELEMENTS {
        warn_once!("the first {MOST_ELEMENTS} vertices and edges are drawn, and no more");
    }
    &list[..list.len().min(MOST_ELEMENTS)]
}

/// Extracts the changes of the graph: first its looks, then its positions.
pub(super) fn extract_graph(main: Res<MainWorld>, mut mirror: ResMut<GraphMirror>) {
    let (Some(positions), Some(appearance)) = (
        main.get_resource::<DensePositions>(),
        main.get_resource::<Appearance>(),
    ) else {
        return;
    };
    let mirror = &mut *mirror;
    let looks_changed = mirror.appearance_version != appearance.version;
    // If a version was skipped, the dirty range is unknown: compare everything.
    let missed = looks_changed && appearance.version != mirror.appearance_version + 1;
    let from = |from: usize| if missed { 0 } else { from };
    let drawn = limit_to_drawable(&appearance.vertices);
    let edges = limit_to_drawable(&appearance.edges);
    let state_changes = &appearance.state_changes;
    if looks_changed {
        // Copy the range that is new, then the single elements whose state changed.
        mirror.graph.vertices.update_from(
            drawn.iter().map(|instance| instance.0),
            from(appearance.vertices_from),
        );
        mirror.graph.edges.update_from(
            edges.iter().map(|instance| instance.0),
            from(appearance.edges_from),
        );
        let graph = &mut mirror.graph;
        graph
            .vertices
            .replace_each(&state_changes.vertices, |at| Some(drawn.get(at)?.0));
        graph
            .edges
            .replace_each(&state_changes.edges, |at| Some(edges.get(at)?.0));
        mirror.appearance_version = appearance.version;
    }
    let arriving = mirror.advance_arrivals(&main);
    let moved = arriving || mirror.positions_version != Some(positions.version);
    if !looks_changed && !moved {
        return;
    }
    mirror.positions_version = Some(positions.version);
    let new = &mirror.new_vertices;
    let first = new.first_new();
    let texel_of = |vertex: usize| {
        // A vertex without a position yet gets NaN, which the shaders do not draw.
        let place = positions.positions.get(vertex).unwrap_or(&Vec3::NAN);
        let share = if vertex < first {
            1.0
        } else {
            new.size_share(vertex)
        };
        encode_texel(place.extend(drawn[vertex].scale() * share))
    };
    // A texel holds position and scale: motion rewrites all, a new look only its range.
    mirror.graph.texels.update_from(
        (0..drawn.len()).map(texel_of),
        if moved {
            0
        } else {
            from(appearance.vertices_from)
        },
    );
    if !moved {
        let texels = &mut mirror.graph.texels;
        texels.replace_each(&state_changes.vertices, |at| {
            (at < drawn.len()).then(|| texel_of(at))
        });
    }
}

impl GraphMirror {
    /// Advances the arrivals of vertices and edges, and shortens arriving edges. Returns whether a
    /// vertex is arriving.
    fn advance_arrivals(&mut self, main: &World) -> bool {
        // Without growth there are no arrivals.
        let (Some(index), Some(_), Some(time)) = (
            main.get_resource::<GraphIndex>(),
            main.get_resource::<Growth>(),
            main.get_resource::<Time<Real>>(),
        ) else {
            return false;
        };
        let (seconds, version) = (time.delta_secs(), index.reorders);
        let before = self.new_edges.first_new();
        let vertices = self.graph.vertices.instances().len();
        let edges = self.graph.edges.instances().len();
        let arriving = self.new_vertices.advance(vertices, version, seconds);
        if self.new_edges.advance(edges, version, seconds) {
            // Edges that have just arrived are written once more, at full length.
            for edge in before.min(edges)..edges {
                let share = self.new_edges.size_share(edge).clamp(0.0, 1.0);
                let missing = ((1.0 - share) * 255.0) as u8;
                self.graph
                    .edges
                    .edit_instance(edge, |edge| edge[EdgeInstance::MISSING] = missing);
            }
        }
        arriving
    }
}

/// The bytes of a texel, little-endian.
fn encode_texel(v: Vec4) -> Texel {
    let mut bytes = Texel::default();
    for (to, from) in bytes.chunks_exact_mut(4).zip(v.to_array()) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    bytes
}
