//! `Esc` stops the wave, and leaves the level that is shown when nothing is selected.

use bevy::prelude::*;

use crate::{
    escape::{EscapeLayer, EscapePlugin},
    graph::Selection,
    view::{LevelCommand, LevelView, Wave, WaveCommand},
};

/// Adds the layers of wave and level.
pub(super) struct ViewEscapePlugin;

impl Plugin for ViewEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layer(app, EscapeLayer::Wave, runs_wave, || WaveCommand::Stop);
        EscapePlugin::add_layer(app, EscapeLayer::Level, shows_level, || {
            LevelCommand::Look(None)
        });
    }
}

fn runs_wave(wave: Res<Wave>) -> bool {
    wave.at.is_some()
}

/// A selection made on a level is cleared before the level is left.
fn shows_level(level: Res<LevelView>, selection: Res<Selection>) -> bool {
    level.merged().is_some() && selection.is_empty()
}
