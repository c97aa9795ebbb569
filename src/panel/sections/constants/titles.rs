//! Titles of the choices.

use crate::layout::Law;

/// The title of a law.
pub(super) fn law_title(law: Law) -> &'static str {
    match law {
        Law::Veldhuizen => "Veldhuizen",
        Law::Origin => "Origin",
        Law::Even => "Even",
        Law::FruchtermanReingold => "Fruchterman–Reingold",
    }
}
