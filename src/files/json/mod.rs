//! Node-link JSON, as NetworkX and the d3 family read and write it.

mod fault;
mod keys;
mod read;
mod write;

pub use read::parse;
pub use write::format;
