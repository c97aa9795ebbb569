//! Decides whether a drag belongs to the graph or to the interface: it belongs where it began.

use bevy::{
    input::touch::{Touch, Touches},
    prelude::*,
    window::PrimaryWindow,
};

use super::button_places::ButtonPlaces;
use crate::interface::InterfaceArea;

/// The owner of the pointer.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grip {
    /// No button, no finger; the pointer is over the graph.
    #[default]
    OverGraph,
    /// No button, no finger; the pointer is over the interface.
    OverInterface,
    /// A drag that began on the graph, wherever it is now: it moves the camera.
    Graph,
    /// A drag that moves vertices: it began on a selected one, or a hold took one. The camera
    /// stays.
    Vertex,
    /// A drag that draws a box or a lasso, and the camera stays.
    Area,
    /// A drag that began on the interface, wherever it is now.
    Interface,
}

impl Grip {
    /// Whether the pointer acts on the graph as a whole, and on its camera.
    pub fn on_graph(self) -> bool {
        matches!(self, Self::OverGraph | Self::Graph)
    }

    /// Whether a drag on the graph is in progress.
    pub fn is_held(self) -> bool {
        self == Self::Graph
    }

    /// The grip of the next frame.
    fn next_grip(self, down: bool, over_interface: bool) -> Self {
        match (down, self, over_interface) {
            (true, Self::Graph | Self::Interface | Self::Vertex | Self::Area, _) => self,
            (true, _, true) => Self::Interface,
            (true, _, false) => Self::Graph,
            (false, _, true) => Self::OverInterface,
            (false, _, false) => Self::OverGraph,
        }
    }
}

/// Place of the first finger, or else of the mouse, logical pixels.
pub(in crate::view) fn pointer_position(
    window: Option<&Window>,
    touches: &Touches,
) -> Option<Vec2> {
    let finger = touches
        .iter()
        .next()
        .or_else(|| touches.iter_just_released().next());
    finger
        .map(Touch::position)
        .or_else(|| window.and_then(Window::cursor_position))
}

/// Updates the grip from buttons, fingers and the interface's rectangles.
pub(in crate::view) fn update_grip(
    buttons: Res<ButtonInput<MouseButton>>,
    touches: Res<Touches>,
    places: Res<ButtonPlaces>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    interface: Option<Res<InterfaceArea>>,
    mut grip: ResMut<Grip>,
) {
    let down = buttons.get_pressed().len() > 0 || touches.iter().next().is_some();
    // The rectangles are tested with this frame's press or pointer; the flag is from the last frame.
    let over_interface = interface.is_some_and(|area| {
        let inside = places
            .last_press()
            .or_else(|| pointer_position(window.as_deref().copied(), &touches))
            .is_some_and(|pointer| area.rects.iter().any(|rect| rect.contains(pointer)));
        inside
            || (area.has_pointer
                && matches!(
                    *grip,
                    Grip::OverGraph | Grip::OverInterface | Grip::Interface
                ))
    });
    let mut next = grip.next_grip(down, over_interface);
    // Two fingers always move the camera.
    if touches.iter().count() > 1 && matches!(next, Grip::Vertex | Grip::Area) {
        next = Grip::Graph;
    }
    grip.set_if_neq(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_belongs_to_where_it_began() {
        let over = |grip: Grip| grip.next_grip(true, false).next_grip(true, true);
        assert_eq!(over(Grip::OverGraph), Grip::Graph);
        let out = Grip::OverInterface
            .next_grip(true, true)
            .next_grip(true, false);
        assert_eq!(out, Grip::Interface);
        assert_eq!(out.next_grip(false, false), Grip::OverGraph);
        assert_eq!(over(Grip::Vertex), Grip::Vertex);
        assert!(!Grip::Vertex.on_graph() && !Grip::Area.is_held());
        assert!(!Grip::OverInterface.on_graph() && Grip::Graph.on_graph());
    }
}
