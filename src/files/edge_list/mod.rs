//! Edge lists: two columns, header optional, `#` comments.

mod header;
mod read;
mod rows;
mod write;

pub use read::parse;
pub use write::{check_names, format, left_out};
