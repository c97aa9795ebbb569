//! The legend under the graph: the meaning of colours and shapes.

use std::sync::Arc;

use crate::{
    interface::InterfaceArea,
    panel::{
        kit::{controls::Controls, numbers, places},
        state::Panels,
    },
    view::{Legend, LegendBar, LegendEntry, LegendShape, ViewSettings},
};
use bevy::{
    color::{Color, ColorToPacked},
    ecs::system::{Res, ResMut},
};
use bevy_egui::{
    EguiContexts,
    egui::{
        self, Align2, Area, Color32, FontId, Frame, Galley, Id, Margin, Mesh, Order, Painter, Pos2,
        Rect, Shape, Stroke, TextFormat, Ui, pos2, text::LayoutJob, vec2,
    },
};

/// Largest width, points.
const WIDTH: f32 = 480.0;
/// Width of the bar, at most, points.
const BAR: f32 = 320.0;
/// Distance from the neighbours, points.
const GAP: f32 = 8.0;
/// A free area lower than this has no room for a graph and all of a legend, points.
const ROOM: f32 = 360.0;
/// In a lower area a legend would cover the middle of the graph, points.
const LEAST_ROOM: f32 = 160.0;
/// Room of a sign before its words, points.
const SIGN: f32 = 15.0;
/// Distance of the shades of one entry, points.
const SHADE: f32 = 5.5;
/// Distance between entries, points.
const SPACING: f32 = 10.0;

/// Draws the legend at the lower end of the free area, which shrinks by as much: the graph stays
/// in the middle of the rest. In a low window the heading and the bar alone lie over the rim of
/// the graph. The pointer passes through.
pub(in crate::panel) fn draw_legend(
    mut contexts: EguiContexts,
    legend: Option<Res<Legend>>,
    (settings, panels): (Res<ViewSettings>, Res<Panels>),
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    let Some(legend) = legend.filter(|_| settings.legend) else {
        return;
    };
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    let zoom = context.zoom_factor();
    let free = Rect::from_min_max(
        pos2(area.free.min.x, area.free.min.y) / zoom,
        pos2(area.free.max.x, area.free.max.y) / zoom,
    );
    let empty = legend.entries.is_empty() && legend.bar.is_none() && legend.note.is_none();
    if empty || free.height() < LEAST_ROOM {
        return;
    }
    let compact = free.height() < ROOM;
    // Beside an open sheet the legend would cover the graph.
    if compact && panels.visible && panels.tab.is_some() && places::is_narrow(context) {
        return;
    }
    let width = (free.width() - 4.0 * GAP).min(WIDTH);
    let shown = Area::new(Id::new("legend"))
        .order(Order::Background)
        .interactable(false)
        .constrain(false)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(pos2(free.center().x, free.bottom() - GAP))
        .show(context, |ui| {
            Frame::new()
                .fill(ui.visuals().panel_fill)
                .corner_radius(8)
                .inner_margin(Margin::symmetric(10, 6))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 5.0;
                    ui.vertical_centered(|ui| draw_content(ui, &legend, width, compact));
                });
        });
    let rect = shown.response.rect;
    controls.note("legend", shown.response);
    if !compact {
        area.free.max.y = controls.logical(rect).min.y;
    }
}

fn draw_content(ui: &mut Ui, legend: &Legend, width: f32, compact: bool) {
    let mut rows = lay_out_rows(ui, legend, width);
    if compact {
        rows.truncate(usize::from(legend.bar.is_none()));
    }
    let heading = lay_out_heading(ui, legend, width);
    let bar = if legend.bar.is_some() { BAR } else { 0.0 };
    let widest = rows
        .iter()
        .map(|row| row.width)
        .fold(heading.size().x.max(bar.min(width)), f32::max);
    ui.set_width(widest);
    let (rect, _) = ui.allocate_exact_size(heading.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, heading, Color32::PLACEHOLDER);
    if let Some(bar) = &legend.bar {
        draw_gradient(ui, bar, BAR.min(width));
    }
    for row in rows {
        let height = row.height;
        let (rect, _) = ui.allocate_exact_size(vec2(row.width, height), egui::Sense::hover());
        let mut at = rect.left_center();
        for (entry, words, room) in row.entries {
            draw_entry(ui, entry, words, at);
            at.x += room + SPACING;
        }
    }
}

/// The mode of the colours, and a note on its special cases.
fn lay_out_heading(ui: &Ui, legend: &Legend, width: f32) -> Arc<Galley> {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    let format = |color| TextFormat::simple(font.clone(), color);
    job.append(legend.title, 0.0, format(ui.visuals().strong_text_color()));
    if let Some(note) = legend.note {
        job.append(note, 8.0, format(ui.visuals().weak_text_color()));
    }
    job.wrap.max_width = width;
    ui.painter().layout_job(job)
}

