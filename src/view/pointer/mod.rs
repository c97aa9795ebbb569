//! The pointer on the graph: hovering, clicks, drags of vertices, boxes and lassos.
//!
//! This room reads camera, appearance and the shown level; it writes
//! [`Hovered`](crate::graph::Hovered) and sends selection, drag and camera commands.

mod area;
mod follow;
mod hands;
mod hover;
mod press;
mod sight;
mod tool;

use bevy::prelude::*;

pub use area::{Marquee, Region};
pub use tool::{Tool, UseTool};

/// The systems of the pointer, in `Update`.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PointerSystems {
    /// Applies the tool, presses and hovering.
    Press,
    /// Moves the camera along when a walk leaves the picture.
    Walk,
}

/// Adds hovering, clicks, drags and regions, by mouse and by finger.
pub(in crate::view) struct PointerPlugin;

impl Plugin for PointerPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<UseTool>()
            .init_resource::<Tool>()
            .init_resource::<Marquee>()
            .init_resource::<press::Pointer>()
            .add_systems(
                Update,
                (
                    (
                        tool::apply_tool_requests,
                        press::handle_press,
                        hover::update_hovered,
                    )
                        .chain()
                        .in_set(PointerSystems::Press),
                    follow::follow_walks.in_set(PointerSystems::Walk),
                ),
            );
    }
}
