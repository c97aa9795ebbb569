//! The two draws: all vertices in one, all edges in the other. A shown level adds two draws over
//! the graph.
//!
//! Extraction mirrors positions, colours and states; preparation uploads the pages that changed to
//! textures, and the shaders look them up. No storage buffer is needed, so WebGL2 draws the same.

mod arrival;
mod batch;
mod buffers;
mod mirror;
mod pages;
mod pass;
mod picture;
mod pipelines;
mod shared;
mod statistics;
mod style;
mod texels;

use bevy::{
    asset::load_internal_asset,
    core_pipeline::Core3d,
    prelude::*,
    render::{
        ExtractSchedule, GpuResourceAppExt, Render, RenderApp, RenderStartup,
        render_resource::SpecializedRenderPipelines,
    },
};

use crate::third_party::load_srgb_shader;

pub(in crate::view) use shared::*;
pub(in crate::view) use style::{StyleModifiers, StyleUniform, compute_style};

pub(crate) use picture::PictureHeight;
pub(in crate::view) use picture::PictureView;
pub use statistics::{DrawStatistics, Pixels};
pub use style::USUAL_HEIGHT;

/// The systems of the two draws, in the renderer's own schedules.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DrawSystems {
    /// Makes pipelines and empty buffers, in `RenderStartup`.
    Setup,
    /// Copies the graph, the shown level and the style, in `ExtractSchedule`.
    Extract,
    /// Specialises the pipelines on each camera, in `Render`.
    Specialize,
    /// Uploads changed data, in `Render`.
    Upload,
    /// Binds the data, in `Render`.
    Bind,
    /// Draws vertices and edges, in `Core3d`.
    Draw,
}

/// Draws the graph into every [`GraphCamera`](crate::view::camera::GraphCamera).
pub(in crate::view) struct DrawPlugin;

impl Plugin for DrawPlugin {
    fn build(&self, app: &mut App) {
        load_srgb_shader(app);
        load_shared_numbers(app);
        load_internal_asset!(
            app,
            pipelines::GRAPH_SHADER,
            "../../../assets/shaders/graph.wgsl",
            Shader::from_wgsl
        );
        load_internal_asset!(
            app,
            pipelines::VERTICES_SHADER,
            "../../../assets/shaders/vertices.wgsl",
            Shader::from_wgsl
        );
        load_internal_asset!(
            app,
            pipelines::EDGES_SHADER,
            "../../../assets/shaders/edges.wgsl",
            Shader::from_wgsl
        );
        let statistics = DrawStatistics::default();
        app.insert_resource(statistics.clone())
            .init_resource::<PictureHeight>();
        let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
            return;
        };
        render_app
            .insert_resource(statistics)
            .init_resource::<Pixels>()
            .init_resource::<mirror::GraphMirror>()
            .init_resource::<style::GraphStyle>()
            .init_gpu_resource::<SpecializedRenderPipelines<pipelines::GraphPipeline>>()
            .add_systems(
                ExtractSchedule,
                (
                    mirror::extract_graph,
                    mirror::extract_level,
                    style::extract_style,
                )
                    .in_set(DrawSystems::Extract),
            )
            .add_systems(
                RenderStartup,
                (pipelines::init_pipeline, buffers::init_buffers).in_set(DrawSystems::Setup),
            )
            .add_systems(
                Render,
                (
                    pipelines::specialize_pipelines.in_set(DrawSystems::Specialize),
                    buffers::upload_graph.in_set(DrawSystems::Upload),
                    buffers::prepare_bind_groups.in_set(DrawSystems::Bind),
                ),
            )
            .add_systems(Core3d, pass::graph_pass.in_set(DrawSystems::Draw));
    }
}

/// Adds the shader module `gradswarm::shared`, generated from the Rust constants.
fn load_shared_numbers(app: &mut App) {
    let module = Shader::from_wgsl(wgsl_module(), "gradswarm/shared.wgsl");
    let mut shaders = app.world_mut().resource_mut::<Assets<Shader>>();
    // Inserting fails only for an outdated index; this handle is a UUID.
    let _ = shaders.insert(pipelines::SHARED_SHADER.id(), module);
}
