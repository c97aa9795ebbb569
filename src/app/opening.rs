//! The opening of the program: the first graph grows in space, then flows into layers in the plane.

use bevy::prelude::*;

use crate::{
    graph::SceneLoaded,
    growth::Growth,
    layout::Arrangement,
    physics::{Physics, commands::ChangeSettings},
};

/// Time between the last edge of the grown graph and the flow into layers, seconds.
const LOOK: f32 = 1.5;

/// The opening that is under way. A host inserts it for a start without a chosen scene; it ends
/// with the flow into layers, with another arrangement, or with another scene.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Opening {
    /// Whether the first scene was loaded.
    begun: bool,
    /// Simulated time since the graph was grown, seconds.
    grown: f32,
}

/// Sends the graph of the opening into layers.
pub(super) struct OpeningPlugin;

impl Plugin for OpeningPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(Update, play_opening.run_if(resource_exists::<Opening>));
    }
}

fn play_opening(
    mut commands: Commands,
    mut opening: ResMut<Opening>,
    mut loaded: MessageReader<SceneLoaded>,
    mut settings: MessageWriter<ChangeSettings>,
    (growth, physics, time): (Res<Growth>, Res<Physics>, Res<Time<Virtual>>),
) {
    let scenes = loaded.read().count();
    let arranged = physics.arrangement() != Arrangement::Space;
    if arranged || (opening.begun && scenes > 0) {
        commands.remove_resource::<Opening>();
        return;
    }
    opening.begun |= scenes > 0;
    if !opening.begun || growth.growing() || growth.total_vertices == 0 {
        return;
    }
    opening.grown += time.delta_secs();
    if opening.grown >= LOOK {
        settings.write(ChangeSettings::Arrange(Arrangement::LayersInPlane));
        commands.remove_resource::<Opening>();
    }
}
