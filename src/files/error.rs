//! What can be wrong with a file: the place and the remedy.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// What is wrong in a text, and at which line (from 1), if at one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line.
    pub line: Option<usize>,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Problem {
    /// A problem at a line.
    pub fn at(line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }
}

/// What is wrong with a file. Prints as `FILE:LINE: message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    path: PathBuf,
    problem: Problem,
}

impl FileError {
    /// A problem in a file.
    pub fn new(path: &Path, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            problem,
        }
    }

    /// A problem of the file as a whole.
    pub fn whole(path: &Path, message: impl Into<String>) -> Self {
        Self::new(
            path,
            Problem {
                line: None,
                message: message.into(),
            },
        )
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(line) = self.problem.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.problem.message)
    }
}

impl std::error::Error for FileError {}

/// The line of what is wrong with a JSON text, and what it is, without the
/// place that `serde_json` adds.
pub fn without_place(error: &serde_json::Error) -> (usize, String) {
    let (line, column) = (error.line(), error.column());
    let whole = error.to_string();
    let what = whole
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&whole);
    (line.max(1), what.to_owned())
}
