//! What is wrong with a part of a JSON text. The line is counted only when
//! something is wrong: counting it for every node would take the time of a
//! square.

use serde_json::value::RawValue;

use crate::files::error::{Problem, without_place};

/// A part of the text that is parsed later.
pub type Raw<'a> = &'a RawValue;

/// What is wrong, and with which part.
pub struct Fault<'a> {
    part: &'a str,
    /// Lines from the beginning of the part.
    lines: usize,
    message: String,
}

impl<'a> Fault<'a> {
    /// A fault of a part.
    pub fn new(part: Raw<'a>, message: impl Into<String>) -> Self {
        Self {
            part: part.get(),
            lines: 0,
            message: message.into(),
        }
    }

    /// A part that is no JSON, or not of the kind that was `expected`.
    pub fn of_json(part: Raw<'a>, error: &serde_json::Error, expected: &str) -> Self {
        let (line, what) = without_place(error);
        if error.is_data() {
            return Self::new(part, format!("{expected}: {what}"));
        }
        Self {
            lines: line - 1,
            ..Self::new(part, format!("not node-link JSON: {what}"))
        }
    }

    /// The problem with its line, `part` being a part of `text`.
    pub fn in_text(self, text: &str) -> Problem {
        let before = text.get(..offset(text, self.part)).unwrap_or("");
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        Problem::at(line + self.lines, self.message)
    }
}

/// Where a part begins in its text.
pub fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
