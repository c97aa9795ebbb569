//! Several windows or tabs at once: each writes only the choices made in it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::saved::Preferences;

/// A place that holds one text: a file, or a key of the page's storage.
pub(super) trait TextStore {
    /// The kept text; `None` if there is none.
    ///
    /// # Errors
    /// The place cannot be read.
    fn read_text(&self) -> Result<Option<String>, String>;

    /// Moves the kept text out of the way; returns its new place.
    ///
    /// # Errors
    /// The text cannot be moved.
    fn set_aside(&self) -> Result<String, String>;

    /// Writes a text, whole or not at all.
    ///
    /// # Errors
    /// The place cannot be written, or is full.
    fn write_text(&self, text: &str) -> Result<(), String>;
}

/// Preferences on their way to the keeper.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// All preferences of this session.
    pub now: Preferences,
    /// Whether they were reset: then of other sessions' choices only the saved views stay.
    pub reset: bool,
}

/// Writes the fields that differ from `before` over the present text; `before` is the text that
/// this session read or wrote last. Of two sessions that write at the same moment, the text of the
/// later one stands, whole.
///
/// # Errors
/// The place cannot be read, or cannot be written.
pub(super) fn write_merged(
    place: &impl TextStore,
    before: &mut Preferences,
    choice: Choice,
) -> Result<(), String> {
    let text = match place.read_text()?.as_deref().map(Preferences::parse) {
        None => choice.now.text(),
        Some(Ok(theirs)) => choice.merge_over(&theirs, before).text(),
        // A text of another program is set aside and not lost, as at the start.
        Some(Err(_)) => {
            place.set_aside()?;
            choice.now.text()
        }
    };
    place.write_text(&text)?;
    *before = choice.now;
    Ok(())
}

impl Choice {
    /// The changes of this session since `before`, merged over `theirs`.
    fn merge_over(&self, theirs: &Preferences, before: &Preferences) -> Preferences {
        let mut merged = if self.reset {
            self.now.clone()
        } else {
            Preferences {
                look: merge_fields(&self.now.look, &theirs.look, &before.look),
                interface: merge_fields(&self.now.interface, &theirs.interface, &before.interface),
                pictures: merge_fields(&self.now.pictures, &theirs.pictures, &before.pictures),
                ..self.now.clone()
            }
        };
        // First steps done in any session are not shown again.
        merged.interface.knows_first_steps |= theirs.interface.knows_first_steps;
        merged.views.clone_from(&theirs.views);
        for views in before.views.iter().chain(&self.now.views) {
            let now = self.now.views_of(&views.scene);
            if now != before.views_of(&views.scene) {
                merged.set_views(&views.scene, &now);
            }
        }
        merged
    }
}

/// `theirs`, except for the fields in which `now` differs from `before`.
fn merge_fields<T: Serialize + DeserializeOwned + Clone>(now: &T, theirs: &T, before: &T) -> T {
    let [
        Ok(Value::Object(ours)),
        Ok(Value::Object(mut merged)),
        Ok(Value::Object(before)),
    ] = [now, theirs, before].map(serde_json::to_value)
    else {
        return now.clone();
    };
    for (field, value) in ours {
        if before.get(&field) != Some(&value) {
            merged.insert(field, value);
        }
    }
    serde_json::from_value(Value::Object(merged)).unwrap_or_else(|_| now.clone())
}
