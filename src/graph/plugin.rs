//! Puts the graph into an app.

use bevy::prelude::*;

use super::{
    adjacency::Adjacency,
    commands::{Drag, LoadScene, PinCommand, Select, SetLeaf, SetPinned},
    hold::{self, Held},
    index::{self, GraphIndex},
    loading, mirror,
    pins::{self, Pins},
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
        app.add_plugins(super::escape::GraphEscapePlugin)
            .add_message::<LoadScene>()
            .add_message::<SceneLoaded>()
            .add_message::<Select>()
            .add_message::<SetPinned>()
            .add_message::<PinCommand>()
            .add_message::<Drag>()
            .add_message::<SetLeaf>()
            .init_resource::<Adjacency>()
            .init_resource::<Held>()
            .init_resource::<Pins>()
            .init_resource::<GraphIndex>()
            .init_resource::<CurrentScene>()
            .init_resource::<Network>()
            .init_resource::<Selection>()
            .init_resource::<Excluded>()
            .init_resource::<Hovered>()
            .add_observer(index::note_lost_vertex)
            .add_observer(index::note_lost_edge)
            .add_observer(pins::note_pin)
            .add_observer(pins::note_unpin)
            .add_systems(
                PreUpdate,
                (
                    loading::load_scenes,
                    selection::select,
                    hold::drag,
                    pins::set_pinned,
                    pins::steer_pins,
                    mirror::write_leaves,
                )
                    .chain()
                    .in_set(GraphSystems::Command),
            )
            .add_systems(FixedUpdate, index::keep_index.in_set(GraphSystems::Index))
            .add_systems(
                Update,
                (
                    mirror::take_edited_terms,
                    mirror::show_terms,
                    selection::forget_the_gone,
                    hold::forget_the_gone,
                )
                    .chain()
                    .in_set(GraphSystems::Mirror),
            );
    }
}
