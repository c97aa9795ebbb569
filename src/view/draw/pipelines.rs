//! The two render pipelines, specialised for the camera's target, with and without a wave.

use bevy::{
    asset::uuid_handle,
    core_pipeline::core_3d::CORE_3D_DEPTH_FORMAT,
    prelude::*,
    render::{
        camera::ExtractedCamera,
        render_resource::{
            BindGroupLayoutDescriptor, BindGroupLayoutEntries, BlendState, CachedRenderPipelineId,
            ColorTargetState, ColorWrites, CompareFunction, DepthStencilState, FragmentState,
            MultisampleState, PipelineCache, PrimitiveState, PrimitiveTopology,
            RenderPipelineDescriptor, ShaderStages, SpecializedRenderPipeline,
            SpecializedRenderPipelines, TextureFormat, TextureSampleType, VertexState,
            binding_types::{texture_2d, uniform_buffer},
        },
        view::{ExtractedView, ViewUniform},
    },
};

use super::style::StyleUniform;
use crate::{third_party::is_encoded, view::camera::GraphCamera};

pub(super) const SHARED_SHADER: Handle<Shader> =
    uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a06");
pub(super) const GRAPH_SHADER: Handle<Shader> =
    uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a01");
pub(super) const VERTICES_SHADER: Handle<Shader> =
    uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a02");
pub(super) const EDGES_SHADER: Handle<Shader> =
    uuid_handle!("5c1a9a53-0b5f-4d5e-9a51-0f6c2d1f7a03");

/// The bind group layout of both pipelines.
#[derive(Resource)]
pub(super) struct GraphPipeline {
    pub layout: BindGroupLayoutDescriptor,
}

/// One of the two draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Draw {
    Vertices,
    Edges,
}

/// The key by which pipelines are specialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct GraphPipelineKey {
    draw: Draw,
    target_format: TextureFormat,
    samples: u32,
    /// Whether the target blends in sRGB: the shader must encode colours then.
    encoded: bool,
    /// Whether a wave runs. Only this variant pays for the wave at each pixel.
    wave: bool,
}

/// The pipelines of one camera, without a wave first. Both variants are compiled at the start: a
/// picture must not wait for the first wave.
#[derive(Component)]
pub(super) struct GraphPipelineIds([DrawPipelineIds; 2]);

/// The pipelines of the two draws.
pub(super) struct DrawPipelineIds {
    pub vertices: CachedRenderPipelineId,
    pub edges: CachedRenderPipelineId,
}

impl GraphPipelineIds {
    /// The pipelines to draw with, with or without a wave.
    pub const fn for_wave(&self, wave: bool) -> &DrawPipelineIds {
        &self.0[wave as usize]
    }
}

/// Describes the bind group layout: view, style, and the textures of positions, vertices, edges.
pub(super) fn init_pipeline(mut commands: Commands) {
    commands.insert_resource(GraphPipeline {
        layout: BindGroupLayoutDescriptor::new(
            "graph",
            &BindGroupLayoutEntries::sequential(
                ShaderStages::VERTEX_FRAGMENT,
                (
                    uniform_buffer::<ViewUniform>(true),
                    uniform_buffer::<StyleUniform>(false),
                    texture_2d(TextureSampleType::Float { filterable: false }),
                    texture_2d(TextureSampleType::Uint),
                    texture_2d(TextureSampleType::Uint),
                ),
            ),
        ),
    });
}

impl SpecializedRenderPipeline for GraphPipeline {
    type Key = GraphPipelineKey;

    fn specialize(&self, key: Self::Key) -> RenderPipelineDescriptor {
        let (label, shader) = match key.draw {
            Draw::Vertices => ("graph vertices", VERTICES_SHADER),
            Draw::Edges => ("graph edges", EDGES_SHADER),
        };
        let multisampled = key.samples > 1;
        // A vertex is opaque. Its rim covers some of several samples; a single sample is blended.
        let opaque = key.draw == Draw::Vertices;
        let coverage = opaque && multisampled;
        let mut shader_defs = vec![];
        if key.wave {
            shader_defs.push("WAVE".into());
        }
        if key.encoded {
            shader_defs.push("ENCODED".into());
        }
        RenderPipelineDescriptor {
            label: Some(label.into()),
            layout: vec![self.layout.clone()],
            vertex: VertexState {
                shader: shader.clone(),
                shader_defs: shader_defs.clone(),
                entry_point: Some("vertex".into()),
                ..default()
            },
            fragment: Some(FragmentState {
                shader,
                shader_defs,
                entry_point: Some("fragment".into()),
                targets: vec![Some(ColorTargetState {
                    format: key.target_format,
                    blend: (!coverage).then_some(BlendState::ALPHA_BLENDING),
                    // The picture itself stays opaque.
                    write_mask: ColorWrites::COLOR,
                })],
            }),
            primitive: PrimitiveState {
                topology: PrimitiveTopology::TriangleList,
                ..default()
            },
            depth_stencil: Some(DepthStencilState {
                format: CORE_3D_DEPTH_FORMAT,
                depth_write_enabled: Some(opaque),
                depth_compare: Some(CompareFunction::GreaterEqual),
                stencil: default(),
                bias: default(),
            }),
            multisample: MultisampleState {
                count: key.samples,
                mask: !0,
                alpha_to_coverage_enabled: coverage,
            },
            ..default()
        }
    }
}

/// Queues the pipelines of every camera that shows the graph; known ones are reused.
pub(super) fn specialize_pipelines(
    mut commands: Commands,
    cache: Res<PipelineCache>,
    pipeline: Res<GraphPipeline>,
    mut pipelines: ResMut<SpecializedRenderPipelines<GraphPipeline>>,
    cameras: Query<(Entity, &ExtractedCamera, &ExtractedView, &Msaa), With<GraphCamera>>,
) {
    for (camera, extracted, view, msaa) in &cameras {
        let mut specialize = |draw, wave| {
            let key = GraphPipelineKey {
                draw,
                target_format: view.target_format,
                samples: msaa.samples(),
                encoded: is_encoded(extracted),
                wave,
            };
            pipelines.specialize(&cache, &pipeline, key)
        };
        let ids = [false, true].map(|wave| DrawPipelineIds {
            vertices: specialize(Draw::Vertices, wave),
            edges: specialize(Draw::Edges, wave),
        });
        commands.entity(camera).insert(GraphPipelineIds(ids));
    }
}
