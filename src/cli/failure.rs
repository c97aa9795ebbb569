//! How a command fails: whose fault it is decides the exit status.

use std::{fmt, process::ExitCode};

use super::print::diagnose;
use crate::files::FileError;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What came from outside cannot be used: exit status 2. The message names
    /// the place (`FILE:LINE: …` where there is one) and the remedy.
    Input(String),
    /// Something failed that the user could not have foreseen: exit status 1.
    Internal(String),
}

impl Failure {
    /// Prints one line on standard error and gives the exit status.
    pub fn report(&self) -> ExitCode {
        diagnose("error", self);
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::Internal(_) => ExitCode::from(1),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::Input(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Input(message) | Self::Internal(message) => f.write_str(message),
        }
    }
}
