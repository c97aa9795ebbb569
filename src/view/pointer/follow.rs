//! Keeps walks along the edges in view.

use bevy::prelude::*;

use super::sight::Sight;
use crate::{
    explore::Walked, graph::Position, interface::InterfaceArea,
    view::camera::commands::CameraCommand,
};

/// The camera follows a walk that comes nearer to the rim of the free area, logical pixels.
const MARGIN: f32 = 30.0;

/// Moves the camera to the end of a walk, if this was requested or the walk left the picture.
pub(super) fn follow_walks(
    mut walks: MessageReader<Walked>,
    sight: Sight,
    interface: Option<Res<InterfaceArea>>,
    places: Query<&Position>,
    mut views: MessageWriter<CameraCommand>,
) {
    let Some(&Walked { vertex, close }) = walks.read().last() else {
        return;
    };
    let (Ok(place), Some(screen)) = (places.get(vertex), sight.screen()) else {
        return;
    };
    let picture = Rect::from_corners(Vec2::ZERO, screen.size());
    let free = interface.map_or(picture, |interface| interface.free.intersect(picture));
    let at = screen.project(place.0).map(|(at, _)| at);
    if close || at.is_none_or(|at| !free.inflate(-MARGIN).contains(at)) {
        views.write(CameraCommand::Focus(vertex));
    }
}
