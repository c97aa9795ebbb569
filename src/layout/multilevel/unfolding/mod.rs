//! From a random start to a layout, coarse to fine (multilevel layout: Walshaw 2003,
//! Hu 2005; the levels are the [coarsening](super::coarsening)'s), live, tick by tick.
//!
//! 1. The first level that is small enough is laid out by its true distances: one
//!    representative a cluster, breadth-first distances between them in the whole graph,
//!    and stochastic descent on the stress (Zheng, Pawar, Goodman 2019), a sweep a tick.
//!    Forces alone fold: what is crossed on the coarsest level stays crossed below.
//! 2. It is scaled so that springs and repulsion balance.
//! 3. Each level moves by the law itself for a few ticks, a vertex as heavy as the
//!    vertices it stands for, then hands its places down to the next finer one.
//! 4. The finest level is the engine itself, and the cascade is gone.
//!
//! While it works, every finest vertex is shown about its ancestor, so that the
//! graph unfolds before one's eyes. Whatever happens to the graph meanwhile ends the
//! cascade: the places shown are the start of the engine's own dynamics.

mod balance;
mod coarsest;
mod descent;
mod distances;
mod finer;
mod hierarchy;
mod levels;
mod packing;
mod places;
mod state;

pub use levels::Levels;
pub use state::Unfolding;
