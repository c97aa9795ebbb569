//! Picture cameras: they copy the view of the graph's camera and render it at another size.

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

/// Marks a camera that draws the graph into a picture.
///
/// In the render world it is extracted as a [`GraphCamera`]. In the main world it is not one, so
/// that there is only one camera that the user moves.
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

/// Pictures with more pixels are rendered with one sample per pixel. Their pixels are fine enough,
/// and four samples would need too much graphics memory.
const MOST_SAMPLED: u32 = 12_000_000;
/// Longest side of a picture if the limit of the graphics card is unknown, pixels.
const SAFE_SIDE: u32 = 2048;

/// Size of the window's view, physical pixels.
pub(super) fn window_size(camera: &Camera) -> Option<UVec2> {
    camera
        .physical_viewport_size()
        .filter(|size| size.min_element() > 0)
}

/// The window's size times `scale`, reduced to the limit of the graphics card with the same shape.
pub(super) fn scaled_size(window: UVec2, scale: u32, device: Option<&RenderDevice>) -> UVec2 {
    let most = device.map_or(SAFE_SIDE, |device| device.limits().max_texture_dimension_2d);
    let wanted = window * scale.max(1);
    let share = (most as f32 / wanted.max_element() as f32).min(1.0);
    (wanted.as_vec2() * share)
        .floor()
        .as_uvec2()
        .max(UVec2::ONE)
}

/// Spawns a picture camera of `size` pixels; returns it and the image that it renders to.
pub(super) fn spawn_picture_camera(
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
            // Render before the window's camera.
            order: -1,
            ..default()
        },
        target,
        Tonemapping::None,
        samples,
    ));
    (camera.id(), image)
}

/// Offset of the view's centre from the window's centre, logical pixels. Panels move it; a picture
/// without panels has it in the middle.
pub(super) fn moved_aside(camera: &Camera) -> Vec2 {
    let (Some(view), Some(size)) = (camera.sub_camera_view, camera.logical_viewport_size()) else {
        return Vec2::ZERO;
    };
    -view.offset * size / view.full_size.as_vec2().max(Vec2::ONE)
}

/// The labels moved to a picture whose centre is the view's centre.
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

/// Copies the view of the graph's camera to the picture cameras.
pub(super) fn copy_graph_camera(
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
            scaled_size(UVec2::new(400, 300), 4, None),
            UVec2::new(1600, 1200)
        );
        assert_eq!(
            scaled_size(UVec2::new(1600, 1200), 4, None),
            UVec2::new(2048, 1536)
        );
        assert_eq!(
            scaled_size(UVec2::new(400, 300), 0, None),
            UVec2::new(400, 300)
        );
    }
}
