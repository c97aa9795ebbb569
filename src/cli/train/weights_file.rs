//! Parameters from a file.

use std::path::Path;

use crate::{
    cli::Failure,
    files::{read_text, without_place},
    nn::{Program, Weights},
};

/// Reads `{"layers": [[{"w": [..], "b": 0.0}, …], …]}` and starts from it.
pub(super) fn load(path: &Path, program: &mut Program) -> Result<(), Failure> {
    let file = path.display();
    let text = read_text(path)?;
    let weights: Weights = serde_json::from_str(&text).map_err(|error| {
        let (line, what) = without_place(&error);
        Failure::Input(format!(
            "{file}:{line}: {what}, expected {{\"layers\": [[{{\"w\": [..], \"b\": 0.0}}, …], …]}}"
        ))
    })?;
    program
        .set_weights(&weights)
        .map_err(|what| Failure::Input(format!("{file}: {what}")))
}
