//! Frames are drawn while something moves, and not otherwise.

use std::time::Duration;

use bevy::{
    ecs::system::SystemParam,
    prelude::*,
    window::{WindowFocused, WindowResized, WindowScaleFactorChanged, WindowThemeChanged},
    winit::{UpdateMode, WinitSettings},
};

use crate::{
    clock::SimulationClock,
    growth::Growth,
    physics::Simulation,
    third_party::{InterfaceMotion, InterfaceSystems},
    training::Trainer,
    view::{CameraMotion, HoverFade, Legend, PictureWork, Wave},
};

/// Frames that are drawn after the last motion: the renderer is one frame behind, and its fading
/// needs one more.
const LINGER: u32 = 3;

/// Frames at the start, in which pipelines are compiled.
const WARM_UP: u32 = 90;

/// Longest time between two frames at rest.
const REST: Duration = Duration::from_secs(3600);

/// Switches between continuous and reactive drawing.
pub struct FramesPlugin;

impl Plugin for FramesPlugin {
    fn build(&self, app: &mut App) {
        app.insert_resource(WinitSettings::continuous())
            .insert_resource(Restlessness { frames: WARM_UP })
            .add_systems(Last, switch_frames.after(InterfaceSystems::Refresh));
    }
}

/// Frames that are still to be drawn although nothing moves.
#[derive(Resource)]
struct Restlessness {
    frames: u32,
}

/// Changes of the window that its picture must follow.
#[derive(SystemParam)]
struct WindowChanges<'w, 's> {
    resized: MessageReader<'w, 's, WindowResized>,
    scaled: MessageReader<'w, 's, WindowScaleFactorChanged>,
    focused: MessageReader<'w, 's, WindowFocused>,
    themed: MessageReader<'w, 's, WindowThemeChanged>,
}

impl WindowChanges<'_, '_> {
    /// Reads the changes of this frame; returns whether there were any.
    fn drain(&mut self) -> bool {
        self.resized.read().count()
            + self.scaled.read().count()
            + self.focused.read().count()
            + self.themed.read().count()
            > 0
    }
}

fn switch_frames(
    mut settings: ResMut<WinitSettings>,
    mut restlessness: ResMut<Restlessness>,
    clock: Res<SimulationClock>,
    simulation: Res<Simulation>,
    growth: Res<Growth>,
    trainer: Res<Trainer>,
    (camera, hover, wave): (Res<CameraMotion>, Res<HoverFade>, Res<Wave>),
    legend: Option<Res<Legend>>,
    interface: Option<Res<InterfaceMotion>>,
    pictures: Res<PictureWork>,
    mut changes: WindowChanges,
) {
    let simulating = clock.runs() && (!simulation.engine().is_settled() || clock.waiting);
    let moving = simulating
        || growth.goes_on(clock.runs())
        || trainer.pace.goes_on(clock.runs())
        || camera.moving
        || wave.playing
        || hover.easing
        || pictures.is_busy()
        || interface.is_some_and(|interface| interface.wants_frames);
    // Count the warm-up down while something moves, too: otherwise a resting graph would be drawn
    // ninety more times.
    restlessness.frames = restlessness.frames.saturating_sub(1);
    // The interface of this frame was drawn before the legend changed: draw it once more.
    let legend_changed = legend.is_some_and(|legend| legend.is_changed());
    // A window of another size or scale needs several frames until panels and picture fit it.
    if moving || legend_changed || changes.drain() {
        restlessness.frames = restlessness.frames.max(LINGER);
    }
    let mode = if moving || restlessness.frames > 0 {
        UpdateMode::Continuous
    } else {
        UpdateMode::reactive_low_power(REST)
    };
    if settings.focused_mode != mode || settings.unfocused_mode != mode {
        settings.focused_mode = mode;
        settings.unfocused_mode = mode;
    }
}
