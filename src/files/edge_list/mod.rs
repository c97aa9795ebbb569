//! Edge lists: two columns, an optional header, `#` comments.

mod header;
mod read;
mod rows;
mod write;

pub use read::parse;
pub use write::{check_names, describe_loss, format};
