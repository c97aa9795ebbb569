//! Recognises a header in the first row of an edge list.

use super::rows::Ends;

/// Names of columns, in lower case and without spaces, `_` and `-`.
const NAMES: [&str; 31] = [
    "source",
    "target",
    "sourceid",
    "targetid",
    "sourcenode",
    "targetnode",
    "from",
    "to",
    "fromid",
    "toid",
    "fromnode",
    "tonode",
    "fromnodeid",
    "tonodeid",
    "src",
    "dst",
    "dest",
    "srcid",
    "dstid",
    "id1",
    "id2",
    "node1",
    "node2",
    "nodeid1",
    "nodeid2",
    "node1id",
    "node2id",
    "vertex1",
    "vertex2",
    "idfrom",
    "idto",
];

/// Whether the first row is a header: both of its fields are names of columns, or it is the only
/// row of words above rows of numbers.
pub fn has_header(rows: &[Ends]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let numbers = |ends: &Ends| ends.iter().all(|end| is_number(end));
    first.iter().all(|end| is_name(end))
        || (!others.is_empty()
            && !first.iter().any(|end| is_number(end))
            && others.iter().all(numbers))
}

/// Whether a field is a known name of a column.
fn is_name(field: &str) -> bool {
    let bare: String = field
        .chars()
        .filter(|c| !c.is_whitespace() && !['_', '-'].contains(c))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    NAMES.contains(&bare.as_str())
}

/// Whether a field is a number.
fn is_number(field: &str) -> bool {
    // `inf` and `nan` parse as numbers, but are names here.
    field.ends_with(|c: char| c.is_ascii_digit() || c == '.') && field.parse::<f64>().is_ok()
}
