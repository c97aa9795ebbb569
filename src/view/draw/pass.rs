//! The render pass: two draws into the camera's target.

use bevy::{
    prelude::*,
    render::{
        camera::ExtractedCamera,
        render_resource::{PipelineCache, RenderPassDescriptor, StoreOp},
        renderer::{RenderContext, ViewQuery},
        view::{ViewDepthTexture, ViewTarget, ViewUniformOffset},
    },
};

use super::{
    buffers::GraphBuffers,
    pipelines::{EDGE_STRIP, GraphPipelineIds, VERTEX_STRIP},
    statistics::{DrawStatistics, Pixels},
    style::GraphStyle,
};
use crate::view::picture::PictureView;

/// Draws the graph: vertices first, which hide what is behind them, then edges.
pub(super) fn graph_pass(
    view: ViewQuery<(
        &ExtractedCamera,
        &ViewTarget,
        &ViewDepthTexture,
        &ViewUniformOffset,
        &GraphPipelineIds,
        Has<PictureView>,
    )>,
    buffers: Res<GraphBuffers>,
    style: Res<GraphStyle>,
    (statistics, pixels): (Res<DrawStatistics>, Res<Pixels>),
    cache: Res<PipelineCache>,
    mut context: RenderContext,
) {
    let (camera, target, depth, offset, ids, picture) = view.into_inner();
    let (Some(bind_group), Some(vertices), Some(edges)) = (
        buffers.bind_group(),
        cache.get_render_pipeline(ids.vertices),
        cache.get_render_pipeline(ids.edges),
    ) else {
        return;
    };
    let mut pass = context.begin_tracked_render_pass(RenderPassDescriptor {
        label: Some("graph"),
        color_attachments: &[Some(target.get_color_attachment())],
        depth_stencil_attachment: Some(depth.get_attachment(StoreOp::Store)),
        timestamp_writes: None,
        occlusion_query_set: None,
        multiview_mask: None,
    });
    if let Some(viewport) = &camera.viewport {
        pass.set_camera_viewport(viewport);
    }
    pass.set_bind_group(0, bind_group, &[offset.offset]);
    let mut draws = 0;
    for (shown, pipeline, instances, strip) in [
        (style.vertices, vertices, &buffers.vertices, VERTEX_STRIP),
        (style.edges, edges, &buffers.edges, EDGE_STRIP),
    ] {
        if shown && instances.count > 0 {
            pass.set_render_pipeline(pipeline);
            pass.set_vertex_buffer(0, instances.buffer.slice(..));
            if pixels.0 {
                pass.draw(0..strip, 0..instances.count);
            }
            draws += 1;
        }
    }
    statistics.count_frame(draws, picture);
}
