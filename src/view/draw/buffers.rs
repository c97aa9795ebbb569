//! What lies on the graphics card: the position texture, the instance
//! buffers, the style, and the bind group over them.

use bevy::{
    prelude::*,
    render::{
        render_resource::{
            BindGroup, BindGroupEntries, Buffer, BufferDescriptor, BufferId, BufferUsages,
            Extent3d, PipelineCache, TexelCopyBufferLayout, Texture, TextureDescriptor,
            TextureDimension, TextureFormat, TextureUsages, TextureView, TextureViewDescriptor,
            UniformBuffer,
        },
        renderer::{RenderDevice, RenderQueue},
        view::ViewUniforms,
    },
};

use super::{
    mirror::{GraphMirror, Mesh, ROW, Texel, Texels},
    pages::Pages,
    pipelines::GraphPipeline,
    statistics::DrawStatistics,
    style::{GraphStyle, StyleUniform},
};
use crate::view::appearance::{EdgeInstance, VertexInstance};

/// The buffers of the graph, and of the level that is looked at. Made anew when the device is.
#[derive(Resource)]
pub(super) struct GraphBuffers {
    pub graph: MeshBuffers,
    pub level: MeshBuffers,
}

/// The buffers of two draws.
pub(super) struct MeshBuffers {
    positions: PositionTexture,
    pub vertices: InstanceBuffer,
    pub edges: InstanceBuffer,
    style: UniformBuffer<StyleUniform>,
    /// The bind group, and the buffer of views that it was made for.
    bind_group: Option<(BufferId, BindGroup)>,
}

impl MeshBuffers {
    fn new(device: &RenderDevice) -> Self {
        Self {
            positions: PositionTexture::new(device, 1),
            vertices: InstanceBuffer::new(device, "graph vertices", VertexInstance::SIZE, 1024),
            edges: InstanceBuffer::new(device, "graph edges", EdgeInstance::SIZE, 1024),
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
        if self.style.get() != &style || self.style.buffer().is_none() {
            self.style.set(style);
            self.style.write_buffer(device, queue);
        }
        let rows = mesh.texels.instances().len().div_ceil(ROW) as u32;
        if rows > self.positions.rows {
            self.positions = PositionTexture::new(device, rows.next_power_of_two());
            self.bind_group = None;
            mesh.texels.all_due();
        }
        self.positions.write(queue, &mut mesh.texels)
            + self.vertices.write(device, queue, &mut mesh.vertices)
            + self.edges.write(device, queue, &mut mesh.edges)
    }

    pub fn bind_group(&self) -> Option<&BindGroup> {
        self.bind_group.as_ref().map(|(_, group)| group)
    }
}

/// One texel a vertex, `ROW` texels a row; rows double when they run out.
struct PositionTexture {
    texture: Texture,
    view: TextureView,
    rows: u32,
}

impl PositionTexture {
    fn new(device: &RenderDevice, rows: u32) -> Self {
        let texture = device.create_texture(&TextureDescriptor {
            label: Some("graph positions"),
            size: Extent3d {
                width: ROW as u32,
                height: rows,
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            format: TextureFormat::Rgba32Float,
            usage: TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&TextureViewDescriptor::default());
        Self {
            texture,
            view,
            rows,
        }
    }

    /// Sends the rows that are due, not a byte more than there is; returns the bytes sent.
    fn write(&self, queue: &RenderQueue, texels: &mut Texels) -> usize {
        let mut sent = 0;
        for due in texels.take_due() {
            let first_row = due.start / ROW;
            let (rows, rest) = texels.instances()[due].as_chunks::<ROW>();
            let parts = [
                (first_row, ROW, rows.as_flattened()),
                (first_row + rows.len(), rest.len(), rest),
            ];
            for (row, width, texels) in parts {
                if !texels.is_empty() {
                    self.write_rows(queue, row, width, texels);
                    sent += size_of_val(texels);
                }
            }
        }
        sent
    }

    fn write_rows(&self, queue: &RenderQueue, row: usize, width: usize, texels: &[Texel]) {
        let mut place = self.texture.as_image_copy();
        place.origin.y = row as u32;
        queue.write_texture(
            place,
            texels.as_flattened(),
            TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some((width * size_of::<Texel>()) as u32),
                rows_per_image: None,
            },
            Extent3d {
                width: width as u32,
                height: (texels.len() / width) as u32,
                depth_or_array_layers: 1,
            },
        );
    }
}

/// A vertex buffer of instances that doubles when it runs out.
pub(super) struct InstanceBuffer {
    pub buffer: Buffer,
    /// Instances to draw.
    pub count: u32,
    label: &'static str,
    capacity: usize,
}

impl InstanceBuffer {
    fn new(device: &RenderDevice, label: &'static str, stride: usize, capacity: usize) -> Self {
        let buffer = device.create_buffer(&BufferDescriptor {
            label: Some(label),
            size: (stride * capacity) as u64,
            usage: BufferUsages::VERTEX | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        Self {
            buffer,
            count: 0,
            label,
            capacity,
        }
    }

    /// Makes the buffer hold the instances, of which it has those that are not
    /// due; returns the bytes sent.
    fn write<const N: usize>(
        &mut self,
        device: &RenderDevice,
        queue: &RenderQueue,
        pages: &mut Pages<N>,
    ) -> usize {
        let length = pages.instances().len();
        if length > self.capacity {
            *self = Self::new(device, self.label, N, length.next_power_of_two());
            pages.all_due();
        }
        self.count = length as u32;
        let mut sent = 0;
        for range in pages.take_due() {
            let offset = (range.start * N) as u64;
            let bytes = pages.instances()[range].as_flattened();
            queue.write_buffer(&self.buffer, offset, bytes);
            sent += bytes.len();
        }
        sent
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

/// Binds view, style and positions; anew only when one of them was replaced.
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
            &BindGroupEntries::sequential((view, style, &mesh.positions.view)),
        );
        mesh.bind_group = Some((view_buffer.id(), group));
    }
}
