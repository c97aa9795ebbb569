//! Fingers: the size of targets follows the pointing device and the window.

use bevy::{input::touch::Touches, prelude::*, window::PrimaryWindow};

use super::kit::places;
use crate::interface::{CoarseTargets, InterfaceScale, PointsWithFingers};

/// Notes whether the last press was a touch, and makes targets large for fingers and in narrow
/// windows.
pub(super) fn choose_target_size(
    touches: Option<Res<Touches>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
    windows: Query<&Window, With<PrimaryWindow>>,
    scale: Res<InterfaceScale>,
    mut fingers: ResMut<PointsWithFingers>,
    mut coarse: ResMut<CoarseTargets>,
) {
    if touches.is_some_and(|touches| touches.any_just_pressed()) {
        fingers.set_if_neq(PointsWithFingers(true));
    } else if buttons.is_some_and(|buttons| buttons.get_just_pressed().next().is_some()) {
        fingers.set_if_neq(PointsWithFingers(false));
    }
    let narrow = windows
        .single()
        .is_ok_and(|window| places::is_narrow_width(window.width() / scale.factor()));
    coarse.set_if_neq(CoarseTargets(fingers.0 || narrow));
}
