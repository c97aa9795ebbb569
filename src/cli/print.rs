//! The output of commands: results on standard output, notes and errors on standard error.

use std::{
    fmt,
    io::{self, ErrorKind, StdoutLock, Write},
    process::ExitCode,
};

use super::Failure;

/// Writes results to standard output. A reader that closes the pipe is no failure.
///
/// # Errors
/// Standard output cannot be written.
pub fn print_results(write: impl FnOnce(&mut StdoutLock) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Internal(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a note on standard error.
pub fn print_note(text: impl fmt::Display) {
    print_diagnostic("note", text);
}

/// Prints one line on standard error, also if an id or a file's name contains line breaks.
pub fn print_diagnostic(kind: &str, text: impl fmt::Display) {
    let line = text.to_string().replace('\n', "\\n").replace('\r', "\\r");
    // A failure to print an error cannot be reported either.
    let _ = writeln!(io::stderr().lock(), "{kind}: {line}");
}

/// Prints a failure on standard error. Returns the exit status.
pub fn report_failure(failure: &Failure) -> ExitCode {
    print_diagnostic("error", failure);
    match failure {
        Failure::Input(_) => ExitCode::from(2),
        Failure::Internal(_) => ExitCode::from(1),
    }
}
