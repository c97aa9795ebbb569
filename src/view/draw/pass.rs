//! The render passes: two draws into the camera's target for the graph, and two more for a shown
//! level.

use bevy::{
    prelude::*,
    render::{
        camera::ExtractedCamera,
        render_resource::{
            IndexFormat, LoadOp, Operations, PipelineCache, RenderPassDepthStencilAttachment,
            RenderPassDescriptor, StoreOp,
        },
        renderer::{RenderContext, ViewQuery},
        view::{ExtractedView, ViewDepthTexture, ViewTarget, ViewUniformOffset},
    },
};

use super::{
    batch::batch_count,
    buffers::{GraphBuffers, MeshBuffers},
    picture::PictureView,
    pipelines::GraphPipelineIds,
    statistics::{DrawStatistics, Pixels},
    style::{GraphStyle, StyleUniform},
};

/// Draws the graph, and the shown level over it. Vertices come first: they are opaque and hide the
/// edges behind them.
pub(super) fn graph_pass(
    view: ViewQuery<(
        &ExtractedCamera,
        &ExtractedView,
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
    let (camera, view, target, depth, offset, ids, picture) = view.into_inner();
    let mut draws = 0;
    let batches = &buffers.batches;
    let edge_batch = |style: &StyleUniform| {
        let height = view.viewport.w as f32;
        if style.has_heads(height, view.clip_from_view.y_axis.y) {
            &batches.arrows
        } else {
            &batches.quads
        }
    };
    let mut draw = |mesh: &MeshBuffers, uniform: &StyleUniform, depth| {
        let ids = ids.for_wave(uniform.has_wave());
        let (Some(bind_group), Some(vertices), Some(edges)) = (
            mesh.bind_group(),
            cache.get_render_pipeline(ids.vertices),
            cache.get_render_pipeline(ids.edges),
        ) else {
            return;
        };
        let mut pass = context.begin_tracked_render_pass(RenderPassDescriptor {
            label: Some("graph"),
            color_attachments: &[Some(target.get_color_attachment())],
            depth_stencil_attachment: Some(depth),
            timestamp_writes: None,
            occlusion_query_set: None,
            multiview_mask: None,
        });
        if let Some(viewport) = &camera.viewport {
            pass.set_camera_viewport(viewport);
        }
        pass.set_bind_group(0, bind_group, &[offset.offset]);
        for (shown, pipeline, elements, batch) in [
            (style.vertices, vertices, &mesh.vertices, &batches.quads),
            (style.edges, edges, &mesh.edges, edge_batch(uniform)),
        ] {
            if shown && elements.count > 0 {
                pass.set_render_pipeline(pipeline);
                pass.set_index_buffer(batch.indices.slice(..), IndexFormat::Uint16);
                if pixels.0 {
                    pass.draw_indexed(0..batch.count, 0, 0..batch_count(elements.count));
                }
                draws += 1;
            }
        }
    };
    draw(
        &buffers.graph,
        &style.graph,
        depth.get_attachment(StoreOp::Store),
    );
    if let Some(level) = &style.level {
        // The graph hides nothing of the level: clear the depths (reversed z, 0 is far).
        let clear = RenderPassDepthStencilAttachment {
            view: depth.view(),
            depth_ops: Some(Operations {
                load: LoadOp::Clear(0.0),
                store: StoreOp::Store,
            }),
            stencil_ops: None,
        };
        draw(&buffers.level, level, clear);
    }
    statistics.count_frame(draws, picture);
}
