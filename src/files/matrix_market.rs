//! MatrixMarket coordinate files, read as undirected graphs.

use std::{collections::BTreeSet, fmt::Write};

use crate::disk::Problem;
use crate::graph::{Graph, Link, Node};

/// The most vertices that a size line may declare.
const MOST: usize = crate::graph::MOST_VERTICES;

/// Parses a square coordinate matrix. Each pair of indices off the diagonal is one edge.
///
/// # Errors
/// The first problem, with its line.
pub fn parse(text: &str) -> Result<Graph, Problem> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    // The banner.
    let (_, banner) = lines.next().unwrap_or((1, ""));
    let words: Vec<String> = banner
        .split_whitespace()
        .map(str::to_ascii_lowercase)
        .collect();
    let kind: Vec<&str> = words.iter().map(String::as_str).collect();
    match kind[..] {
        ["%%matrixmarket", "matrix", "coordinate", ..] => {}
        ["%%matrixmarket", ..] => {
            return Err(Problem::at_line(
                1,
                "only coordinate matrices hold a graph; expected `%%MatrixMarket matrix coordinate …`",
            ));
        }
        _ => {
            return Err(Problem::at_line(
                1,
                "expected the banner `%%MatrixMarket matrix coordinate …`",
            ));
        }
    }
    // The size line.
    let mut entries = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('%'));
    let (line, sizes) = entries.next().ok_or_else(|| {
        Problem::at_line(
            1,
            "the size line is missing; expected `rows columns entries`",
        )
    })?;
    let numbers: Vec<usize> = sizes
        .split_whitespace()
        .map_while(|word| word.parse().ok())
        .collect();
    let [rows, columns, count] = numbers[..] else {
        return Err(Problem::at_line(
            line,
            format!("`{sizes}` is not a size line; expected `rows columns entries`"),
        ));
    };
    if rows != columns {
        return Err(Problem::at_line(
            line,
            format!("the matrix is {rows} × {columns}; a graph needs a square one"),
        ));
    }
    if rows > MOST {
        return Err(Problem::at_line(
            line,
            format!("{rows} vertices are more than the {MOST} that can be shown"),
        ));
    }
    let mut graph = Graph {
        nodes: (1..=rows)
            .map(|i| Node {
                id: i.to_string(),
                ..Node::default()
            })
            .collect(),
        ..Graph::default()
    };
    // The entries.
    let mut known = BTreeSet::new();
    let mut read = 0;
    let mut last = line;
    for (line, text) in entries {
        last = line;
        read += 1;
        let mut words = text.split_whitespace();
        let mut index = || {
            words
                .next()
                .and_then(|word| word.parse::<usize>().ok())
                .filter(|i| (1..=rows).contains(i))
        };
        let (Some(a), Some(b)) = (index(), index()) else {
            return Err(Problem::at_line(
                line,
                format!("`{text}` is not an entry; expected two indices from 1 to {rows}"),
            ));
        };
        if a != b && known.insert((a.min(b), a.max(b))) {
            graph.links.push(Link::new(a as u32 - 1, b as u32 - 1));
        }
    }
    if read != count {
        return Err(Problem::at_line(
            last,
            format!("the size line promises {count} entries, but there are {read}"),
        ));
    }
    Ok(graph)
}

/// Formats the pattern of the graph's matrix. Ids become indices from 1.
pub fn format(graph: &Graph) -> String {
    let pairs: BTreeSet<(u32, u32)> = graph
        .links
        .iter()
        .filter(|link| link.source != link.target)
        .map(|link| (link.source.max(link.target), link.source.min(link.target)))
        .collect();
    let n = graph.nodes.len();
    let mut text = format!(
        "%%MatrixMarket matrix coordinate pattern symmetric\n{n} {n} {}\n",
        pairs.len()
    );
    for (row, column) in pairs {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {}", row + 1, column + 1);
    }
    text
}
