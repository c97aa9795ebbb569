//! The kinds of operations that have a colour of their own.

/// Kinds of operations; each has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// `+` and `−`.
    Sum,
    /// `×` and `÷`.
    Product,
    /// Power by a number.
    Power,
    /// `tanh` and `relu`: the nonlinear part of a neuron.
    Activation,
    /// `exp` and `log`.
    Exponential,
    /// Anything else.
    Other,
}

impl OperationKind {
    /// Every kind, in the legend's order.
    pub const ALL: [Self; 6] = [
        Self::Sum,
        Self::Product,
        Self::Power,
        Self::Activation,
        Self::Exponential,
        Self::Other,
    ];

    /// The kind of an operation by its symbol; a leaf's empty symbol has none.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "" => return None,
            "+" | "-" | "−" | "neg" => Self::Sum,
            "*" | "×" | "·" | "/" | "÷" => Self::Product,
            "tanh" | "relu" | "ReLU" => Self::Activation,
            "exp" | "log" => Self::Exponential,
            power if power.starts_with("**") || power.starts_with('^') => Self::Power,
            _ => Self::Other,
        })
    }

    /// The kind's name in the legend.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sum => "addition +",
            Self::Product => "multiplication ×",
            Self::Power => "power ^",
            Self::Activation => "activation",
            Self::Exponential => "exp, log",
            Self::Other => "operation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_scenes_has_a_kind() {
        for (symbol, kind) in [
            ("+", OperationKind::Sum),
            ("*", OperationKind::Product),
            ("**2", OperationKind::Power),
            ("**-1", OperationKind::Power),
            ("**", OperationKind::Power),
            ("tanh", OperationKind::Activation),
            ("relu", OperationKind::Activation),
            ("exp", OperationKind::Exponential),
        ] {
            assert_eq!(OperationKind::from_symbol(symbol), Some(kind));
        }
        assert_eq!(OperationKind::from_symbol(""), None);
    }
}
