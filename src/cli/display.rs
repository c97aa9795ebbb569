//! Checks that there is a display to open a window on.

use std::env;

use super::Failure;

/// Environment variables of X11 and Wayland; any of them names a display.
const NAMES: [&str; 3] = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];

/// Checks that a window can be opened. Without a display the window library would panic.
///
/// # Errors
/// There is no display.
pub fn check_display() -> Result<(), Failure> {
    let named = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !NAMES.into_iter().any(named) {
        return Err(Failure::Internal(
            "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set; \
             start it from a desktop session, or draw a picture without a window: \
             gradswarm render seed -o seed.png"
                .into(),
        ));
    }
    Ok(())
}
