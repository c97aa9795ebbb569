//! Edge lists: two columns, header optional, `#` comments.

use std::{collections::HashMap, fmt::Write};

use super::error::Problem;
use crate::graph::{Graph, Link, Node};

/// Names of columns that make a first row a header.
const HEADERS: [&str; 10] = [
    "source", "target", "from", "to", "src", "dst", "node1", "node2", "u", "v",
];

/// Reads an edge list; ids become nodes in the order in which they are met.
pub fn parse(text: &str, delimiter: Option<u8>) -> Result<Graph, Problem> {
    let mut graph = Graph {
        directed: true,
        ..Graph::default()
    };
    let mut places = HashMap::new();
    let mut add = |graph: &mut Graph, line: usize, fields: &[&str]| {
        let [source, target, ..] = fields else {
            return Err(Problem::at(
                line,
                "expected two columns, the edge's source and target",
            ));
        };
        if source.is_empty() || target.is_empty() {
            return Err(Problem::at(
                line,
                "the name of an end is empty; expected source and target",
            ));
        }
        let mut place = |id: &str| {
            *places.entry(id.to_owned()).or_insert_with(|| {
                graph.nodes.push(Node {
                    id: id.to_owned(),
                    ..Node::default()
                });
                graph.nodes.len() as u32 - 1
            })
        };
        let link = Link::new(place(source), place(target));
        graph.links.push(link);
        Ok(())
    };
    match delimiter {
        Some(delimiter) => {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .flexible(true)
                .comment(Some(b'#'))
                .trim(csv::Trim::All)
                .from_reader(text.as_bytes());
            for (row, record) in reader.records().enumerate() {
                let record = record.map_err(|error| {
                    let line = error
                        .position()
                        .map_or(1, |position| position.line() as usize);
                    Problem::at(line, format!("not a row of an edge list: {error}"))
                })?;
                let line = record
                    .position()
                    .map_or(row + 1, |position| position.line() as usize);
                let fields: Vec<&str> = record.iter().collect();
                if row == 0 && is_header(&fields) {
                    continue;
                }
                add(&mut graph, line, &fields)?;
            }
        }
        None => {
            let rows = text
                .lines()
                .enumerate()
                .map(|(index, line)| (index + 1, line.split('#').next().unwrap_or("").trim()))
                .filter(|(_, line)| !line.is_empty());
            for (row, (line, text)) in rows.enumerate() {
                let fields: Vec<&str> = text
                    .split(|c: char| c.is_whitespace() || c == ',')
                    .filter(|field| !field.is_empty())
                    .collect();
                if row == 0 && is_header(&fields) {
                    continue;
                }
                add(&mut graph, line, &fields)?;
            }
        }
    }
    Ok(graph)
}

fn is_header(fields: &[&str]) -> bool {
    fields.len() >= 2
        && fields[..2]
            .iter()
            .all(|field| HEADERS.contains(&field.to_ascii_lowercase().as_str()))
}

/// Writes an edge list with a header. Vertices without edges have no place in this format.
pub fn format(graph: &Graph, delimiter: Option<u8>) -> String {
    let separator = char::from(delimiter.unwrap_or(b' '));
    let id = |index: u32| {
        let id = &graph.nodes[index as usize].id;
        let awkward = id.contains([separator, '"', '\n', '\r', '#']) || id.trim() != id;
        if awkward && delimiter.is_some() {
            format!("\"{}\"", id.replace('"', "\"\""))
        } else {
            id.clone()
        }
    };
    let mut text = format!("source{separator}target\n");
    for link in &graph.links {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{separator}{}", id(link.source), id(link.target));
    }
    text
}
