//! What egui's context knows about the pointing device.

use bevy_egui::egui;

/// Whether targets are 44 points high: for fingers, and in a window as narrow as a phone's.
pub(in crate::panel) fn is_coarse(context: &egui::Context) -> bool {
    context.global_style().spacing.interact_size.y >= 40.0
}

/// Whether the user points with fingers: numbers have buttons beside them and no text fields.
pub(in crate::panel) fn has_fingers(context: &egui::Context) -> bool {
    context
        .data(|data| data.get_temp(fingers_id()))
        .unwrap_or_default()
}

/// The verb for what selects a vertex.
pub(in crate::panel) fn say_press(context: &egui::Context) -> &'static str {
    if has_fingers(context) { "Tap" } else { "Click" }
}

/// Records whether the user points with fingers, for [`has_fingers`].
pub(in crate::panel) fn record_fingers(context: &egui::Context, fingers: bool) {
    context.data_mut(|data| data.insert_temp(fingers_id(), fingers));
}

fn fingers_id() -> egui::Id {
    egui::Id::new("points with fingers")
}
