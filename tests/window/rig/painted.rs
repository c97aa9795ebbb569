//! The texts that the interface paints.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Id, LayerId, Order, Shape, layers::PaintList},
};

/// Every text of the last frame, and where its middle is, logical pixels.
#[derive(Resource, Default)]
pub struct Painted(pub Vec<(Vec2, String)>);

pub fn note_texts(mut contexts: EguiContexts, mut painted: ResMut<Painted>) {
    fn note(shape: &Shape, zoom: f32, texts: &mut Vec<(Vec2, String)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| note(shape, zoom, texts)),
            Shape::Text(text) => {
                let middle = text.visual_bounding_rect().center();
                let middle = Vec2::new(middle.x, middle.y) * zoom;
                texts.push((middle, text.galley.text().to_owned()));
            }
            _ => {}
        }
    }
    let context = contexts.ctx_mut().unwrap();
    painted.0.clear();
    let zoom = context.zoom_factor();
    // A notice is painted on a layer without an area.
    let notice = LayerId::new(Order::Tooltip, Id::new("notice"));
    let layers: Vec<_> = context.memory(|memory| memory.layer_ids().chain([notice]).collect());
    context.graphics(|graphics| {
        let lists = layers.into_iter().filter_map(|layer| graphics.get(layer));
        for clipped in lists.flat_map(PaintList::all_entries) {
            note(&clipped.shape, zoom, &mut painted.0);
        }
    });
}
