//! Scalar reverse-mode automatic differentiation on a flat tape.
//!
//! A tape owns every value: its operation, inputs, data and gradient. Its order is a
//! topological order, so the forward pass runs down the rows and the backward pass runs up,
//! without recursion.
//!
//! ```
//! use gradswarm::autograd::Tape;
//!
//! let tape = Tape::new();
//! let x = tape.labelled_leaf(3.0, "x");
//! let y = x * x + 1.0;
//! y.backward();
//! assert_eq!((y.data(), x.grad()), (10.0, Some(6.0)));
//! ```

mod columns;
mod formula;
mod function;
mod id;
mod op;
mod operators;
mod replay;
mod tape;
mod value;

pub use formula::{Flow, Formula};
pub use id::{Inputs, ValueId};
pub use op::Op;
pub use tape::{NotALeaf, Reading, Tape};
pub use value::Value;
