//! Encoded textures, which blend colours in sRGB, and egui's pipeline for them: `bevy_egui`
//! supports linear light only.

use bevy::{
    asset::{load_internal_asset, uuid_handle},
    camera::CompositingSpace,
    prelude::*,
    render::{
        Render, RenderApp, RenderSystems,
        camera::ExtractedCamera,
        render_resource::{
            CachedRenderPipelineId, PipelineCache, SpecializedRenderPipeline, TextureFormat,
        },
        sync_world::MainEntity,
        view::ExtractedView,
    },
};
use bevy_egui::render::{
    EguiPipeline, EguiPipelineKey,
    systems::{EguiPipelines, queue_pipelines_system},
};

const SRGB_SHADER: Handle<Shader> = uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a05");
const INTERFACE_SHADER: Handle<Shader> = uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a04");

/// Loads the shader module `gradswarm::srgb`, for pipelines that draw into an encoded texture.
pub fn load_srgb_shader(app: &mut App) {
    load_internal_asset!(
        app,
        SRGB_SHADER,
        "../../assets/shaders/srgb.wgsl",
        Shader::from_wgsl
    );
}

/// Whether a camera's texture blends encoded colours. Shaders must encode their output for it.
pub fn is_encoded(camera: &ExtractedCamera) -> bool {
    camera.compositing_space == Some(CompositingSpace::Srgb) && !camera.hdr
}

/// Draws egui in sRGB into cameras that are [encoded](is_encoded).
pub(super) struct EncodedInterfacePlugin;

impl Plugin for EncodedInterfacePlugin {
    fn build(&self, app: &mut App) {
        if app.get_sub_app(RenderApp).is_none() {
            return;
        }
        load_srgb_shader(app);
        load_internal_asset!(
            app,
            INTERFACE_SHADER,
            "../../assets/shaders/interface.wgsl",
            Shader::from_wgsl
        );
        app.sub_app_mut(RenderApp).add_systems(
            Render,
            (
                choose_format.in_set(RenderSystems::CreateViews),
                replace_pipelines
                    .after(queue_pipelines_system)
                    .in_set(RenderSystems::Queue),
            ),
        );
    }
}

/// The format of an encoded texture. Bevy requests an sRGB view of its own choice, `Rgba8Unorm`,
/// and WebGL2 has no such views. This format needs none, blends as quickly and has finer steps.
/// Its two bits of alpha are enough for an opaque picture.
const ENCODED: TextureFormat = TextureFormat::Rgb10a2Unorm;

/// Gives encoded cameras their format before their textures are created.
fn choose_format(mut cameras: Query<(&ExtractedCamera, &mut ExtractedView)>) {
    for (camera, mut view) in &mut cameras {
        if is_encoded(camera) {
            view.target_format = ENCODED;
        }
    }
}

/// Replaces the queued pipelines of encoded cameras, which would write linear light.
fn replace_pipelines(
    mut queued: ResMut<EguiPipelines>,
    mut encoded: Local<Option<CachedRenderPipelineId>>,
    egui: Res<EguiPipeline>,
    cache: Res<PipelineCache>,
    cameras: Query<(&MainEntity, &ExtractedCamera)>,
) {
    // A new device has none of the old device's pipelines.
    if cache.is_added() {
        *encoded = None;
    }
    for (camera, extracted) in &cameras {
        if !is_encoded(extracted) {
            continue;
        }
        let Some(pipeline) = queued.0.get_mut(camera) else {
            continue;
        };
        *pipeline = *encoded.get_or_insert_with(|| {
            let mut descriptor = egui.specialize(EguiPipelineKey {
                target_format: ENCODED,
            });
            if let Some(fragment) = &mut descriptor.fragment {
                fragment.shader = INTERFACE_SHADER;
            }
            cache.queue_render_pipeline(descriptor)
        });
    }
}
