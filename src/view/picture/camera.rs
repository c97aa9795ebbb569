//! A second camera that sees what the graph's camera sees, with other pixels.

use bevy::{
    core_pipeline::tonemapping::Tonemapping,
    prelude::*,
    render::{
        extract_component::ExtractComponent,
        render_resource::{TextureFormat, TextureUsages},
        renderer::RenderDevice,
        sync_component::SyncComponent,
    },
};

use crate::view::{
    camera::GraphCamera,
    draw::{PictureHeight, PictureView},
    marks::labels::LabelPlacement,
};

/// Marks a camera that draws the graph into a picture. The renderer takes it
/// for a [`GraphCamera`]; the systems of the main world do not, so that there
/// is one camera that people move.
#[derive(Component, Clone, Copy, Debug, Default)]
pub(in crate::view) struct PictureCamera;

impl SyncComponent for PictureCamera {
    type Target = (GraphCamera, PictureView);
}

impl ExtractComponent for PictureCamera {
    type QueryData = ();
    type QueryFilter = With<Self>;
    type Out = (GraphCamera, PictureView);

    fn extract_component((): ()) -> Option<Self::Out> {
        Some((GraphCamera, PictureView))
    }
}

/// Pictures of more pixels than this get one sample each: their pixels are fine enough, and
/// four samples of so many would take the graphics card's memory.
const MOST_SAMPLED: u32 = 12_000_000;
/// The largest side of a picture where nobody says what the graphics card takes.
const SAFE_SIDE: u32 = 2048;

/// What the window shows in pixels, before anybody asks for more.
pub(super) fn window_size(camera: &Camera) -> Option<UVec2> {
    camera
        .physical_viewport_size()
        .filter(|size| size.min_element() > 0)
}

/// The size at a scale, or as near to it as the graphics card can draw.
pub(super) fn scaled(window: UVec2, scale: u32, device: Option<&RenderDevice>) -> UVec2 {
    let most = device.map_or(SAFE_SIDE, |device| device.limits().max_texture_dimension_2d);
    let wanted = window * scale.max(1);
    let share = (most as f32 / wanted.max_element() as f32).min(1.0);
    (wanted.as_vec2() * share)
        .floor()
        .as_uvec2()
        .max(UVec2::ONE)
}

/// Spawns a picture camera of `size` pixels; returns it and the image that it draws into.
pub(super) fn spawn(
    commands: &mut Commands,
    images: &mut Assets<Image>,
    size: UVec2,
    samples: Msaa,
) -> (Entity, Handle<Image>) {
    let mut image = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = images.add(image);
    let samples = if size.element_product() > MOST_SAMPLED {
        Msaa::Off
    } else {
        samples
    };
    let target: bevy::camera::RenderTarget = image.clone().into();
    let camera = commands.spawn((
        Name::new("picture camera"),
        PictureCamera,
        Camera3d::default(),
        Camera {
            // Before the window's: its picture is the older one, should a driver mind.
            order: -1,
            ..default()
        },
        target,
        Tonemapping::None,
        samples,
    ));
    (camera.id(), image)
}

/// How far panels have moved the middle of the view from the middle of the
/// window, logical pixels. On a picture without panels it is in the middle.
pub(super) fn moved_aside(camera: &Camera) -> Vec2 {
    let (Some(view), Some(size)) = (camera.sub_camera_view, camera.logical_viewport_size()) else {
        return Vec2::ZERO;
    };
    -view.offset * size / view.full_size.as_vec2().max(Vec2::ONE)
}

/// Labels as they stand on a picture whose middle is that of the view.
pub(super) fn labels_for(
    camera: Option<&Camera>,
    labels: &[LabelPlacement],
) -> Vec<LabelPlacement> {
    let aside = camera.map(moved_aside).unwrap_or_default();
    let moved = |label: &LabelPlacement| LabelPlacement {
        position: label.position - aside,
        ..label.clone()
    };
    labels.iter().map(moved).collect()
}

/// Keeps the picture camera where the graph's camera is.
pub(super) fn follow(
    mut height: ResMut<PictureHeight>,
    graph: Query<(&Camera, &Projection, &Transform), (With<GraphCamera>, Without<PictureCamera>)>,
    mut pictures: Query<(&mut Camera, &mut Projection, &mut Transform), With<PictureCamera>>,
) {
    let Ok((seen, projection, transform)) = graph.single() else {
        return;
    };
    let Some(window) = window_size(seen) else {
        return;
    };
    let pixels = window.y as f32 / height.fineness;
    height.set_if_neq(PictureHeight { pixels, ..*height });
    for (mut camera, mut own, mut place) in &mut pictures {
        *place = *transform;
        *own = projection.clone();
        camera.clear_color = seen.clear_color;
        camera.sub_camera_view = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_large_as_can_be_drawn_and_keeps_its_shape() {
        assert_eq!(
            scaled(UVec2::new(400, 300), 4, None),
            UVec2::new(1600, 1200)
        );
        assert_eq!(
            scaled(UVec2::new(1600, 1200), 4, None),
            UVec2::new(2048, 1536)
        );
        assert_eq!(scaled(UVec2::new(400, 300), 0, None), UVec2::new(400, 300));
    }
}
