//! Errors in files: the place, the problem and the remedy.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// A problem in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; `None` for the text as a whole.
    pub line: Option<usize>,
    /// The problem, and what was expected.
    pub message: String,
}

impl Problem {
    /// A problem at a line, from 1.
    pub fn at_line(line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }
}

/// A problem in a file. Prints as `FILE:LINE: message`.
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
    pub fn whole_file(path: &Path, message: impl Into<String>) -> Self {
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

/// The line and the message of a JSON error, without the place that `serde_json` appends.
pub fn without_place(error: &serde_json::Error) -> (usize, String) {
    let (line, column) = (error.line(), error.column());
    let whole = error.to_string();
    let what = whole
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&whole);
    (line.max(1), what.to_owned())
}
