//! Text over the graph: labels, the marquee, the caption, and the tooltip of the hovered vertex.

use bevy::{input::touch::Touch, prelude::*, window::PrimaryWindow};
use bevy_egui::{
    EguiContexts,
    egui::{
        self, Align2, Area, Color32, Context, FontId, Frame, Id, LayerId, Order, RichText, Shape,
        Stroke, StrokeKind, TextWrapMode, Ui, pos2, vec2,
    },
};

use crate::{
    explore::Search,
    graph::{CurrentScene, Hovered, Network, Term, Vertex},
    interface::InterfaceArea,
    panel::{
        kit::{
            fingers,
            names::{self, Names},
            numbers,
            places::{self, BarHeights},
        },
        state::Panels,
    },
    view::{HoveredPart, LabelPlacements, LevelView, Marquee, Merged, Region, ViewSettings},
};

/// Font size of a label, points; `LabelPlacement` estimates widths from it.
const LABEL_SIZE: f32 = 11.0;

/// Distance of the tooltip from the pointer, points.
const DISTANCE: f32 = 16.0;

/// Offsets of the copies of a text that form its halo, points.
const HALO: [(f32, f32); 8] = [
    (-1.0, -1.0),
    (0.0, -1.0),
    (1.0, -1.0),
    (-1.0, 0.0),
    (1.0, 0.0),
    (-1.0, 1.0),
    (0.0, 1.0),
    (1.0, 1.0),
];

/// Paints the labels behind the panels.
pub(in crate::panel) fn paint_labels(
    mut contexts: EguiContexts,
    labels: Res<LabelPlacements>,
    settings: Res<ViewSettings>,
) {
    if labels.0.is_empty() {
        return;
    }
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    let painter = context.layer_painter(LayerId::background());
    let visuals = &context.global_style().visuals;
    let (plain, strong) = (visuals.text_color(), visuals.strong_text_color());
    let weak = visuals.weak_text_color();
    let [red, green, blue] = settings.background();
    let behind = Color32::from_rgb(red, green, blue);
    let zoom = context.zoom_factor();
    for label in &labels.0 {
        let at = pos2(label.position.x, label.position.y) / zoom;
        let colour = match (label.caption, label.emphasis) {
            (true, _) => weak,
            (false, true) => strong,
            (false, false) => plain,
        };
        let font = FontId::monospace(LABEL_SIZE * label.size / zoom);
        let galley = painter.layout_no_wrap(label.text.clone(), font, colour);
        let corner = at - vec2(0.0, galley.size().y * 0.5);
        // A halo in the colour of the background keeps the label legible over edges.
        for (x, y) in HALO {
            painter.galley_with_override_text_color(corner + vec2(x, y), galley.clone(), behind);
        }
        painter.galley(corner, galley, colour);
    }
}

/// Paints the box or the lasso that is being drawn.
pub(in crate::panel) fn paint_marquee(mut contexts: EguiContexts, marquee: Res<Marquee>) {
    let (Some(region), Ok(context)) = (&marquee.0, contexts.ctx_mut()) else {
        return;
    };
    let zoom = context.zoom_factor();
    let point = |at: Vec2| pos2(at.x, at.y) / zoom;
    let colour = context.global_style().visuals.selection.stroke.color;
    let stroke = Stroke::new(1.2, colour);
    let painter = context.layer_painter(LayerId::background());
    match region {
        Region::Box(a, b) => {
            let rect = egui::Rect::from_two_pos(point(*a), point(*b));
            painter.rect_filled(rect, 2.0, colour.gamma_multiply(0.08));
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Middle);
        }
        Region::Lasso(line) => {
            let points: Vec<_> = line.iter().map(|&at| point(at)).collect();
            // A dashed line closes the lasso.
            if let [first, .., last] = points[..] {
                painter.extend(Shape::dashed_line(&[last, first], stroke, 4.0, 4.0));
            }
            painter.add(Shape::line(points, stroke));
        }
    }
}

/// Id of the caption in egui's memory.
const CAPTION: &str = "caption";

/// Lower end of the caption in the last frame, points.
pub(in crate::panel) fn caption_bottom(context: &Context) -> Option<f32> {
    let id = Id::new(CAPTION);
    let shown = context.memory(|memory| {
        memory
            .areas()
            .visible_last_frame(&LayerId::new(Order::Background, id))
    });
    let rect = context.memory(|memory| memory.area_rect(id));
    rect.filter(|_| shown).map(|rect| rect.bottom())
}

