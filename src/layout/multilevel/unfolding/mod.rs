//! Unfolding: lays a graph out from the coarsest level down, live, tick by tick (multilevel layout:
//! Walshaw 2003, Hu 2005; the levels come from [coarsening](super::coarsening)).
//!
//! 1. The first level that is small enough is laid out by true distances: breadth-first distances
//!    in the whole graph between one representative a cluster, then stochastic gradient descent on
//!    the stress (Zheng, Pawar, Goodman 2019), a sweep a tick. Forces alone would leave folds, and
//!    finer levels cannot undo them.
//! 2. The level is scaled so that springs and repulsion balance.
//! 3. Each level moves by the law for a few ticks, with the masses of its clusters. Prolongation
//!    then gives positions to the next finer level.
//! 4. The finest level is the graph itself; there the unfolding ends.
//!
//! Meanwhile every finest vertex is shown near its ancestor. Any change of the graph ends the
//! unfolding; its dynamics then start from the positions shown.

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
