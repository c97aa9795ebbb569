//! The rows of an edge list: its text without blank lines and comments.

use crate::disk::Problem;

/// The two ends of an edge, or the names of the columns.
pub(super) type Ends = [String; 2];

/// The text of the rows, and the line at which each of them begins.
pub struct Rows {
    /// The rows, one after the other.
    pub text: String,
    /// The line of each row, from 1.
    pub lines: Vec<usize>,
}

impl Rows {
    /// Finds the rows. A quoted field may span several lines.
    ///
    /// # Errors
    /// A quote that is never closed.
    pub fn from_text(text: &str, delimiter: u8) -> Result<Self, Problem> {
        let mut rows = Self {
            text: String::with_capacity(text.len()),
            lines: Vec::new(),
        };
        let mut quoted = false;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if !quoted {
                let bare = line.trim();
                if bare.is_empty() || bare.starts_with('#') {
                    continue;
                }
                rows.lines.push(index + 1);
            }
            quoted = ends_in_quotes(line, delimiter, quoted);
            rows.text.push_str(line);
        }
        match rows.lines.last() {
            Some(&line) if quoted => Err(Problem::at_line(
                line,
                "a quote is opened here and never closed; expected \" at the end of the field",
            )),
            _ => Ok(rows),
        }
    }
}

/// Whether a quoted field is open at the end of a line. A quote opens a field
/// only as its first character; two of them inside are one character.
fn ends_in_quotes(line: &str, delimiter: u8, mut quoted: bool) -> bool {
    let mut field_begins = !quoted;
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            quoted = byte != b'"' || bytes.next_if_eq(&b'"').is_some();
        } else {
            quoted = field_begins && byte == b'"';
            field_begins = byte == delimiter;
        }
    }
    quoted
}
