//! Scenarios: each plays in a window of its own, as a test of its own, and reports the controls it used.

use std::{
    any::Any,
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::OnceLock,
};

use crate::rig::Rig;

/// The controls that a scenario showed and those that it used.
#[derive(Clone, Default)]
pub struct UsedControls {
    pub shown: BTreeSet<String>,
    pub used: BTreeSet<String>,
}

/// Something that a user does from the first frame on. It is played once a process.
pub struct Scenario {
    play: fn(&mut Rig),
    outcome: OnceLock<Option<UsedControls>>,
}

impl Scenario {
    pub const fn new(play: fn(&mut Rig)) -> Self {
        Self {
            play,
            outcome: OnceLock::new(),
        }
    }

    /// Plays the scenario if no other test did so before.
    ///
    /// # Panics
    /// If the scenario fails or has failed.
    pub fn run(&self) -> &UsedControls {
        let mut failure: Option<Box<dyn Any + Send>> = None;
        let outcome = self.outcome.get_or_init(|| {
            let mut rig = Rig::new();
            match catch_unwind(AssertUnwindSafe(|| (self.play)(&mut rig))) {
                Ok(()) => Some(rig.used_controls()),
                Err(payload) => {
                    failure = Some(payload);
                    None
                }
            }
        });
        if let Some(failure) = failure {
            std::panic::resume_unwind(failure);
        }
        outcome.as_ref().expect("the scenario has failed before")
    }
}

/// Makes a test of each named function `fn(&mut Rig)`, and lists them in `SCENARIOS`.
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        /// The scenarios of this file.
        pub static SCENARIOS: [$crate::scenario::Scenario; [$(stringify!($name)),*].len()] =
            [$($crate::scenario::Scenario::new($name)),*];

        mod scenario {
            fn run(name: &str) {
                let names = [$(stringify!($name)),*];
                let place = names.iter().position(|&other| other == name);
                super::SCENARIOS[place.expect("it is listed")].run();
            }

            $(
                #[test]
                fn $name() {
                    run(stringify!($name));
                }
            )*
        }
    };
}

pub(crate) use scenarios;
