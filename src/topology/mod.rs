//! Graph algorithms on dense vertex indices: adjacency, search, components, depth.
//!
//! All functions are plain Rust on slices and linear in vertices and edges unless they say
//! otherwise. Results depend on the order of vertices and edges alone.

mod adjacency;
mod components;
mod depth;
mod search;
mod simple_graph;
mod union_find;

pub use adjacency::Adjacency;
pub use components::{ConnectedComponents, find_strong_components};
pub use depth::{degrees, depths, distances, drawing_layers, longest_path};
pub use search::BreadthFirstSearch;
pub use simple_graph::{Search, SimpleGraph};
pub use union_find::UnionFind;
