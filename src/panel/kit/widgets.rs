//! Widgets that several panels share.

use bevy_egui::egui::{
    self, Align2, Button, Color32, Rect, Response, RichText, Sense, Ui, Vec2, pos2, vec2,
};

use super::controls::Controls;

/// Choices of which one is chosen, side by side. Returns the one that was clicked. Each choice is
/// a value, the name of its control, its title and its hover text.
pub(in crate::panel) fn choice_row<T: Copy + PartialEq>(
    ui: &mut Ui,
    controls: &mut Controls,
    current: T,
    choices: impl IntoIterator<Item = (T, &'static str, &'static str, String)>,
) -> Option<T> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        ui.spacing_mut().button_padding.x = 6.0;
        for (choice, name, title, meaning) in choices {
            let shown = ui.selectable_label(choice == current, title);
            let shown = controls.note(name, shown);
            if shown.on_hover_text(meaning).clicked() {
                clicked = Some(choice);
            }
        }
    });
    clicked
}

/// A button.
pub(in crate::panel) fn button(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    ui.add_enabled(enabled, Button::new(text))
}

/// Gives a button with a sign on it a name for screen readers.
pub(in crate::panel) fn name_button(response: Response, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, name));
    response
}

/// Gives a slider a name for screen readers.
pub(in crate::panel) fn name_slider(response: Response, value: f64, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::slider(enabled, value, name));
    response
}

/// A title bar that opens and closes a section: a triangle, the title, and a summary that also
/// shows while the section is closed.
pub(in crate::panel) fn title_bar(ui: &mut Ui, title: &str, summary: &str, open: bool) -> Response {
    let height = ui.spacing().interact_size.y.max(26.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::CollapsingHeader, true, open, title)
    });
    if ui.is_rect_visible(rect) {
        let visuals = ui.style().interact(&response);
        let strong = ui.visuals().strong_text_color();
        if response.hovered() || response.has_focus() {
            ui.painter()
                .rect_filled(rect.expand2(vec2(4.0, 0.0)), 5.0, visuals.weak_bg_fill);
        }
        draw_triangle(
            ui,
            pos2(rect.left() + 6.0, rect.center().y),
            open,
            visuals.fg_stroke.color,
        );
        let heading = egui::TextStyle::Body.resolve(ui.style());
        let title = ui.painter().text(
            pos2(rect.left() + 18.0, rect.center().y),
            Align2::LEFT_CENTER,
            title,
            heading,
            strong,
        );
        let room = Rect::from_min_max(pos2(title.right() + 10.0, rect.top()), rect.max);
        let mut job = egui::text::LayoutJob::simple_singleline(
            summary.to_owned(),
            egui::TextStyle::Small.resolve(ui.style()),
            ui.visuals().weak_text_color(),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.width().max(0.0));
        let galley = ui.painter().layout_job(job);
        let at = pos2(
            room.right() - galley.size().x,
            room.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    }
    response
}

fn draw_triangle(ui: &Ui, centre: egui::Pos2, open: bool, colour: Color32) {
    let corners = if open {
        [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.0, -4.0), vec2(3.0, 0.0), vec2(-2.0, 4.0)]
    };
    let points = corners
        .into_iter()
        .map(|corner: Vec2| centre + corner)
        .collect();
    ui.painter().add(egui::Shape::convex_polygon(
        points,
        colour,
        egui::Stroke::NONE,
    ));
}

/// A bar that is filled by a share from 0 to 1, with a text on it. Unlike egui's own progress bar
/// it is empty at zero.
pub(in crate::panel) fn gauge(ui: &mut Ui, share: f32, height: f32, text: &str) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let kind = egui::WidgetType::ProgressIndicator;
        let mut info = egui::WidgetInfo::labeled(kind, ui.is_enabled(), text);
        info.value = Some(f64::from((share * 100.0).floor()));
        info
    });
    if ui.is_rect_visible(rect) {
        let visuals = ui.visuals();
        let radius = height / 2.0;
        let seen = rect.intersect(ui.clip_rect());
        let painter = ui.painter().with_clip_rect(seen);
        painter.rect_filled(rect, radius, visuals.extreme_bg_color);
        let full = rect.with_max_x(rect.left() + rect.width() * share.clamp(0.0, 1.0));
        if full.width() > 0.0 {
            // The whole bar, clipped to the share: the round ends stay.
            ui.painter()
                .with_clip_rect(full.intersect(seen))
                .rect_filled(rect, radius, visuals.selection.bg_fill);
        }
        painter.text(
            rect.left_center() + vec2(ui.spacing().item_spacing.x, 0.0),
            Align2::LEFT_CENTER,
            text,
            egui::TextStyle::Button.resolve(ui.style()),
            visuals.selection.stroke.color,
        );
    }
    response
}

/// A small grey text.
pub(in crate::panel) fn hint(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.add(egui::Label::new(RichText::new(text).small().weak()).wrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of the gauge's width that each of its rectangles fills.
    fn filled(share: f32) -> Vec<f32> {
        let mut width = 0.0;
        let output = egui::Context::default().run_ui(egui::RawInput::default(), |ui| {
            width = gauge(ui, share, 18.0, "").rect.width();
        });
        let rectangles = output
            .shapes
            .iter()
            .filter(|shape| matches!(shape.shape, egui::Shape::Rect(_)));
        rectangles
            .map(|shape| shape.clip_rect.width() / width)
            .collect()
    }

    #[test]
    fn a_gauge_is_as_full_as_it_says() {
        assert_eq!(filled(0.0), [1.0], "the bar alone");
        for (share, wanted) in [(0.01, 0.01), (0.5, 0.5), (1.0, 1.0), (7.0, 1.0)] {
            let filled = filled(share);
            assert_eq!(filled.len(), 2);
            assert!((filled[1] - wanted).abs() < 1e-3, "{share}: {filled:?}");
        }
    }
}
