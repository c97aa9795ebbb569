//! Pinned vertices: the commands, and the set of all pins.

use bevy::{ecs::entity::EntityHashSet, prelude::*};

use super::{
    commands::{PinCommand, SetPinned},
    components::{Pinned, Vertex},
    drag::Held,
    selection::{Hovered, Selection},
};

/// Every vertex with [`Pinned`], so that pins are counted and drawn without a query over all
/// vertices.
#[derive(Resource, Debug, Default, Deref)]
pub struct Pins(EntityHashSet);

/// Notes that a vertex was pinned.
pub(super) fn note_pin(pin: On<Add, Pinned>, mut pins: ResMut<Pins>) {
    pins.0.insert(pin.entity);
}

/// Notes that a vertex was unpinned or despawned.
pub(super) fn note_unpin(pin: On<Remove, Pinned>, mut pins: ResMut<Pins>) {
    pins.0.remove(&pin.entity);
}

/// Handles [`SetPinned`].
pub(super) fn apply_set_pinned(
    mut requests: MessageReader<SetPinned>,
    mut commands: Commands,
    vertices: Query<(), With<Vertex>>,
) {
    for &SetPinned { vertex, pinned } in requests.read() {
        if vertices.contains(vertex) {
            set_pin(&mut commands, vertex, pinned);
        }
    }
}

/// Handles [`PinCommand`].
pub(super) fn apply_pin_commands(
    mut requests: MessageReader<PinCommand>,
    mut commands: Commands,
    (held, selection, hovered): (Res<Held>, Res<Selection>, Res<Hovered>),
    pins: Res<Pins>,
    vertices: Query<(), With<Vertex>>,
) {
    for request in requests.read() {
        match request {
            PinCommand::Toggle => {
                let targets: Vec<Entity> = if !held.is_empty() {
                    held.vertices().collect()
                } else if !selection.vertices().is_empty() {
                    selection.vertices().to_vec()
                } else {
                    hovered.0.into_iter().collect()
                };
                let pinned = !targets.iter().all(|vertex| pins.contains(vertex));
                for vertex in targets {
                    // Change only what differs: every insertion or removal moves the entity.
                    if vertices.contains(vertex) && pins.contains(&vertex) != pinned {
                        set_pin(&mut commands, vertex, pinned);
                    }
                }
            }
            PinCommand::ReleaseAll => {
                pins.iter()
                    .for_each(|&vertex| set_pin(&mut commands, vertex, false));
            }
        }
    }
}

/// Adds or removes the pin of a vertex.
fn set_pin(commands: &mut Commands, vertex: Entity, pinned: bool) {
    // The vertex may be despawned before the command applies.
    let Ok(mut vertex) = commands.get_entity(vertex) else {
        return;
    };
    if pinned {
        vertex.try_insert(Pinned);
    } else {
        vertex.try_remove::<Pinned>();
    }
}
