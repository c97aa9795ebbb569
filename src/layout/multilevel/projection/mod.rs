//! Multilevel projection dynamics: coarser graphs move by equations of their own and carry the
//! finer ones along (T. L. Veldhuizen, *Dynamic Multilevel Graph Visualization*, arXiv:0712.1549,
//! §4).
//!
//! The paper writes the position of a fine vertex as `x = δ + α·y + β`. Here `y` is the position of
//! its coarse vertex, and the frame α, β follows the fit of `x` on `y`. The paper integrates δ by
//!
//! ```text
//! δ̈ = F − (β̈ + α̈·y + 2φ α̇·ẏ + φ² α·ÿ) − d δ̇
//! ```
//!
//! with the time dilation φ. This module integrates `x` itself; δ and β follow from the definition.
//! The equation is inserted into `ẍ = δ̈ + β̈ + α̈·y + 2 α̇·ẏ + α·ÿ`. The accelerations of the
//! frame cancel, which leaves
//!
//! ```text
//! ẍ = F − d ẋ + 2 (1 − φ) α̇·ẏ + (1 − φ²) α·ÿ + d (1 − φ) α·ẏ
//! ```
//!
//! This is the equation of a single level, and a push by the coarse vertex. Drag acts on δ and,
//! dilated like the accelerations, on the motion of the frame. In the paper it acts on δ alone,
//! which would leave the motions that the frame follows undamped.
//!
//! The equation is linear in the motion, so the effect of the push is kept apart, once for each
//! coarse vertex. In every tick the coarse vertex *carries* its members by a step, beside their own
//! motion. Both steps together stay within the guard's limit.
//!
//! - At φ = 1 there is no push, and the levels are independent.
//! - At rest there is no push, so every equilibrium is one of the finest level alone.
//! - A level pushes the next finer one. The only reaction is through α, which is bounded. The
//!   guard's masses make each level stable by itself, and a stable level comes to rest when the
//!   push on it fades. A chain of any length therefore comes to rest.
//! - A low pass filters the motion of each level. Otherwise every level would amplify the
//!   vibrations of the one before it.
//! - A level that has become slow is brought to rest, and costs nothing from then on.
//! - `y` is taken relative to its mean, so β acts on nothing and is not integrated.
//! - α may be any matrix here, not only a symmetric one, so it can turn. It approaches its fit at
//!   one rate along every axis: its equation is divided by the variance of `y`.

mod carry;
mod frame;
mod level;
mod levels;
mod projected;

pub use frame::Frame;
pub use level::Coarser;
pub use projected::ProjectedDynamics;
