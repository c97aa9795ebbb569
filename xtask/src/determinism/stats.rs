//! The outcome that a layout prints, and the part of it that must be equal everywhere.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// Fields that may depend on the machine.
const OF_THE_MACHINE: [&str; 3] = ["threads", "seconds", "tick_ms"];

/// The statistics of one layout.
#[derive(Debug)]
pub struct Stats(Map<String, Value>);

impl Stats {
    /// Reads what `--stats -` printed.
    ///
    /// # Errors
    /// When it is no object with a hash.
    pub fn parse(text: &str) -> Result<Self> {
        let fields: Map<String, Value> =
            serde_json::from_str(text).context("cannot understand what `--stats -` printed")?;
        fields
            .get("hash")
            .and_then(Value::as_str)
            .context("the statistics have no `hash`")?;
        Ok(Self(fields))
    }

    /// The digest of every position's bits.
    pub fn hash(&self) -> &str {
        self.0["hash"].as_str().unwrap_or_default()
    }

    /// The fields that differ though they must not.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let names: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        names
            .into_iter()
            .filter(|name| !OF_THE_MACHINE.contains(&name.as_str()))
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .cloned()
            .collect()
    }

    fn median_tick(&self) -> Option<f64> {
        self.0.get("tick_ms")?.get("median")?.as_f64()
    }
}

/// How long a tick takes here and there, in milliseconds, and how many times longer.
pub fn compare_speed(here: &Stats, there: &Stats) -> String {
    match (here.median_tick(), there.median_tick()) {
        (Some(here), Some(there)) => {
            format!("{here:.3} ms, {there:.3} ms ({:.1}×)", there / here)
        }
        _ => "not measured".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stats(text: &str) -> Stats {
        Stats::parse(text).unwrap()
    }

    #[test]
    fn only_time_and_threads_may_differ() {
        let one = stats(
            r#"{"hash": "1", "seconds": 1.0, "threads": 1, "ticks": 5, "tick_ms": {"median": 1.0}}"#,
        );
        let two = stats(
            r#"{"hash": "1", "seconds": 2.0, "threads": 2, "ticks": 5, "tick_ms": {"median": 3.0}}"#,
        );
        assert!(one.differences(&two).is_empty());
        assert_eq!(compare_speed(&one, &two), "1.000 ms, 3.000 ms (3.0×)");
        let three = stats(r#"{"hash": "2", "ticks": 5, "max_step": 1.0}"#);
        assert_eq!(one.differences(&three), ["hash", "max_step"]);
    }

    #[test]
    fn what_has_no_hash_is_refused() {
        assert!(Stats::parse("{}").is_err());
        assert!(Stats::parse("error").is_err());
    }
}
