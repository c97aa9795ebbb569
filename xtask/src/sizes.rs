//! The size tables that every export ends with.

use std::fmt::Write;

/// A table of byte counts, one row a file.
pub struct Table {
    columns: Vec<&'static str>,
    rows: Vec<(String, Vec<Option<u64>>)>,
}

impl Table {
    /// An empty table; the first column, the file's name, needs no title.
    pub fn new(columns: &[&'static str]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of byte counts; `None` leaves a cell empty.
    pub fn row(&mut self, name: impl Into<String>, sizes: &[Option<u64>]) {
        self.rows.push((name.into(), sizes.to_vec()));
    }

    /// The table as text, one line a row, columns aligned.
    pub fn render(&self) -> String {
        let names = self.rows.iter().map(|(name, _)| name.chars().count());
        let width = names.max().unwrap_or(0);
        let mut text = format!("  {:width$}", "");
        for column in &self.columns {
            let _ = write!(text, "  {column:>10}");
        }
        for (name, sizes) in &self.rows {
            let _ = write!(text, "\n  {name:width$}");
            for size in sizes {
                let _ = write!(text, "  {:>10}", size.map(human).unwrap_or_default());
            }
        }
        text
    }
}

/// A byte count in the decimal units that download sizes are quoted in.
pub fn human(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let size = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", size / 1e3),
        _ => format!("{:.2} MB", size / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_decimal() {
        assert_eq!(human(999), "999 B");
        assert_eq!(human(1_500), "1.5 kB");
        assert_eq!(human(4_700_000), "4.70 MB");
    }

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["raw", "gzip"]);
        table.row("a", &[Some(10), None]);
        table.row("longer", &[Some(2_000_000), Some(1)]);
        let text = table.render();
        let lines: Vec<_> = text.lines().map(|line| line.chars().count()).collect();
        assert_eq!(lines, [lines[0]; 3], "{text}");
    }
}
