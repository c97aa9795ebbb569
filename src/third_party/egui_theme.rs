//! The dark and the light theme: the one home of the interface's colours, sizes and distances.

use bevy_egui::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Visuals, style::ScrollStyle, vec2,
};

use crate::interface::InterfaceTheme;

/// Least side of a target for fingers, points.
const FINGER: f32 = 44.0;

/// Applies a theme to egui; `coarse` makes targets large enough for fingers.
pub fn apply_theme(context: &egui::Context, theme: InterfaceTheme, coarse: bool) {
    let egui_theme = match theme {
        InterfaceTheme::Dark => egui::Theme::Dark,
        InterfaceTheme::Light => egui::Theme::Light,
    };
    context.set_theme(egui_theme);
    context.set_style_of(egui_theme, build_style(theme, coarse));
}

fn build_style(theme: InterfaceTheme, coarse: bool) -> Style {
    let mut style = Style {
        visuals: build_visuals(theme),
        ..Style::default()
    };
    style.text_styles = [
        (
            TextStyle::Small,
            FontId::new(13.0, FontFamily::Proportional),
        ),
        (TextStyle::Body, FontId::new(15.0, FontFamily::Proportional)),
        (
            TextStyle::Button,
            FontId::new(15.0, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(13.0, FontFamily::Monospace),
        ),
        (
            TextStyle::Heading,
            FontId::new(20.0, FontFamily::Proportional),
        ),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(8.0, 2.0);
    spacing.interact_size = vec2(32.0, 24.0);
    spacing.slider_rail_height = 4.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    if coarse {
        spacing.item_spacing = vec2(8.0, 8.0);
        spacing.button_padding = vec2(12.0, 8.0);
        spacing.interact_size = vec2(FINGER, FINGER);
        spacing.icon_width = 24.0;
        spacing.icon_width_inner = 12.0;
    }
    spacing.combo_width = 60.0;
    spacing.tooltip_width = 300.0;
    spacing.window_margin = Margin::same(8);
    spacing.menu_margin = Margin::same(8);
    spacing.scroll = ScrollStyle {
        bar_width: 7.0,
        floating_width: 3.0,
        // Text at the right edge stays legible beside a bar.
        floating_allocated_width: 7.0,
        ..ScrollStyle::floating()
    };
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    if theme == InterfaceTheme::Light {
        // The fade at a scroll's edges blends to grey on light panels.
        style.spacing.scroll.fade.strength = 0.0;
    }
    style
}

/// The base colours of a theme. The accent is violet: numbers and operations have other colours.
struct Inks {
    panel: Color32,
    field: Color32,
    outline: Color32,
    rest: Color32,
    hover: Color32,
    press: Color32,
    text: Color32,
    strong: Color32,
    weak: Color32,
    accent: Color32,
    accent_fill: Color32,
    warning: Color32,
    error: Color32,
    shadow: Color32,
}

impl Inks {
    const DARK: Self = Self {
        panel: Color32::from_rgba_premultiplied(16, 19, 28, 236),
        field: Color32::from_rgb(10, 12, 19),
        outline: Color32::from_rgb(44, 50, 68),
        rest: Color32::from_rgb(36, 42, 58),
        hover: Color32::from_rgb(50, 59, 82),
        press: Color32::from_rgb(66, 80, 112),
        text: Color32::from_rgb(202, 209, 224),
        strong: Color32::from_rgb(242, 245, 252),
        weak: Color32::from_rgb(143, 153, 176),
        accent: Color32::from_rgb(188, 166, 255),
        accent_fill: Color32::from_rgb(92, 66, 168),
        warning: Color32::from_rgb(246, 190, 90),
        error: Color32::from_rgb(255, 128, 110),
        shadow: Color32::from_black_alpha(90),
    };
    const LIGHT: Self = Self {
        panel: Color32::from_rgba_premultiplied(242, 243, 245, 244),
        field: Color32::from_rgb(255, 255, 255),
        outline: Color32::from_rgb(206, 211, 222),
        rest: Color32::from_rgb(226, 230, 238),
        hover: Color32::from_rgb(212, 219, 232),
        press: Color32::from_rgb(188, 201, 226),
        text: Color32::from_rgb(24, 29, 41),
        strong: Color32::from_rgb(0, 0, 0),
        weak: Color32::from_rgb(74, 82, 101),
        accent: Color32::from_rgb(104, 60, 190),
        accent_fill: Color32::from_rgb(216, 200, 252),
        warning: Color32::from_rgb(158, 96, 0),
        error: Color32::from_rgb(186, 40, 30),
        shadow: Color32::from_black_alpha(30),
    };
}

fn build_visuals(theme: InterfaceTheme) -> Visuals {
    let (inks, mut visuals) = match theme {
        InterfaceTheme::Dark => (Inks::DARK, Visuals::dark()),
        InterfaceTheme::Light => (Inks::LIGHT, Visuals::light()),
    };
    let radius = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    for (widget, fill, text) in [
        (&mut widgets.noninteractive, Color32::TRANSPARENT, inks.text),
        (&mut widgets.inactive, inks.rest, inks.text),
        (&mut widgets.hovered, inks.hover, inks.strong),
        (&mut widgets.active, inks.press, inks.strong),
        (&mut widgets.open, inks.hover, inks.strong),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(1.2, text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    // Disabled widgets and scroll edges fade towards this colour.
    widgets.noninteractive.weak_bg_fill = inks.panel.to_opaque();
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, inks.outline);
    widgets.hovered.bg_stroke = Stroke::new(1.0, inks.accent.gamma_multiply(0.5));
    widgets.active.bg_stroke = Stroke::new(1.0, inks.accent);
    visuals.selection.bg_fill = inks.accent_fill;
    visuals.selection.stroke = Stroke::new(1.2, inks.strong);
    visuals.weak_text_color = Some(inks.weak);
    visuals.hyperlink_color = inks.accent;
    visuals.warn_fg_color = inks.warning;
    visuals.error_fg_color = inks.error;
    visuals.faint_bg_color = inks.rest.gamma_multiply(0.45);
    visuals.extreme_bg_color = inks.field;
    visuals.text_edit_bg_color = Some(inks.field);
    visuals.code_bg_color = inks.field;
    visuals.panel_fill = inks.panel;
    visuals.window_fill = inks.panel;
    visuals.window_stroke = Stroke::new(1.0, inks.outline);
    visuals.window_corner_radius = CornerRadius::same(9);
    visuals.menu_corner_radius = CornerRadius::same(7);
    let shadow = Shadow {
        offset: [0, 2],
        blur: 12,
        spread: 0,
        color: inks.shadow,
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.slider_trailing_fill = true;
    visuals.striped = false;
    // A blinking caret would keep a settled simulation drawing.
    visuals.text_cursor.blink = false;
    visuals
}
