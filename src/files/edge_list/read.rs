//! Reading an edge list.

use std::collections::HashMap;

use super::{
    header,
    rows::{Ends, Rows},
};
use crate::{
    disk::Problem,
    graph::{Graph, Link, Node},
};

/// Parses an edge list; ids become nodes in the order of their first row.
///
/// # Errors
/// The first row without two ends, or a quote that is never closed.
pub fn parse(text: &str, delimiter: Option<u8>) -> Result<Graph, Problem> {
    let rows = match delimiter {
        Some(delimiter) => read_separated(text, delimiter)?,
        None => read_spaced(text)?,
    };
    let first = usize::from(header::has_header(&rows));
    let mut nodes = Vec::new();
    let mut places = HashMap::new();
    let mut place = |id: String| {
        *places.entry(id).or_insert_with_key(|id| {
            nodes.push(Node {
                id: id.clone(),
                ..Node::default()
            });
            nodes.len() as u32 - 1
        })
    };
    let links = rows
        .into_iter()
        .skip(first)
        .map(|[source, target]| {
            let source = place(source);
            Link::new(source, place(target))
        })
        .collect();
    Ok(Graph {
        nodes,
        links,
        directed: true,
        ..Graph::default()
    })
}

/// Rows whose fields are separated by a character and may be quoted.
fn read_separated(text: &str, delimiter: u8) -> Result<Vec<Ends>, Problem> {
    let Rows { text, lines } = Rows::from_text(text, delimiter)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::with_capacity(lines.len());
    for (row, record) in reader.records().enumerate() {
        let line = lines.get(row).copied().unwrap_or(1);
        let record = record.map_err(|error| {
            Problem::at_line(line, format!("not a row of an edge list: {error}"))
        })?;
        rows.push(read_ends(line, record.iter())?);
    }
    Ok(rows)
}

/// Rows whose fields are separated by white space or commas; a comment may follow.
fn read_spaced(text: &str) -> Result<Vec<Ends>, Problem> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.split('#').next().unwrap_or("").trim()))
        .filter(|(_, line)| !line.is_empty())
        .map(|(line, text)| {
            let fields = text
                .split(|c: char| c.is_whitespace() || c == ',')
                .filter(|field| !field.is_empty());
            read_ends(line, fields)
        })
        .collect()
}

/// The first two fields of a row.
fn read_ends<'a>(line: usize, mut fields: impl Iterator<Item = &'a str>) -> Result<Ends, Problem> {
    let (Some(source), Some(target)) = (fields.next(), fields.next()) else {
        return Err(Problem::at_line(
            line,
            "expected two columns, the edge's source and target",
        ));
    };
    if source.is_empty() || target.is_empty() {
        return Err(Problem::at_line(
            line,
            "the name of an end is empty; expected source and target",
        ));
    }
    Ok([source.to_owned(), target.to_owned()])
}