/// Entries side by side, each with its words and the room that it takes.
#[derive(Default)]
struct Row<'a> {
    entries: Vec<(&'a LegendEntry, Arc<Galley>, f32)>,
    width: f32,
    height: f32,
}

fn lay_out_rows<'a>(ui: &Ui, legend: &'a Legend, width: f32) -> Vec<Row<'a>> {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ink = ui.visuals().text_color();
    let mut rows: Vec<Row> = Vec::new();
    for entry in &legend.entries {
        let text = entry.text.clone().into_owned();
        let words = ui.painter().layout_no_wrap(text, font.clone(), ink);
        let room = sign_width(entry) + words.size().x;
        let fits = |row: &&mut Row| row.width + SPACING + room <= width;
        let height = words.size().y.max(12.0);
        match rows.last_mut().filter(fits) {
            Some(row) => {
                row.width += SPACING + room;
                row.entries.push((entry, words, room));
            }
            None => rows.push(Row {
                entries: vec![(entry, words, room)],
                width: room,
                height,
            }),
        }
    }
    rows
}

fn sign_width(entry: &LegendEntry) -> f32 {
    SIGN + SHADE * entry.colours.len().saturating_sub(1) as f32
}

/// A sign and its words, from the left middle.
fn draw_entry(ui: &Ui, entry: &LegendEntry, words: Arc<Galley>, at: Pos2) {
    let painter = ui.painter();
    for (place, colour) in entry.colours.iter().enumerate() {
        let centre = at + vec2(6.0 + SHADE * place as f32, 0.0);
        draw_sign(painter, entry.shape, centre, to_egui_colour(*colour));
    }
    let left = at + vec2(sign_width(entry), -words.size().y / 2.0);
    painter.galley(left, words, Color32::PLACEHOLDER);
}

fn draw_sign(painter: &Painter, shape: LegendShape, centre: Pos2, colour: Color32) {
    match shape {
        LegendShape::Ball => {
            painter.circle_filled(centre, 4.5, colour);
        }
        LegendShape::Ring => {
            painter.circle_stroke(centre, 4.0, Stroke::new(1.5, colour));
            let hatch = vec2(2.2, -2.2);
            painter.line_segment([centre - hatch, centre + hatch], Stroke::new(1.2, colour));
        }
        LegendShape::Box => {
            let square = Rect::from_center_size(centre, vec2(8.5, 8.5));
            painter.rect_filled(square, 1.5, colour);
        }
        LegendShape::Line => {
            let half = vec2(6.0, 0.0);
            painter.line_segment([centre - half, centre + half], Stroke::new(1.3, colour));
        }
        LegendShape::Arrow => {
            let start = centre - vec2(6.0, 0.0);
            painter.arrow(start, vec2(11.0, 0.0), Stroke::new(1.3, colour));
        }
    }
}

/// The bar of colours with its numbers under it.
fn draw_gradient(ui: &mut Ui, bar: &LegendBar, width: f32) {
    const HEIGHT: f32 = 9.0;
    const TICK: f32 = 3.0;
    let font = FontId::proportional(10.0);
    let size = vec2(width, HEIGHT + TICK + 11.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let painter = ui.painter();
    let strip = rect.with_max_y(rect.top() + HEIGHT);
    let mut mesh = Mesh::default();
    let last = bar.colours.len().saturating_sub(1).max(1) as f32;
    for (step, colour) in bar.colours.iter().enumerate() {
        let x = strip.left() + strip.width() * step as f32 / last;
        mesh.colored_vertex(pos2(x, strip.top()), to_egui_colour(*colour));
        mesh.colored_vertex(pos2(x, strip.bottom()), to_egui_colour(*colour));
        if step > 0 {
            let corner = 2 * step as u32;
            mesh.add_triangle(corner - 2, corner - 1, corner);
            mesh.add_triangle(corner - 1, corner, corner + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
    let colour = ui.visuals().text_color();
    for (place, tick) in bar.ticks.iter().enumerate() {
        let x = strip.left() + strip.width() * tick.at;
        let mark = [pos2(x, strip.bottom()), pos2(x, strip.bottom() + TICK)];
        painter.line_segment(mark, Stroke::new(1.0, colour));
        let align = match place {
            _ if bar.ticks.len() == 1 => Align2::CENTER_TOP,
            0 => Align2::LEFT_TOP,
            _ if place + 1 == bar.ticks.len() => Align2::RIGHT_TOP,
            _ => Align2::CENTER_TOP,
        };
        let x = if bar.ticks.len() == 1 {
            strip.center().x
        } else {
            x
        };
        let mut text = numbers::format_short(tick.number);
        if place == 0 && bar.open_below {
            text.insert_str(0, "≤ ");
        }
        let at = pos2(x, strip.bottom() + TICK);
        painter.text(at, align, text, font.clone(), colour);
    }
}

fn to_egui_colour(colour: Color) -> Color32 {
    let [red, green, blue, _] = colour.to_srgba().to_u8_array();
    Color32::from_rgb(red, green, blue)
}
