//! The graph's data on the graphics card: textures of vertices and edges, the style uniform, and
//! the bind group over them.
//!
//! It reads the [`GraphMirror`] and uploads only the pages that are due.

use bevy::{
    prelude::*,
    render::{
        render_resource::{
            BindGroup, BindGroupEntries, BufferId, PipelineCache, TextureFormat, UniformBuffer,
        },
        renderer::{RenderDevice, RenderQueue},
        view::ViewUniforms,
    },
};

use super::{
    batch::Batches,
    mirror::{GraphMirror, MeshMirror},
    pipelines::GraphPipeline,
    statistics::DrawStatistics,
    style::{GraphStyle, StyleUniform},
    texels::TexelList,
};

/// Buffers of the graph and of the shown level. A new render device creates them again.
#[derive(Resource)]
pub(super) struct GraphBuffers {
    pub batches: Batches,
    pub graph: MeshBuffers,
    pub level: MeshBuffers,
}

/// The data that the draws of vertices and edges read.
pub(super) struct MeshBuffers {
    positions: TexelList,
    pub vertices: TexelList,
    pub edges: TexelList,
    style: UniformBuffer<StyleUniform>,
    /// The bind group, with the id of the view buffer that it binds.
    bind_group: Option<(BufferId, BindGroup)>,
}

impl MeshBuffers {
    fn new(device: &RenderDevice) -> Self {
        let list = |label, format| TexelList::new(device, label, format, 1);
        Self {
            positions: list("graph positions", TextureFormat::Rgba32Float),
            vertices: list("graph vertices", TextureFormat::Rg32Uint),
            edges: list("graph edges", TextureFormat::Rgba32Uint),
            style: UniformBuffer::default(),
            bind_group: None,
        }
    }

    /// Uploads the pages that are due and the style; returns the uploaded bytes of elements.
    fn upload_changes(
        &mut self,
        device: &RenderDevice,
        queue: &RenderQueue,
        style: StyleUniform,
        mesh: &mut MeshMirror,
    ) -> usize {
        // A texture that grew is a new texture: the bind group must bind it.
        let replaced = self.positions.make_room(device, &mut mesh.texels)
            | self.vertices.make_room(device, &mut mesh.vertices)
            | self.edges.make_room(device, &mut mesh.edges);
        if replaced {
            self.bind_group = None;
        }
        let sent = self.positions.upload_due(queue, &mut mesh.texels)
            + self.vertices.upload_due(queue, &mut mesh.vertices)
            + self.edges.upload_due(queue, &mut mesh.edges);
        let style = StyleUniform {
            vertex_count: self.vertices.count,
            edge_count: self.edges.count,
            ..style
        };
        // The uniform is small, but it is written only when it changed.
        if self.style.get() != &style || self.style.buffer().is_none() {
            self.style.set(style);
            self.style.write_buffer(device, queue);
        }
        sent
    }

    pub fn bind_group(&self) -> Option<&BindGroup> {
        self.bind_group.as_ref().map(|(_, group)| group)
    }
}

/// Creates empty buffers on a new device. The mirror still holds all data, so all of it is due.
pub(super) fn init_buffers(
    mut commands: Commands,
    device: Res<RenderDevice>,
    mut mirror: ResMut<GraphMirror>,
) {
    mirror.forget_uploads();
    commands.insert_resource(GraphBuffers {
        batches: Batches::new(&device),
        graph: MeshBuffers::new(&device),
        level: MeshBuffers::new(&device),
    });
}

/// Uploads the changes of the graph and of the shown level.
pub(super) fn upload_graph(
    device: Res<RenderDevice>,
    queue: Res<RenderQueue>,
    style: Res<GraphStyle>,
    statistics: Res<DrawStatistics>,
    mut mirror: ResMut<GraphMirror>,
    mut buffers: ResMut<GraphBuffers>,
) {
    let (mirror, buffers) = (&mut *mirror, &mut *buffers);
    let mut sent = buffers
        .graph
        .upload_changes(&device, &queue, style.graph, &mut mirror.graph);
    // Upload once more after the level is left: its elements must disappear.
    if style.level.is_some() || buffers.level.vertices.count > 0 {
        let uniform = style.level.unwrap_or_default();
        sent += buffers
            .level
            .upload_changes(&device, &queue, uniform, &mut mirror.level);
    }
    statistics.count_upload(sent);
}

/// Creates the bind groups again where the view buffer or a texture was replaced.
pub(super) fn prepare_bind_groups(
    device: Res<RenderDevice>,
    cache: Res<PipelineCache>,
    pipeline: Res<GraphPipeline>,
    views: Res<ViewUniforms>,
    mut buffers: ResMut<GraphBuffers>,
) {
    let buffers = &mut *buffers;
    for mesh in [&mut buffers.graph, &mut buffers.level] {
        let (Some(view), Some(view_buffer), Some(style)) = (
            views.uniforms.binding(),
            views.uniforms.buffer(),
            mesh.style.binding(),
        ) else {
            continue;
        };
        let bound = mesh.bind_group.as_ref();
        if bound.is_some_and(|&(view_buffer_id, _)| view_buffer_id == view_buffer.id()) {
            continue;
        }
        let group = device.create_bind_group(
            "graph",
            &cache.get_bind_group_layout(&pipeline.layout),
            &BindGroupEntries::sequential((
                view,
                style,
                &mesh.positions.view,
                &mesh.vertices.view,
                &mesh.edges.view,
            )),
        );
        mesh.bind_group = Some((view_buffer.id(), group));
    }
}
