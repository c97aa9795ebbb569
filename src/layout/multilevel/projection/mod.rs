//! Multilevel projection dynamics: coarser graphs move by equations of their own and
//! take the finer ones along (T. L. Veldhuizen, *Dynamic Multilevel Graph
//! Visualization*, arXiv:0712.1549, §4).
//!
//! The paper writes a fine vertex as `x = δ + α·y + β`, where `y` is where its coarse
//! vertex is, α and β a frame that follows the fit of `x` on `y`, and moves δ by
//!
//! ```text
//! δ̈ = F − (β̈ + α̈·y + 2φ α̇·ẏ + φ² α·ÿ) − d δ̇
//! ```
//!
//! with the time dilation φ. Here `x` itself is the state, and δ and β are what the
//! definition makes of them. Put into `ẍ = δ̈ + β̈ + α̈·y + 2 α̇·ẏ + α·ÿ`, the
//! accelerations of the frame cancel, and
//!
//! ```text
//! ẍ = F − d ẋ + 2 (1 − φ) α̇·ẏ + (1 − φ²) α·ÿ + d (1 − φ) α·ẏ
//! ```
//!
//! is left: the single level's equation, and a push by the coarse vertex. (Drag acts on
//! δ and, dilated like the accelerations, on the frame's motion; the paper's, on δ
//! alone, would leave the motions that the frame follows undamped.) The equation is
//! linear in the motion, so that what the push leads to is kept apart, once for each
//! coarse vertex: its members are *carried* by a step a tick, beside what they do by
//! themselves, and both together stay within the guard's limit.
//!
//! - At φ = 1 the push is gone, and the levels are as if alone.
//! - At rest there is no push: an equilibrium is one of the finest level alone.
//! - A level pushes the next finer one, and nothing acts back on it but through α, which
//!   is bounded. Each is stable by itself (the guard's masses see to it), and a stable
//!   level whose push dies away comes to rest: so does the whole chain, of any length.
//!   Vibrations, which every level would amplify for the next, are not passed on: a
//!   level's motion is seen through a low pass.
//! - A level that has become slow is brought to rest, and costs nothing from then on.
//! - With `y` about its mean, β acts on nothing and need not be integrated. α, here any
//!   matrix and not only a symmetric one, so that it can turn, follows its fit at one
//!   rate along every axis: its equation is divided by the variance of `y`.

mod carry;
mod frame;
mod level;
mod levels;
mod projected;

pub use frame::Frame;
pub use level::Coarser;
pub use projected::ProjectedDynamics;
