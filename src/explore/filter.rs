//! The filter as a value: criteria by operation, layer, sample and gradient.

use std::borrow::Cow;

use crate::{graph::Node, nn::Program};

/// Criteria that a vertex must meet to pass; `None` accepts any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The operation that computes it; empty for leaves.
    pub operation: Option<Cow<'static, str>>,
    /// The layer of the network that it belongs to, from zero.
    pub layer: Option<u32>,
    /// The sample that it belongs to, from zero.
    pub sample: Option<u32>,
    /// The range of its gradient's magnitude, ends included. A gradient that was not computed is
    /// outside.
    pub gradient: Option<[f64; 2]>,
    /// Whether excluded vertices are hidden; otherwise they are drawn faintly.
    pub hide: bool,
}

impl Filter {
    /// Whether it has a criterion.
    pub fn active(&self) -> bool {
        *self
            != Self {
                hide: self.hide,
                ..Self::default()
            }
    }

    /// Whether a node meets every criterion. With a program, the gradient is the tape's.
    pub(super) fn accepts(&self, node: &Node, program: Option<&Program>) -> bool {
        let value = node.value.zip(program);
        let origin = || {
            value
                .map(|(value, program)| program.origin(value))
                .unwrap_or_default()
        };
        let gradient = || match value {
            Some((value, program)) => program.tape.grad(value),
            None => node.gradient,
        };
        self.operation
            .as_ref()
            .is_none_or(|operation| *operation == node.operation)
            && self.layer.is_none_or(|layer| origin().layer == Some(layer))
            && self
                .sample
                .is_none_or(|sample| origin().sample == Some(sample))
            && self.gradient.is_none_or(|[from, to]| {
                gradient().is_some_and(|gradient| (from..=to).contains(&gradient.abs()))
            })
    }
}
