//! Scalar automatic differentiation on a flat tape.
//!
//! ```
//! use gradswarm::autograd::Tape;
//!
//! let tape = Tape::new();
//! let x = tape.labelled(3.0, "x");
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
