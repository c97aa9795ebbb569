//! What lies on the graphics card: the data of vertices and edges in textures, the style,
//! and the bind group over them.

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
    mirror::{GraphMirror, Mesh},
    pipelines::GraphPipeline,
    statistics::DrawStatistics,
    style::{GraphStyle, StyleUniform},
    texels::TexelList,
};

/// What is there of the graph, and of the level that is looked at. Made anew when the device is.
#[derive(Resource)]
pub(super) struct GraphBuffers {
    pub batches: Batches,
    pub graph: MeshBuffers,
    pub level: MeshBuffers,
}

/// What two draws read.
pub(super) struct MeshBuffers {
    positions: TexelList,
    pub vertices: TexelList,
    pub edges: TexelList,
    style: UniformBuffer<StyleUniform>,
    /// The bind group, and the buffer of views that it was made for.
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

    /// Sends what changed; returns the bytes sent.
    fn write(
        &mut self,
        device: &RenderDevice,
        queue: &RenderQueue,
        style: StyleUniform,
        mesh: &mut Mesh,
    ) -> usize {
        let replaced = self.positions.make_room(device, &mut mesh.texels)
            | self.vertices.make_room(device, &mut mesh.vertices)
            | self.edges.make_room(device, &mut mesh.edges);
        if replaced {
            self.bind_group = None;
        }
        let sent = self.positions.write(queue, &mut mesh.texels)
            + self.vertices.write(queue, &mut mesh.vertices)
            + self.edges.write(queue, &mut mesh.edges);
        let style = StyleUniform {
            counts: Vec4::new(
                self.vertices.count as f32,
                self.edges.count as f32,
                0.0,
                0.0,
            ),
            ..style
        };
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

/// Makes empty buffers on a new device; the mirror still has all that they need.
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

/// Sends what changed to the graphics card.
pub(super) fn upload(
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
        .write(&device, &queue, style.graph, &mut mirror.graph);
    // Once more when it is left: what is no more to be drawn must be gone.
    if style.level.is_some() || buffers.level.vertices.count > 0 {
        let uniform = style.level.unwrap_or_default();
        sent += buffers
            .level
            .write(&device, &queue, uniform, &mut mirror.level);
    }
    statistics.count_upload(sent);
}

/// Binds view, style and data; anew only when one of them was replaced.
pub(super) fn bind(
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
        if bound.is_some_and(|&(of, _)| of == view_buffer.id()) {
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
