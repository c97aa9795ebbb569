//! The render world's copy of the graph, in the bytes that the graphics card
//! reads: refreshed only where something changed.

use bevy::{prelude::*, render::MainWorld, time::Real};

use super::arrival::Arrivals;
use crate::{
    graph::GraphIndex,
    growth::Growth,
    physics::DensePositions,
    view::appearance::{Appearance, EdgeInstance, VertexInstance},
};

/// Texels of a row of the position texture: within WebGL2's 2048.
pub(super) const ROW: usize = 1024;
/// Rows of the position texture, at most: WebGL2's limit.
const MAX_ROWS: usize = 2048;
/// Vertices that can be drawn: 2,097,152.
pub(super) const MAX_VERTICES: usize = ROW * MAX_ROWS;

/// A position and the vertex's scale: one `Rgba32Float` texel.
pub(super) type Texel = [u8; 16];

/// What is to be drawn, and from where on it is new since the last upload.
#[derive(Resource, Default)]
pub(super) struct GraphMirror {
    /// Positions by dense index.
    pub texels: Vec<Texel>,
    pub vertices: Vec<[u8; VertexInstance::SIZE]>,
    pub edges: Vec<[u8; EdgeInstance::SIZE]>,
    pub texels_changed: bool,
    /// The first vertex or edge that is not on the graphics card yet.
    pub vertices_from: usize,
    pub edges_from: usize,
    positions_version: Option<u64>,
    appearance_version: u64,
    new_vertices: Arrivals,
    new_edges: Arrivals,
}

impl GraphMirror {
    /// Everything is on the graphics card now.
    pub fn uploaded(&mut self) {
        self.texels_changed = false;
        self.vertices_from = self.vertices.len();
        self.edges_from = self.edges.len();
    }

    /// Nothing is on the graphics card, it is a new one.
    pub fn forget_uploads(&mut self) {
        self.texels_changed = true;
        self.vertices_from = 0;
        self.edges_from = 0;
    }
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
    if looks_changed {
        // Two changes since the last look: what the first one left is unknown.
        let missed = appearance.version != mirror.appearance_version + 1;
        let from = |from: usize| if missed { 0 } else { from };
        let drawn = appearance.vertices.len().min(MAX_VERTICES);
        mirror.vertices_from = copy_tail(
            &mut mirror.vertices,
            appearance.vertices[..drawn]
                .iter()
                .map(|instance| instance.0),
            from(appearance.vertices_from),
            mirror.vertices_from,
        );
        mirror.edges_from = copy_tail(
            &mut mirror.edges,
            appearance.edges.iter().map(|instance| instance.0),
            from(appearance.edges_from),
            mirror.edges_from,
        );
        mirror.appearance_version = appearance.version;
    }
    let arriving = mirror.let_arrive(&main);
    if looks_changed || arriving || mirror.positions_version != Some(positions.version) {
        mirror.positions_version = Some(positions.version);
        mirror.texels_changed = true;
        // A vertex that has no position yet is not drawn.
        let places = positions.positions.iter().copied();
        let places = places.chain(std::iter::repeat(Vec3::NAN));
        let sizes = appearance.vertices.iter().map(|instance| instance.scale());
        mirror.texels.clear();
        mirror.texels.extend(
            sizes
                .zip(places)
                .take(MAX_VERTICES)
                .map(|(size, place)| texel(place.extend(size))),
        );
        for (texel, share) in mirror.new_vertices.shares(&mut mirror.texels) {
            let size = f32::from_le_bytes([texel[12], texel[13], texel[14], texel[15]]);
            texel[12..].copy_from_slice(&(size * share).to_le_bytes());
        }
    }
}

impl GraphMirror {
    /// Follows what has just come on its way to its full size; whether there
    /// is anything on its way.
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
        let vertices = self.new_vertices.follow(self.vertices.len(), version, seconds);
        let edges = self.new_edges.follow(self.edges.len(), version, seconds);
        if edges {
            // Those that have just arrived are written once more.
            let from = before.min(self.new_edges.first()).min(self.edges.len());
            self.edges_from = self.edges_from.min(from);
            for edge in &mut self.edges[from..] {
                edge[EdgeInstance::MISSING] = 0;
            }
            for (edge, share) in self.new_edges.shares(&mut self.edges) {
                edge[EdgeInstance::MISSING] = ((1.0 - share.clamp(0.0, 1.0)) * 255.0) as u8;
            }
        }
        vertices || edges
    }
}

/// Makes `mirror` equal to `source`, which differs only from `from` on;
/// returns from where on the graphics card is behind, `pending` included.
fn copy_tail<T>(
    mirror: &mut Vec<T>,
    source: impl ExactSizeIterator<Item = T>,
    from: usize,
    pending: usize,
) -> usize {
    let from = from.min(mirror.len()).min(source.len());
    mirror.truncate(from);
    mirror.extend(source.skip(from));
    from.min(pending)
}

fn texel(v: Vec4) -> Texel {
    let mut bytes = Texel::default();
    for (to, from) in bytes.chunks_exact_mut(4).zip(v.to_array()) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tail_is_copied_and_nothing_pending_is_forgotten() {
        let mut mirror = vec![1, 2, 3];
        assert_eq!(copy_tail(&mut mirror, [1, 2, 3, 4].into_iter(), 3, 3), 3);
        assert_eq!(mirror, [1, 2, 3, 4]);
        assert_eq!(copy_tail(&mut mirror, [1, 9, 3, 4, 5].into_iter(), 1, 3), 1);
        assert_eq!(mirror, [1, 9, 3, 4, 5]);
        assert_eq!(copy_tail(&mut mirror, [1].into_iter(), 1, 0), 0);
        assert_eq!(mirror, [1]);
    }
}
