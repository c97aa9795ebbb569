//! A network's parameters in the form of a file.

use serde::{Deserialize, Serialize};

/// All parameters of a network: `{"layers": [[{"w": [..], "b": 0.0}, …], …]}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The neurons of each layer.
    pub layers: Vec<Vec<NeuronWeights>>,
}

/// The parameters of one neuron.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeuronWeights {
    /// One weight an input.
    pub w: Vec<f64>,
    /// The bias.
    pub b: f64,
}

impl Weights {
    /// Whether every parameter is a finite number.
    pub fn are_finite(&self) -> bool {
        self.layers.iter().flatten().all(NeuronWeights::are_finite)
    }

    /// Checks the shape against weights of the right shape, and that every number is finite.
    ///
    /// # Errors
    /// One line with the first difference: found and expected.
    pub fn check_against(&self, shape: &Self) -> Result<(), String> {
        expect_count("layers", self.layers.len(), shape.layers.len())?;
        for (layer, (mine, right)) in self.layers.iter().zip(&shape.layers).enumerate() {
            let place = format!("layer {}", layer + 1);
            expect_count(&format!("neurons in {place}"), mine.len(), right.len())?;
            for (neuron, (mine, right)) in mine.iter().zip(right).enumerate() {
                let place = format!("{place} · neuron {}", neuron + 1);
                expect_count(&format!("weights in {place}"), mine.w.len(), right.w.len())?;
                if !mine
                    .w
                    .iter()
                    .chain([&mine.b])
                    .all(|parameter| parameter.is_finite())
                {
                    return Err(format!(
                        "a parameter of {place} is not finite, expected numbers"
                    ));
                }
            }
        }
        Ok(())
    }
}

impl NeuronWeights {
    fn are_finite(&self) -> bool {
        self.w
            .iter()
            .chain([&self.b])
            .all(|parameter| parameter.is_finite())
    }
}

fn expect_count(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("found {found} {what}, expected {expected}"))
    }
}
