//! Puts the graph into an app.

use bevy::prelude::*;

use super::{
    adjacency::Adjacency,
    commands::{Drag, LoadScene, PinCommand, Select, SetLeaf, SetPinned},
    drag::{self, Held},
    index::{self, GraphIndex},
    loading, mirror,
    pins::{self, Pins},
    plane::Planar,
    scene::{CurrentScene, Network, SceneLoaded},
    selection::{self, Excluded, Hovered, Selection},
};

/// The graph's systems; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GraphSystems {
    /// In `PreUpdate`: loads scenes, selects, drags, pins, writes leaves.
    Command,
    /// In `FixedUpdate`, between two ticks: brings [`GraphIndex`] up to date.
    Index,
    /// In `Update`: copies data and gradients from the tape to the vertices.
    Mirror,
}

/// Vertices and edges, scenes, selection, and the mirror of the tape.
pub struct GraphPlugin;

impl Plugin for GraphPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((GraphStatePlugin, super::escape::GraphEscapePlugin))
            .add_observer(index::note_removed_vertex)
            .add_observer(index::note_removed_edge)
            .add_observer(pins::note_pin)
            .add_observer(pins::note_unpin)
            .add_systems(
                PreUpdate,
                (
                    loading::load_scenes,
                    selection::apply_select,
                    drag::drag_vertices,
                    pins::apply_set_pinned,
                    pins::apply_pin_commands,
                    mirror::write_leaves,
                )
                    .chain()
                    .in_set(GraphSystems::Command),
            )
            .add_systems(FixedUpdate, index::update_index.in_set(GraphSystems::Index))
            .add_systems(
                Update,
                (
                    mirror::adopt_edited_terms,
                    mirror::mirror_tape,
                    selection::deselect_despawned,
                    drag::release_despawned,
                )
                    .chain()
                    .in_set(GraphSystems::Mirror),
            );
    }
}

/// The messages and resources of the graph, without its systems. Adding it twice is harmless.
pub struct GraphStatePlugin;

impl Plugin for GraphStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<LoadScene>()
            .add_message::<SceneLoaded>()
            .add_message::<Select>()
            .add_message::<SetPinned>()
            .add_message::<PinCommand>()
            .add_message::<Drag>()
            .add_message::<SetLeaf>()
            .init_resource::<Adjacency>()
            .init_resource::<Held>()
            .init_resource::<Planar>()
            .init_resource::<Pins>()
            .init_resource::<GraphIndex>()
            .init_resource::<CurrentScene>()
            .init_resource::<Network>()
            .init_resource::<Selection>()
            .init_resource::<Excluded>()
            .init_resource::<Hovered>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
