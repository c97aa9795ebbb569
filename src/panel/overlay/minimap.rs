//! The minimap in a corner of the free area: a click or a drag on it moves the camera.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{
        self, Area, Color32, ColorImage, Context, Id, Image, Margin, Order, Sense, Stroke,
        StrokeKind, TextureHandle, TextureOptions, Ui, pos2, vec2,
    },
};

use crate::{
    interface::InterfaceArea,
    panel::kit::{controls::Controls, places},
    view::{CameraCommand, Minimap},
};

/// The longer side of the map, points.
const LONG_SIDE: f32 = 150.0;
/// Distance from the neighbours, points.
const GAP: f32 = 10.0;
/// Room in its frame, points.
const PADDING: f32 = 4.0;
/// Least side of the rectangle that marks the visible part, points.
const SMALLEST: f32 = 5.0;

/// The texture of the map, and the version of the map that it shows.
#[derive(Default)]
pub(in crate::panel) struct Dots(Option<(u64, TextureHandle)>);

/// Draws the map in a corner that no panel covers.
pub(in crate::panel) fn draw_minimap(
    mut contexts: EguiContexts,
    map: Res<Minimap>,
    mut dots: Local<Dots>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    mut commands: MessageWriter<CameraCommand>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    if !map.shown || map.cells.is_empty() || places::is_narrow(context) {
        return;
    }
    let world = map.world.size();
    let size = vec2(world.x, world.y) * (LONG_SIDE / world.max_element());
    let Some(corner) = find_free_corner(&area, &controls, size + egui::Vec2::splat(2.0 * PADDING))
    else {
        return;
    };
    let texture = dots.update_texture(context, &map).id();
    let shown = Area::new(Id::new("minimap"))
        .order(Order::Middle)
        .fixed_pos(corner)
        .movable(false)
        .show(context, |ui| {
            places::card(ui)
                .inner_margin(Margin::same(PADDING as i8))
                .shadow(egui::Shadow::NONE)
                // On a transparent card the graph would hide the dots.
                .fill(ui.visuals().extreme_bg_color)
                .show(ui, |ui| draw_map(ui, &map, texture, size, &mut controls))
                .inner
        });
    area.rects.push(controls.logical(shown.response.rect));
    if let Some(point) = shown.inner {
        commands.write(CameraCommand::CenterOn(point));
    }
}

/// Draws the map; returns the pressed point, world units.
fn draw_map(
    ui: &mut Ui,
    map: &Minimap,
    texture: egui::TextureId,
    size: egui::Vec2,
    controls: &mut Controls,
) -> Option<Vec2> {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let visuals = ui.visuals();
    Image::new((texture, size))
        .tint(visuals.strong_text_color())
        .paint_at(ui, rect);
    let scale = vec2(rect.width(), rect.height()) / vec2(map.world.width(), map.world.height());
    let place = |point: Vec2| {
        pos2(
            rect.left() + (point.x - map.world.min.x) * scale.x,
            rect.bottom() - (point.y - map.world.min.y) * scale.y,
        )
    };
    let seen = egui::Rect::from_two_pos(place(map.visible.min), place(map.visible.max));
    let seen =
        egui::Rect::from_center_size(seen.center(), seen.size().max(vec2(SMALLEST, SMALLEST)));
    let accent = visuals.selection.stroke.color;
    let painter = ui.painter().with_clip_rect(rect.expand(1.0));
    painter.rect(
        seen.intersect(rect),
        1.0,
        accent.gamma_multiply(0.14),
        Stroke::new(1.5, accent),
        StrokeKind::Middle,
    );
    let response = controls
        .note("minimap", response)
        .on_hover_cursor(egui::CursorIcon::Crosshair);
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    let at = response.interact_pointer_pos().filter(|_| pressed)?;
    let at = rect.clamp(at);
    Some(Vec2::new(
        map.world.min.x + (at.x - rect.left()) / scale.x,
        map.world.min.y + (rect.bottom() - at.y) / scale.y,
    ))
}

/// The first free corner of the free area, or `None` if the area is too small.
fn find_free_corner(
    area: &InterfaceArea,
    controls: &Controls,
    size: egui::Vec2,
) -> Option<egui::Pos2> {
    let zoom = controls.zoom();
    let free = area.free;
    let (low, high) = (free.min / zoom, free.max / zoom);
    let (left, right) = (low.x + GAP, high.x - GAP - size.x);
    let (top, bottom) = (low.y + GAP, high.y - GAP - size.y);
    if right - left < size.x || bottom - top < size.y {
        return None;
    }
    let taken = |at: &egui::Pos2| {
        let min = Vec2::new(at.x, at.y) * zoom;
        let mine = Rect::from_corners(min, min + Vec2::new(size.x, size.y) * zoom);
        let overlaps = |rect: &Rect| !mine.intersect(*rect).is_empty();
        // In a low window the legend lies over the graph and is not in `rects`.
        let legend = controls.get("legend");
        area.rects.iter().chain(&legend).any(overlaps)
    };
    [
        pos2(right, bottom),
        pos2(left, bottom),
        pos2(right, top),
        pos2(left, top),
    ]
    .into_iter()
    .find(|at| !taken(at))
}

impl Dots {
    /// The texture of the map's cells, uploaded again when the map changed.
    fn update_texture(&mut self, context: &Context, map: &Minimap) -> &TextureHandle {
        let picture = || {
            let cells = map.cells.iter();
            ColorImage::new(
                [map.size.x as usize, map.size.y as usize],
                cells.map(|&cell| Color32::from_white_alpha(cell)).collect(),
            )
        };
        let (version, texture) = self.0.get_or_insert_with(|| {
            let texture = context.load_texture("minimap", picture(), TextureOptions::LINEAR);
            (map.version, texture)
        });
        if *version != map.version {
            *version = map.version;
            texture.set(picture(), TextureOptions::LINEAR);
        }
        texture
    }
}
