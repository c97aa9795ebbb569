//! Preferences in a file in the user's configuration folder.

use std::{
    env, fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use bevy::log::warn;

use crate::{
    disk::save_atomically,
    preferences::{
        merge::{self, Choice, TextStore},
        saved::Preferences,
    },
};

/// Variable with another folder than the usual one; if it is empty, nothing is kept.
const VARIABLE: &str = "GRADSWARM_CONFIG";
/// Name of the file.
const NAME: &str = "preferences.json";
/// Largest file that is read, bytes.
const LARGEST: u64 = 1 << 20;
/// Time without changes before the file is written.
const QUIET: Duration = Duration::from_millis(400);
/// Longest delay of a change.
const LONGEST: Duration = Duration::from_secs(3);

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(PathBuf);

impl Place {
    /// The file in a folder.
    pub fn in_folder(folder: impl AsRef<Path>) -> Self {
        Self(folder.as_ref().join(NAME))
    }

    /// The usual place: the folder of `GRADSWARM_CONFIG` if the variable is set, else a folder
    /// among the user's own. `None` if there is no such folder, or the variable is empty.
    pub fn usual() -> Option<Self> {
        let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let folder = if env::var_os(VARIABLE).is_some() {
            named(VARIABLE).map(PathBuf::from)
        } else if cfg!(target_os = "windows") {
            named("APPDATA").map(|folder| Path::new(&folder).join("Gradswarm"))
        } else if cfg!(target_os = "macos") {
            let home = named("HOME");
            home.map(|home| Path::new(&home).join("Library/Application Support/Gradswarm"))
        } else {
            let given = named("XDG_CONFIG_HOME").map(PathBuf::from);
            // The XDG standard ignores relative paths.
            let given = given.filter(|folder| folder.is_absolute());
            let own = || named("HOME").map(|home| Path::new(&home).join(".config"));
            given.or_else(own).map(|folder| folder.join("gradswarm"))
        };
        folder.map(Self::in_folder)
    }

    /// The name of the place, for messages.
    pub(in crate::preferences) fn display_name(&self) -> String {
        self.0.display().to_string()
    }
}

impl TextStore for Place {
    fn read_text(&self) -> Result<Option<String>, String> {
        let cannot =
            |error: std::io::Error| format!("{}: cannot be read: {error}", self.0.display());
        let file = match fs::File::open(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file.map_err(cannot)?,
        };
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(cannot)?;
        // Invalid UTF-8 is refused later as a damaged text.
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn set_aside(&self) -> Result<String, String> {
        let mut name = self.0.file_name().unwrap_or_default().to_owned();
        name.push(".bad");
        let aside = self.0.with_file_name(name);
        fs::rename(&self.0, &aside)
            .map(|()| aside.display().to_string())
            .map_err(|error| format!("it cannot be moved: {error}"))
    }

    fn write_text(&self, text: &str) -> Result<(), String> {
        let folder = self.0.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        save_atomically(&self.0, text.as_bytes()).map_err(|error| error.to_string())
    }
}

/// Writes preferences on a thread of its own, once they have not changed for a while.
pub(in crate::preferences) struct Keeper {
    place: Place,
    /// The text in the file as far as this session knows; the writer takes it over.
    before: Preferences,
    writer: Option<(Sender<Choice>, JoinHandle<()>)>,
}

impl Keeper {
    /// A keeper of a place; `before` was read from it.
    pub(in crate::preferences) fn new(place: Place, before: Preferences) -> Self {
        Self {
            place,
            before,
            writer: None,
        }
    }

    /// Gives the latest preferences to the writer.
    pub(in crate::preferences) fn keep_choice(&mut self, choice: Choice) {
        let (sender, _) = self.writer.get_or_insert_with(|| {
            let (sender, receiver) = channel();
            let (place, before) = (self.place.clone(), self.before.clone());
            (
                sender,
                thread::spawn(move || write_when_quiet(&place, before, &receiver)),
            )
        });
        // The writer lives as long as this keeper.
        let _ = sender.send(choice);
    }
}

/// The last preferences are written before the program ends.
impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some((sender, writer)) = self.writer.take() {
            drop(sender);
            let _ = writer.join();
        }
    }
}

fn write_when_quiet(place: &Place, mut before: Preferences, choices: &Receiver<Choice>) {
    let mut told = false;
    while let Ok(mut choice) = choices.recv() {
        let first = Instant::now();
        loop {
            let left = LONGEST.saturating_sub(first.elapsed());
            match choices.recv_timeout(QUIET.min(left)) {
                Ok(later) => {
                    let reset = choice.reset || later.reset;
                    choice = Choice { reset, ..later };
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        // The warning comes once: a full disk would also fill the terminal.
        if let Err(problem) = merge::write_merged(place, &mut before, choice)
            && !std::mem::replace(&mut told, true)
        {
            warn!("what you chose is not kept for the next time: {problem}");
        }
    }
}

/// Whether the system asks for reduced motion. Always false: every desktop has its own way to
/// ask, and each would need another library.
pub(in crate::preferences) fn wants_calm() -> bool {
    false
}

/// Whether the device has a touch screen, as far as is known before the first touch.
pub(in crate::preferences) fn has_fingers() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_preferences_are_written_and_no_other_file_is_left() {
        let folder = env::temp_dir().join(format!("gradswarm-keeper-{}", std::process::id()));
        // A run that was stopped may have left the folder.
        let _ = fs::remove_dir_all(&folder);
        let place = Place::in_folder(folder.join("deep"));
        assert_eq!(place.read_text(), Ok(None));
        let mut keeper = Keeper::new(place.clone(), Preferences::default());
        assert!(
            !folder.exists(),
            "nothing is written before there is something"
        );
        let scaled = |scale| {
            let mut now = Preferences::default();
            now.interface.scale = scale;
            Choice { now, reset: false }
        };
        (80..=150).for_each(|scale| keeper.keep_choice(scaled(scale)));
        drop(keeper);
        let text = scaled(150).now.text();
        assert_eq!(place.read_text(), Ok(Some(text.clone())));
        let aside = place.set_aside().unwrap();
        assert_eq!(
            (place.read_text(), fs::read_to_string(aside).unwrap()),
            (Ok(None), text)
        );
        assert_eq!(fs::read_dir(folder.join("deep")).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
