//! The failure of a command; its kind decides the exit status.

use std::fmt;

use crate::disk::FileError;

/// The reason why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// An input cannot be used: exit status 2. The message names the place (`FILE:LINE: …` where
    /// there is one) and the remedy.
    Input(String),
    /// Something failed that the user could not foresee: exit status 1.
    Internal(String),
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
