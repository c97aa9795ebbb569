//! The program as people start it.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::process::{Command, Output};

/// The program, to be told more.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gradswarm"))
}

/// Runs it to its end.
pub fn gradswarm(arguments: &[&str]) -> Output {
    let mut program = program();
    program
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// Runs the program, which must refuse, and returns its one-line message.
pub fn refused(arguments: &[&str]) -> String {
    let message = refused_at_length(arguments);
    assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    message
}

/// Runs the program, which must refuse with the exit status of a wrong input, and returns its
/// message. A wrong value of an option is explained in several lines.
pub fn refused_at_length(arguments: &[&str]) -> String {
    let output = gradswarm(arguments);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
    assert!(message.starts_with("error: "), "{arguments:?}: {message}");
    message
}
