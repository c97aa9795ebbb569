//! `Esc` stops the wave, and leaves the level that is shown when nothing is selected.

use bevy::prelude::*;

use crate::{
    escape::{EscapeLayer, EscapePlugin, EscapePressed, EscapeStack},
    graph::Selection,
    view::{LevelCommand, LevelView, Wave, WaveCommand},
};

/// Declares and closes the layers of wave and level.
pub(super) struct ViewEscapePlugin;

impl Plugin for ViewEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layers(app, declare_layers, close_layers);
    }
}

/// A selection made on a level is cleared before the level is left.
fn declare_layers(
    wave: Res<Wave>,
    level: Res<LevelView>,
    selection: Res<Selection>,
    mut stack: ResMut<EscapeStack>,
) {
    stack.set_open(EscapeLayer::Wave, wave.at.is_some());
    let shown = level.merged().is_some();
    stack.set_open(EscapeLayer::Level, shown && selection.is_empty());
}

fn close_layers(
    mut pressed: MessageReader<EscapePressed>,
    mut waves: MessageWriter<WaveCommand>,
    mut levels: MessageWriter<LevelCommand>,
) {
    for EscapePressed(layer) in pressed.read() {
        match layer {
            EscapeLayer::Wave => {
                waves.write(WaveCommand::Stop);
            }
            EscapeLayer::Level => {
                levels.write(LevelCommand::Look(None));
            }
            _ => {}
        }
    }
}