/// Draws the caption of the scene in a narrow window, where the scene section is closed.
pub(in crate::panel) fn draw_caption(
    mut contexts: EguiContexts,
    scene: Res<CurrentScene>,
    (panels, search, heights): (Res<Panels>, Res<Search>, Res<BarHeights>),
    mut area: ResMut<InterfaceArea>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    // The search field takes the same place, and an open sheet leaves no room.
    let told = panels.tab.is_some() || search.open;
    if !panels.visible || !places::is_narrow(context) || told || scene.caption.is_empty() {
        return;
    }
    let width = context.viewport_rect().width() - 24.0;
    let zoom = context.zoom_factor();
    // Under the bar, and not under the first steps: these stand under the caption.
    let at = pos2(area.free.center().x / zoom, heights.top + 8.0);
    let shown = Area::new(Id::new(CAPTION))
        .order(Order::Background)
        .interactable(false)
        .constrain(false)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(at)
        .show(context, |ui| {
            ui.set_max_width(width);
            ui.label(RichText::new(&scene.caption).size(12.0));
        });
    let bottom = (shown.response.rect.bottom() + 4.0) * zoom;
    if bottom > area.free.min.y {
        area.free.min.y = bottom;
    }
}

/// Draws the tooltip near the pointer.
pub(in crate::panel) fn draw_tooltip(
    mut contexts: EguiContexts,
    hovered: Res<Hovered>,
    area: Res<InterfaceArea>,
    window: Query<&Window, With<PrimaryWindow>>,
    vertices: Query<(&Vertex, Option<&Term>)>,
    touches: Option<Res<Touches>>,
    (names, network): (Names, Res<Network>),
    (part, level): (Res<HoveredPart>, Res<LevelView>),
) {
    let part = part.0.zip(level.merged());
    let (true, Ok(context)) = (
        (hovered.0.is_some() || part.is_some()) && !area.has_pointer,
        contexts.ctx_mut(),
    ) else {
        return;
    };
    let finger = touches.and_then(|touches| touches.iter().next().map(Touch::position));
    let mouse = || window.single().ok().and_then(Window::cursor_position);
    let Some(pointer) = finger.or_else(mouse) else {
        return;
    };
    let pointer = pointer / context.zoom_factor();
    if let Some((part, merged)) = part {
        draw_tooltip_box(context, pointer, |ui| {
            describe_part(ui, part as usize, merged);
        });
        return;
    }
    let Some(Ok((vertex, term))) = hovered.0.map(|entity| vertices.get(entity)) else {
        return;
    };
    draw_tooltip_box(context, pointer, |ui| {
        let node = names.node(vertex.id);
        ui.horizontal(|ui| {
            ui.label(RichText::new(node.map_or("", |node| node.id.as_str())).strong());
            if let Some(node) = node.filter(|node| !node.label.is_empty()) {
                ui.label(&node.label);
            }
        });
        let Some(term) = term else {
            if let (false, Some(entity)) = (names.is_directed(), hovered.0) {
                ui.label(format!("degree {}", names.degree(entity)));
            }
            return;
        };
        ui.label(names::describe_kind(
            vertex.kind,
            Some(term),
            network.0.as_ref(),
        ));
        let gradient = term
            .gradient
            .map_or("not computed".to_owned(), numbers::format_short);
        ui.label(format!(
            "value {}   gradient {gradient}",
            numbers::format_short(term.data)
        ));
    });
}

/// The vertices of the graph that a vertex of a level stands for.
fn describe_part(ui: &mut Ui, part: usize, merged: &Merged) {
    let (Some(&mass), Some(&parts)) = (merged.masses.get(part), merged.parts.get(part)) else {
        return;
    };
    let of = |count: u64| match count {
        1 => "1 vertex".to_owned(),
        count => format!("{} vertices", numbers::format_count(count)),
    };
    ui.label(RichText::new(format!("stands for {}", of(mass as u64))).strong());
    if merged.level > 2 {
        ui.label(format!(
            "{} of level {}",
            of(parts.into()),
            merged.level - 1
        ));
    }
    let press = fingers::say_press(ui.ctx()).to_lowercase();
    let words = RichText::new(format!("{press} to select them"));
    ui.label(words.small().weak());
}

/// A box beside `pointer` that never takes the pointer itself and stays in the window.
fn draw_tooltip_box(context: &Context, pointer: Vec2, content: impl FnOnce(&mut Ui)) {
    Area::new(Id::new("hovered vertex"))
        .order(Order::Tooltip)
        .interactable(false)
        .constrain(true)
        .fixed_pos(pos2(pointer.x, pointer.y) + vec2(DISTANCE, DISTANCE))
        .show(context, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            ui.spacing_mut().item_spacing.y = 2.0;
            Frame::popup(ui.style()).show(ui, content);
        });
}
