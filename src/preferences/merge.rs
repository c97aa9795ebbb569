//! Several windows, or tabs, at once: each keeps only what was chosen in it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Place, Preferences};

/// What is to be kept.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Everything, as it is in this session.
    pub now: Preferences,
    /// Whether everything was reset: then nothing that others chose is left, but saved views.
    pub reset: bool,
}

/// Writes what is other than `before`, what this session read or wrote last, over what is there by
/// now. Two that write at the very same moment may still miss each other: then the later one's
/// text stands, whole.
///
/// # Errors
/// It cannot be read, or not be written.
pub(super) fn keep(place: &Place, before: &mut Preferences, choice: Choice) -> Result<(), String> {
    let text = match place.read()?.as_deref().map(Preferences::parse) {
        None => choice.now.text(),
        Some(Ok(theirs)) => choice.over(&theirs, before).text(),
        // As at the beginning: what is none of ours is put out of the way, and not lost.
        Some(Err(_)) => {
            place.set_aside()?;
            choice.now.text()
        }
    };
    place.write(&text)?;
    *before = choice.now;
    Ok(())
}

impl Choice {
    /// What this session changed since `before`, over `theirs`.
    fn over(&self, theirs: &Preferences, before: &Preferences) -> Preferences {
        let mut merged = if self.reset {
            self.now.clone()
        } else {
            Preferences {
                look: over(&self.now.look, &theirs.look, &before.look),
                interface: over(&self.now.interface, &theirs.interface, &before.interface),
                pictures: over(&self.now.pictures, &theirs.pictures, &before.pictures),
                ..self.now.clone()
            }
        };
        // What was learnt anywhere is not taught again.
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

/// `theirs`, but for the fields in which `now` is other than `before`.
fn over<T: Serialize + DeserializeOwned + Clone>(now: &T, theirs: &T, before: &T) -> T {
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
