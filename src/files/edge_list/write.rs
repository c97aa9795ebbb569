//! Writing an edge list.

use std::{collections::HashSet, fmt::Write};

use crate::graph::Graph;

/// Formats an edge list with a header. The format cannot hold vertices without edges.
///
/// # Errors
/// Those of [`check_names`].
pub fn format(graph: &Graph, delimiter: Option<u8>) -> Result<String, String> {
    check_names(graph, delimiter)?;
    let ends = graph
        .links
        .iter()
        .map(|link| [link.source, link.target].map(|end| graph.nodes[end as usize].id.as_str()));
    let rows = std::iter::once(["source", "target"]).chain(ends);
    let Some(delimiter) = delimiter else {
        let mut text = String::new();
        for [source, target] in rows {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{source} {target}");
        }
        return Ok(text);
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .from_writer(Vec::new());
    let written = rows
        .into_iter()
        .try_for_each(|ends| writer.write_record(ends));
    written.map_err(|error| error.to_string())?;
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Checks that every id of an edge is the same when it is read back.
///
/// # Errors
/// The first id that would differ.
pub fn check_names(graph: &Graph, delimiter: Option<u8>) -> Result<(), String> {
    let lost = |id: &str| match delimiter {
        // Quotes hold any text, but white space around a field is trimmed.
        Some(_) => id.is_empty() || id.trim() != id,
        None => id.is_empty() || id.contains(|c: char| c.is_whitespace() || ",#".contains(c)),
    };
    let mut ends = graph
        .links
        .iter()
        .flat_map(|link| [link.source, link.target]);
    let id = |end: u32| graph.nodes[end as usize].id.as_str();
    let Some(end) = ends.find(|&end| lost(id(end))) else {
        return Ok(());
    };
    let id = id(end);
    Err(match delimiter {
        Some(_) => format!(
            "the id `{id}` cannot be written: an edge list holds no empty id and no white space around one; expected a name that ends in .json"
        ),
        None => format!(
            "the id `{id}` cannot be written: white space, commas and `#` end a name in this format; expected a name that ends in .csv, .tsv or .json"
        ),
    })
}

/// A sentence about the vertices without edges, which an edge list cannot hold, if any.
pub fn describe_loss(graph: &Graph) -> Option<String> {
    let held: HashSet<u32> = graph
        .links
        .iter()
        .flat_map(|link| [link.source, link.target])
        .collect();
    match graph.nodes.len() - held.len() {
        0 => None,
        1 => Some("1 vertex has no edge, and no place in an edge list".into()),
        lost => Some(format!(
            "{lost} vertices have no edge, and no place in an edge list"
        )),
    }
}
