//! Dynamic coarsening: a chain of ever smaller graphs, kept up to date edge by
//! edge (T. L. Veldhuizen, *Dynamic Multilevel Graph Visualization*,
//! arXiv:0712.1549, §3).
//!
//! Every level is a simple graph whose vertices carry a mass (how many finest
//! vertices they stand for) and whose edges carry a count (how many finest edges).
//! On each level the lexicographically first maximal matching in a fixed random
//! order of the edges decides what merges: an edge is matched if and only if no
//! earlier edge that shares a vertex with it is matched. What is left over, and has
//! edges, has matched neighbours only; it joins the pair at the other end of its
//! earliest edge, so that hubs coarsen too. A pair and its satellites are one vertex
//! of the next level, named by the lesser id of the pair: a satellite that comes or
//! goes renames nothing.
//!
//! All of it is a function of the graph. An edit is worked in by repairing the
//! matching, and what that changes above is the edit of the next level; the chain
//! after any edits equals the chain that is built from scratch, so nothing of it
//! needs to be saved.
//!
//! # What an edit costs
//!
//! Where neighbourhoods grow slowly (paths, trees, grids), an edit changes a bounded
//! number of vertices on every level, whatever the size of the graph: measured, a few
//! dozen counted steps a level from 1,000 to 100,000 vertices, and so a logarithmic
//! number in all. On expanders (random cubic graphs) that holds for the lowest levels
//! only. Further up, the steps grow by a factor of 2 to 3 from level to level, until
//! the change reaches a fair share of the level; from there on the chain is built anew.
//! An edit costs at most about what a rebuild does. Networks are in between: most edits
//! stay small, but what moves a parameter moves all its edges.

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
pub use chain::{COARSEST, Chain};
pub use edit::{Edit, EditError};
pub use follower::{Change, Follower};
pub use level::Level;
pub use survival::survival;
pub use view::View;
