//! The page's own storage.

use web_sys::Storage;

use super::{
    Preferences,
    merge::{self, Choice},
};

/// The key under which it is kept.
const KEY: &str = "gradswarm-preferences";

/// A key of the page's storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(&'static str);

impl Place {
    /// Where pages keep such things.
    pub fn usual() -> Option<Self> {
        storage().map(|_| Self(KEY))
    }

    /// What is kept there; `None` if nothing is.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn read(&self) -> Result<Option<String>, String> {
        let storage = storage().ok_or("the page has no storage")?;
        let read = storage.get_item(self.0);
        read.map_err(|error| format!("the page's storage cannot be read: {error:?}"))
    }

    /// Puts what is there out of the way. Says where it is now.
    ///
    /// # Errors
    /// It cannot be moved.
    pub(super) fn set_aside(&self) -> Result<String, String> {
        let aside = format!("{}.bad", self.0);
        let text = self.read()?.unwrap_or_default();
        let storage = storage().ok_or("the page has no storage")?;
        storage
            .set_item(&aside, &text)
            .and_then(|()| storage.remove_item(self.0))
            .map_err(|error| format!("it cannot be moved: {error:?}"))?;
        Ok(aside)
    }

    /// For messages.
    pub(super) fn name(&self) -> String {
        format!("{} in the page's storage", self.0)
    }

    /// Puts a text there.
    ///
    /// # Errors
    /// There is no room for it.
    pub(super) fn write(&self, text: &str) -> Result<(), String> {
        let storage = storage().ok_or("the page has no storage")?;
        let written = storage.set_item(self.0, text);
        written.map_err(|error| format!("the page has no room for it: {error:?}"))
    }
}

/// Writes what is handed over.
pub(super) struct Keeper {
    place: Place,
    /// What is there, as far as this page knows.
    before: Preferences,
    told: bool,
}

impl Keeper {
    /// `before` is what was read there.
    pub(super) fn new(place: Place, before: Preferences) -> Self {
        Self {
            place,
            before,
            told: false,
        }
    }

    /// Keeps the latest choice: a browser takes it in no time, and writes it when it likes.
    pub(super) fn keep(&mut self, choice: Choice) {
        if let Err(problem) = merge::keep(&self.place, &mut self.before, choice)
            && !std::mem::replace(&mut self.told, true)
        {
            bevy::log::warn!("what you chose is not kept for the next time: {problem}");
        }
    }
}

/// A page in a frame, or one whose visitor wants no traces, may have none.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether the system asks pages to spare motion.
pub(super) fn wants_calm() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether fingers are what one points with here.
pub(super) fn has_fingers() -> bool {
    matches("(pointer: coarse)")
}

fn matches(query: &str) -> bool {
    let asked = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    asked.is_some_and(|asked| asked.matches())
}
