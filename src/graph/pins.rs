//! Vertices that a person fixed where they are.

use bevy::{ecs::entity::EntityHashSet, prelude::*};

use super::{
    commands::{PinCommand, SetPinned},
    components::{Pinned, Vertex},
    hold::Held,
    selection::{Hovered, Selection},
};

/// Every vertex with [`Pinned`], to be counted and marked without asking all of them.
#[derive(Resource, Debug, Default, Deref)]
pub struct Pins(EntityHashSet);

/// Notes a pin.
pub(super) fn note_pin(pin: On<Add, Pinned>, mut pins: ResMut<Pins>) {
    pins.0.insert(pin.entity);
}

/// Notes that a pin, or its vertex, is gone.
pub(super) fn note_unpin(pin: On<Remove, Pinned>, mut pins: ResMut<Pins>) {
    pins.0.remove(&pin.entity);
}

/// Handles [`SetPinned`].
pub(super) fn set_pinned(
    mut requests: MessageReader<SetPinned>,
    mut commands: Commands,
    vertices: Query<(), With<Vertex>>,
) {
    for &SetPinned { vertex, pinned } in requests.read() {
        if vertices.contains(vertex) {
            set(&mut commands, vertex, pinned);
        }
    }
}

/// Handles [`PinCommand`].
pub(super) fn steer_pins(
    mut requests: MessageReader<PinCommand>,
    mut commands: Commands,
    (held, selection, hovered): (Res<Held>, Res<Selection>, Res<Hovered>),
    pins: Res<Pins>,
    vertices: Query<(), With<Vertex>>,
) {
    for request in requests.read() {
        match request {
            PinCommand::Toggle => {
                let meant: Vec<Entity> = if !held.is_empty() {
                    held.vertices().collect()
                } else if !selection.vertices().is_empty() {
                    selection.vertices().to_vec()
                } else {
                    hovered.0.into_iter().collect()
                };
                let pinned = !meant.iter().all(|vertex| pins.contains(vertex));
                for vertex in meant {
                    // What is already so keeps its place in the tables.
                    if vertices.contains(vertex) && pins.contains(&vertex) != pinned {
                        set(&mut commands, vertex, pinned);
                    }
                }
            }
            PinCommand::ReleaseAll => {
                pins.iter()
                    .for_each(|&vertex| set(&mut commands, vertex, false));
            }
        }
    }
}

fn set(commands: &mut Commands, vertex: Entity, pinned: bool) {
    // It may go before the command comes.
    let Ok(mut vertex) = commands.get_entity(vertex) else {
        return;
    };
    if pinned {
        vertex.try_insert(Pinned);
    } else {
        vertex.try_remove::<Pinned>();
    }
}
