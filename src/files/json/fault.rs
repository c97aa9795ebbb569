//! Errors in a part of a JSON text. The line is counted only for an error: counting it for every
//! node would take quadratic time.

use serde_json::value::RawValue;

use crate::disk::{Problem, without_place};

/// A part of the text that is parsed later.
pub type Raw<'a> = &'a RawValue;

/// An error, and the part of the text that it is in.
pub struct Fault<'a> {
    part: &'a str,
    /// Line within the part, from 0.
    lines: usize,
    message: String,
}

impl<'a> Fault<'a> {
    /// An error at the beginning of a part.
    pub fn new(part: Raw<'a>, message: impl Into<String>) -> Self {
        Self {
            part: part.get(),
            lines: 0,
            message: message.into(),
        }
    }

    /// The error of a part that is no JSON, or not of the `expected` kind.
    pub fn from_json(part: Raw<'a>, error: &serde_json::Error, expected: &str) -> Self {
        let (line, what) = without_place(error);
        if error.is_data() {
            return Self::new(part, format!("{expected}: {what}"));
        }
        Self {
            lines: line - 1,
            ..Self::new(part, format!("not node-link JSON: {what}"))
        }
    }

    /// The problem with its line in `text`, which must contain the part.
    pub fn in_text(self, text: &str) -> Problem {
        let before = text.get(..byte_offset(text, self.part)).unwrap_or("");
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        Problem::at_line(line + self.lines, self.message)
    }
}

/// The byte offset of a part in its text.
pub fn byte_offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
