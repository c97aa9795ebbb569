//! Preferences in the storage of the page.

use web_sys::Storage;

use crate::preferences::{
    merge::{self, Choice, TextStore},
    saved::Preferences,
};

/// The key in the storage.
const KEY: &str = "gradswarm-preferences";

/// A key of the page's storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(&'static str);

impl Place {
    /// The storage of the page, if it has one.
    pub fn usual() -> Option<Self> {
        storage().map(|_| Self(KEY))
    }

    /// The name of the place, for messages.
    pub(in crate::preferences) fn display_name(&self) -> String {
        format!("{} in the page's storage", self.0)
    }
}

impl TextStore for Place {
    fn read_text(&self) -> Result<Option<String>, String> {
        let storage = storage().ok_or("the page has no storage")?;
        let read = storage.get_item(self.0);
        read.map_err(|error| format!("the page's storage cannot be read: {error:?}"))
    }

    fn set_aside(&self) -> Result<String, String> {
        let aside = format!("{}.bad", self.0);
        let text = self.read_text()?.unwrap_or_default();
        let storage = storage().ok_or("the page has no storage")?;
        storage
            .set_item(&aside, &text)
            .and_then(|()| storage.remove_item(self.0))
            .map_err(|error| format!("it cannot be moved: {error:?}"))?;
        Ok(aside)
    }

    fn write_text(&self, text: &str) -> Result<(), String> {
        let storage = storage().ok_or("the page has no storage")?;
        let written = storage.set_item(self.0, text);
        written.map_err(|error| format!("the page has no room for it: {error:?}"))
    }
}

/// Writes preferences at once.
pub(in crate::preferences) struct Keeper {
    place: Place,
    /// The text in the storage as far as this page knows.
    before: Preferences,
    told: bool,
}

impl Keeper {
    /// A keeper of a place; `before` was read from it.
    pub(in crate::preferences) fn new(place: Place, before: Preferences) -> Self {
        Self {
            place,
            before,
            told: false,
        }
    }

    /// Writes the latest preferences. The browser takes them at once and stores them later.
    pub(in crate::preferences) fn keep_choice(&mut self, choice: Choice) {
        if let Err(problem) = merge::write_merged(&self.place, &mut self.before, choice)
            && !std::mem::replace(&mut self.told, true)
        {
            bevy::log::warn!("what you chose is not kept for the next time: {problem}");
        }
    }
}

/// A page in a frame, or a private window, may have no storage.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether the system asks pages for reduced motion.
pub(in crate::preferences) fn wants_calm() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the main pointing device is a touch screen.
pub(in crate::preferences) fn has_fingers() -> bool {
    matches("(pointer: coarse)")
}

fn matches(query: &str) -> bool {
    let asked = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    asked.is_some_and(|asked| asked.matches())
}
