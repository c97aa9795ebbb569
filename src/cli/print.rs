//! What commands say: results on standard output, notes on standard error.

use std::{
    fmt,
    io::{self, ErrorKind, StdoutLock, Write},
};

use super::Failure;

/// Writes results to standard output. A reader that has seen enough is no failure.
///
/// # Errors
/// Standard output cannot be written.
pub fn print(write: impl FnOnce(&mut StdoutLock) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Internal(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says something on standard error that is no failure.
pub fn note(text: impl fmt::Display) {
    diagnose("note", text);
}

/// One line on standard error, also where an id or a file's name has several.
pub fn diagnose(what: &str, text: impl fmt::Display) {
    let line = text.to_string().replace('\n', "\\n").replace('\r', "\\r");
    // If nobody can be told, there is nobody to tell that to.
    let _ = writeln!(io::stderr().lock(), "{what}: {line}");
}
