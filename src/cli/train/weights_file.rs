//! Parameters from a file.

use std::{fs, path::Path};

use crate::{
    cli::Failure,
    nn::{Program, Weights},
};

/// Reads `{"layers": [[{"w": [..], "b": 0.0}, …], …]}` and starts from it.
pub(super) fn load(path: &Path, program: &mut Program) -> Result<(), Failure> {
    let file = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::Input(format!(
            "{file}: cannot be read, expected a weights file: {error}"
        ))
    })?;
    let weights: Weights = serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let what = whole
            .strip_suffix(&format!(" at line {line} column {column}"))
            .unwrap_or(&whole);
        Failure::Input(format!(
            "{file}:{line}: {what}, expected {{\"layers\": [[{{\"w\": [..], \"b\": 0.0}}, …], …]}}"
        ))
    })?;
    program
        .set_weights(&weights)
        .map_err(|what| Failure::Input(format!("{file}: {what}")))
}
