//! Reads parameters from a file.

use std::path::Path;

use crate::{
    cli::Failure,
    disk::{read_text, without_place},
    nn::{Program, Weights},
};

/// Sets the parameters from a file `{"layers": [[{"w": [..], "b": 0.0}, …], …]}`.
///
/// # Errors
/// The file cannot be read, or its parameters do not fit the network.
pub(super) fn load_weights(path: &Path, program: &mut Program) -> Result<(), Failure> {
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
