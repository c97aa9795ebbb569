//! Dynamic coarsening: a chain of coarser graphs, updated edit by edit (T. L. Veldhuizen,
//! *Dynamic Multilevel Graph Visualization*, arXiv:0712.1549, §3).
//!
//! Every level is a simple graph. A vertex carries a mass, the number of finest vertices in it;
//! an edge carries a weight, the number of finest edges in it.
//!
//! Each level has a matching: the lexicographically first maximal one in a fixed random order
//! of the edges. An edge is matched if and only if no earlier edge at one of its ends is
//! matched. Aggregation follows the matching: a pair becomes one vertex of the next level. An
//! unmatched vertex with edges has matched neighbours only; it becomes a *satellite* of the
//! pair at the other end of its earliest edge, so hubs coarsen too. The aggregate takes the
//! lesser id of its pair, so satellites that come or go rename nothing.
//!
//! Main invariant: the chain is a function of the graph alone. An edit repairs the matching of
//! a level, and the resulting changes above are the edit of the next level. The chain after any
//! edits equals the chain built from scratch, so no part of it needs saving.
//!
//! # Cost of an edit
//!
//! Where neighbourhoods grow slowly (paths, trees, grids), an edit changes a bounded number of
//! vertices on every level, whatever the size of the graph. Measured: a few dozen counted steps
//! a level from 1,000 to 100,000 vertices, and so a logarithmic number in all.
//!
//! On expanders (random cubic graphs) this holds for the finest levels only. Further up, the
//! steps grow by a factor of 2 to 3 from level to level. Once a change reaches a fair share of
//! a level, that level and all coarser ones are rebuilt, so an edit costs at most about a
//! rebuild. Networks are in between: most edits stay small, but an edit that moves a parameter
//! moves all its edges.

mod aggregate;
mod batch;
mod bulk;
mod chain;
mod changes;
mod edit;
mod follower;
mod graph;
mod index;
mod level;
mod matching;
mod order;
mod sorted;
mod survival;
mod view;

pub(super) use bulk::Bulk;
pub use chain::Chain;
pub use edit::{Edit, EditError};
pub use follower::{Change, Follower};
pub use level::{COARSEST, Level};
pub use survival::survival;
pub use view::View;
