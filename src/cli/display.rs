//! Whether there is a display to open a window on.

use std::env;

use super::Failure;

/// Any of these names a display where windows come from X11 or Wayland.
const NAMES: [&str; 3] = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];

/// Refuses to open a window where the window library could only panic.
///
/// # Errors
/// There is no display.
pub fn check() -> Result<(), Failure> {
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
