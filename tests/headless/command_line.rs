//! Rules that hold for every command: words, places, pipes and edits.

use std::{
    io::Read,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use crate::common::command::{gradswarm, program, refused};
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder of the test's own");
    folder
}

fn write(path: &Path, content: &str) -> String {
    std::fs::write(path, content).expect("the test's folder can be written");
    path.to_str().expect("UTF-8").to_owned()
}

/// Statistics of a layout, and what was said on standard error.
fn stats(arguments: &[&str]) -> (Value, String) {
    let output = gradswarm(&[&["layout"], arguments, &["--stats", "-"]].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    (
        serde_json::from_slice(&output.stdout).expect("one JSON value"),
        said,
    )
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    for arguments in [
        &["scenes"][..],
        &["train", "mlp:sizes=2x2x1", "--rounds", "5"],
        &["layout", "cube", "--ticks", "1"],
        &["layout", "cube", "--ticks", "1", "--stats", "-"],
    ] {
        let mut child = program()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // Gone before the first word.
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .expect("a pipe")
            .read_to_string(&mut said)
            .expect("text");
        let status = child.wait().expect("it ends");
        assert!(status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}

#[test]
fn a_scene_comes_before_a_file_of_its_name() {
    let folder = folder("names");
    write(&folder.join("seed"), "not a graph");
    write(&folder.join("moons:samples=8"), "not a graph");
    write(&folder.join("graph"), "not a graph");
    let run = |word: &str| {
        program()
            .current_dir(&folder)
            .args(["layout", word, "--ticks", "0", "--stats", "-"])
            .output()
            .expect("the program starts")
    };
    for word in ["seed", "moons:samples=8", "random:vertices=9,degree=2.5"] {
        let output = run(word);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    for (word, reason) in [
        ("./seed", "the ending names no graph format"),
        ("graph", "the ending names no graph format"),
        ("seed.dot", "the ending names no graph format"),
        ("seed.json", "cannot be read"),
        ("nothing", "no scene is called"),
    ] {
        let output = run(word);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(word) && said.contains(reason), "{said}");
    }
}

#[test]
fn places_are_looked_at_before_the_long_work() {
    let folder = folder("places");
    let missing = folder.join("missing");
    let at = |name: &str| missing.join(name).to_str().expect("UTF-8").to_owned();
    let here = folder.to_str().expect("UTF-8");
    // So long that a look afterwards would show.
    let long = ["layout", "path:vertices=3000", "--ticks", "1000000"];
    let begun = Instant::now();
    for (places, reason) in [
        (vec!["-o", "out.xyz"], "the ending names no graph format"),
        (vec!["-o", &at("out.json")], "there is no folder"),
        (vec!["--stats", &at("stats.json")], "there is no folder"),
        (vec!["--stats", here], "it is a folder"),
    ] {
        let message = refused(&[&long[..], &places].concat());
        assert!(message.contains(reason), "{message}");
    }
    for place in [&at("out.json"), "out.xyz"] {
        refused(&["export", "path:vertices=2000000", "-o", place]);
    }
    // An id that the format cannot hold is seen before the long work as well.
    let awkward = write(
        &folder.join("awkward.json"),
        r#"{"nodes": [{"id": "a b"}], "links": [{"source": "a b", "target": "a b"}]}"#,
    );
    let out = folder.join("out.txt");
    let message = refused(&[
        "layout",
        &awkward,
        "--ticks",
        "100000000",
        "-o",
        out.to_str().expect("UTF-8"),
    ]);
    assert!(message.contains("the id `a b`"), "{message}");
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_start_from_the_file_needs_positions_in_it() {
    let message = refused(&["layout", "cube:side=2", "--start", "file"]);
    assert!(message.contains("no vertex has a position"), "{message}");
}

#[test]
fn edits_at_tick_zero_are_measured_in_the_edges_of_the_start() {
    let folder = folder("zero");
    let edits = write(
        &folder.join("edits.jsonl"),
        r#"{"tick": 0, "add_edge": ["v1", "v5"]}"#,
    );
    let (stats, said) = stats(&["cube:side=3", "--ticks", "20", "--edits", &edits]);
    let shift = stats["edits"][0]["mean_shift"].as_f64().expect("a number");
    let step = stats["edits"][0]["max_step"].as_f64().expect("a number");
    // In edges, not in thousandths of a unit.
    assert!((0.0..50.0).contains(&shift), "{shift}");
    assert!((0.0..5.0).contains(&step), "{step}");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn edits_that_never_come_are_counted() {
    let folder = folder("late");
    let edits = write(
        &folder.join("edits.jsonl"),
        "{\"tick\": 2, \"pin\": \"v1\"}\n{\"tick\": 5, \"pin\": \"v2\"}\n{\"tick\": 900, \"pin\": \"v3\"}\n",
    );
    let (stats, said) = stats(&["cube:side=2", "--ticks", "5", "--edits", &edits]);
    assert_eq!(stats["edits"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        said.trim_end(),
        "note: 2 edits lie beyond the last tick and were not applied"
    );
}

#[test]
fn ids_in_edits_may_be_numbers_and_keys_never_come_back() {
    let folder = folder("keys");
    let graph = write(&folder.join("numbers.csv"), "1,2\n2,3\n3,4\n4,1\n");
    let run = |text: &str| {
        let edits = write(&folder.join("edits.jsonl"), text);
        let out = folder.join("out.json");
        let path = out.to_str().expect("UTF-8");
        stats(&[
            &graph, "--ticks", "1", "--set", "dt=0", "--guard", "off", "--edits", &edits, "-o",
            path,
        ]);
        let text = std::fs::read_to_string(out).expect("it was written");
        let graph: Value = serde_json::from_str(&text).expect("JSON");
        let nodes = graph["nodes"].as_array().expect("a list").clone();
        nodes
            .iter()
            .find(|node| node["id"] == "5")
            .expect("5")
            .clone()
    };
    let add = "{\"tick\": 0, \"add_vertex\": {\"id\": 5, \"near\": 1}}\n";
    let remove = |id: &str| format!("{{\"tick\": 0, \"remove_vertex\": {id}}}\n");
    let first = run(add);
    // The new one is no reincarnation of the one that went.
    let second = run(&format!("{add}{}{add}", remove("\"5\"")));
    assert_ne!((&first["x"], &first["y"]), (&second["x"], &second["y"]));
    // Nor of the last one of the file.
    let third = run(&format!("{}{add}", remove("4")));
    assert_eq!((&first["x"], &first["y"]), (&third["x"], &third["y"]));
}

#[test]
fn a_line_of_edits_is_a_tick_and_one_action() {
    let folder = folder("lines");
    for (line, reason) in [
        (r#"{"tick": 1}"#, "exactly one action"),
        (
            r#"{"tick": 1, "pin": "v1", "remove_vertex": "v2"}"#,
            "exactly one action",
        ),
        (
            r#"{"tick": 1, "pin": "v1", "pin": "v2"}"#,
            "exactly one action",
        ),
        (r#"{"pin": "v1"}"#, "0 keys `tick`"),
        (r#"{"tick": 1, "tick": 2, "pin": "v1"}"#, "2 keys `tick`"),
        (r#"{"tick": -1, "pin": "v1"}"#, "whole number"),
        (r#"{"tick": 1, "pin": true}"#, "no vertex's id"),
        (r#"{"tick": 1, "fly": "v1"}"#, "unknown variant `fly`"),
        (
            r#"{"tick": 1, "move": {"id": "v1", "to": [1e300, 0, 0]}}"#,
            "farther away",
        ),
        (r#"{"tick": 1, "set": {"K": 1e999}}"#, "number out of range"),
        (
            r#"{"tick": 1, "set": {"Q": 1}}"#,
            "no constant is called `Q`",
        ),
        ("[1]", "an object"),
    ] {
        let text = format!("{{\"tick\": 1, \"pin\": 1}}\n\n{line}\n");
        let edits = write(&folder.join("edits.jsonl"), &text);
        let message = refused(&["layout", "cube:side=2", "--ticks", "1", "--edits", &edits]);
        assert!(
            message.contains("edits.jsonl:3: not an edit: ") && message.contains(reason),
            "{message}"
        );
    }
    assert!(
        refused(&["layout", "cube", "--set", "K=inf"]).contains("finite"),
        "what is not finite stays out"
    );
}

#[test]
fn weights_of_the_wrong_shape_say_where() {
    let folder = folder("weights");
    let neuron = r#"{"w": [1, 2], "b": 0}"#;
    for (name, text, reason) in [
        ("list.json", "[\n1]".to_owned(), ":"),
        (
            "layers.json",
            "{\n\"layers\": 3}".to_owned(),
            ":2: invalid type",
        ),
        (
            "flat.json",
            format!("{{\"layers\": [\n\n{neuron}]}}"),
            ":3: invalid type",
        ),
        (
            "bias.json",
            "{\"layers\": [[\n{\"w\": [1]}]]}".to_owned(),
            ":2: missing field `b`",
        ),
        (
            "neurons.json",
            format!("{{\"layers\": [[{neuron}], [{neuron}]]}}"),
            ": found 1 neurons in layer 1, expected 2",
        ),
        (
            "inputs.json",
            format!("{{\"layers\": [[{neuron}, {{\"w\": [1], \"b\": 0}}], [{neuron}]]}}"),
            ": found 1 weights in layer 1 · neuron 2, expected 2",
        ),
    ] {
        let file = write(&folder.join(name), &text);
        let message = refused(&[
            "train",
            "mlp:sizes=2x2x1",
            "--rounds",
            "1",
            "--weights",
            &file,
        ]);
        assert!(message.contains(&format!("{name}{reason}")), "{message}");
    }
}

#[cfg(all(feature = "window", target_os = "linux"))]
#[test]
fn without_a_display_the_window_says_what_to_do_instead() {
    for arguments in [&[][..], &["play", "cube:side=2"]] {
        let output = program()
            .args(arguments)
            .env_remove("DISPLAY")
            .env("WAYLAND_DISPLAY", "")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("gradswarm render") && said.lines().count() == 1,
            "{said}"
        );
    }
}

#[cfg(feature = "window")]
#[test]
fn a_picture_of_many_vertices_needs_no_window() {
    let folder = folder("many");
    let out = folder.join("many.png");
    let path = out.to_str().expect("UTF-8");
    let output = gradswarm(&["render", "grid:side=40", "--ticks", "2", "-o", path]);
    let said = String::from_utf8_lossy(&output.stderr);
    // Where nothing can draw, that is what it says.
    assert!(
        output.status.success() || said.contains("nothing was found that can draw"),
        "{said}"
    );
    let nowhere = folder.join("missing").join("many.png");
    let nowhere = nowhere.to_str().expect("UTF-8");
    assert!(refused(&["render", "path:vertices=2000000", "-o", nowhere]).contains("no folder"));
}
