//! `gradswarm layout`, `export` and `scenes`, through the command line.

use std::path::{Path, PathBuf};

use crate::common::command::{gradswarm, refused};
use gradswarm::{
    graph::SceneSpec,
    layout::Settings,
    physics::{StartMode, engine_from_graph},
};
use serde_json::Value;

fn stats(arguments: &[&str]) -> Value {
    let output = gradswarm(&[&["layout"], arguments, &["--stats", "-"]].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(path: &Path, text: &str) -> String {
    std::fs::write(path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn scenes_have_their_exact_sizes() {
    let output = gradswarm(&["scenes"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let size = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        let numbers: Vec<u32> = line
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .take(2)
            .collect();
        (numbers[0], numbers[1])
    };
    assert_eq!(size("seed"), (741, 884));
    assert_eq!(size("moons"), (130_895, 191_594));
    assert_eq!(size("cube"), (1000, 2700));
    assert_eq!(size("grid"), (289, 544));
    assert_eq!(size("tree"), (1023, 1022));
    assert_eq!(size("two-levels"), (64, 144));
    assert_eq!(size("three-levels"), (125, 300));
    assert_eq!(size("compare"), (480, 480));
    assert_eq!(size("insertions"), (2000, 1999));
    assert_eq!(text.lines().count(), 17);
}

#[test]
fn one_command_gives_the_same_bytes_whatever_the_threads() {
    let hash = |threads: &str| {
        stats(&[
            "random:vertices=2500,degree=3",
            "--ticks",
            "20",
            "--threads",
            threads,
        ])["hash"]
            .clone()
    };
    assert_eq!(hash("1"), hash("2"));
    assert_eq!(hash("2"), hash("5"));
}

#[test]
fn a_host_without_a_pool_gets_the_same_bytes() {
    let scene = "random:vertices=2500,degree=3";
    let spec: SceneSpec = scene.parse().unwrap();
    let graph = spec.build(7).unwrap().graph;
    let mut engine = engine_from_graph(&graph, Settings::default(), StartMode::Seeded, 7);
    assert!(engine.parallel);
    for _ in 0..5 {
        engine.tick();
    }
    let stats = stats(&[scene, "--seed", "7", "--ticks", "5"]);
    assert_eq!(stats["hash"], format!("{:016x}", engine.digest()));
}

#[test]
fn stats_say_what_happened() {
    let stats = stats(&[
        "tree:depth=6",
        "--law",
        "veldhuizen",
        "--set",
        "K=500",
        "--force-error",
        "20",
    ]);
    assert_eq!(stats["vertices"], 127);
    assert_eq!(stats["edges"], 126);
    assert_eq!(stats["law"], "veldhuizen");
    assert_eq!(stats["constants"]["K"], 500.0);
    assert_eq!(stats["settled"], true);
    assert_eq!(stats["non_finite"], 0);
    assert!(
        stats["force_error"]["rms"].as_f64().unwrap() < 1e-4,
        "{stats}"
    );
    assert_eq!(
        stats["settled_at_seconds"].as_f64().unwrap() * 60.0,
        stats["settled_at_tick"].as_f64().unwrap()
    );
}

#[test]
fn a_layout_goes_on_where_its_file_ends() {
    let folder = folder("resume");
    let file = folder.join("a.json");
    let path = file.to_str().unwrap();
    assert!(
        gradswarm(&["layout", "grid:side=6", "-o", path])
            .status
            .success()
    );
    let resumed = stats(&[path, "--until-settled"]);
    // It was settled: nothing moves by more than 2 % of an edge.
    assert!(resumed["max_step"].as_f64().unwrap() < 0.05, "{resumed}");
}

#[test]
fn edits_are_applied_at_their_ticks() {
    let folder = folder("edits");
    let edits = write(
        &folder.join("edits.jsonl"),
        concat!(
            r#"{"tick": 5, "add_vertex": {"id": "a", "near": "v3"}}"#,
            "\n",
            r#"{"tick": 5, "add_edge": ["a", "v3"]}"#,
            "\n",
            r#"{"tick": 9, "remove_vertex": "v9"}"#,
            "\n",
            r#"{"tick": 9, "remove_edge": ["v1", "v2"]}"#,
            "\n",
            r#"{"tick": 12, "set": {"K": 500}}"#,
            "\n",
            r#"{"tick": 15, "move": {"id": "a", "to": [0, 0, 0]}}"#,
            "\n",
            r#"{"tick": 15, "pin": "a"}"#,
            "\n",
        ),
    );
    let out = folder.join("out.json");
    let stats = stats(&[
        "path:vertices=20",
        "--ticks",
        "30",
        "--edits",
        &edits,
        "-o",
        out.to_str().unwrap(),
    ]);
    assert_eq!(
        (stats["vertices"].as_u64(), stats["edges"].as_u64()),
        (Some(20), Some(17))
    );
    assert_eq!(stats["edits"].as_array().unwrap().len(), 4);
    assert_eq!(stats["constants"]["K"], 500.0);
    let graph: Value = serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap();
    let a = graph["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["id"] == "a")
        .unwrap();
    assert_eq!(
        (a["x"].as_f64(), a["pinned"].as_bool()),
        (Some(0.0), Some(true))
    );
}

#[test]
fn graphs_survive_a_round_trip() {
    let folder = folder("round");
    let foreign = write(
        &folder.join("foreign.json"),
        r#"{"directed": true, "graph": {"by": "hand"}, "nodes": [{"id": 1, "colour": "red", "x": 1.5, "y": 2},
            {"id": 2, "kind": "value", "op": "+", "data": 0.1, "grad": null}],
           "edges": [{"source": 1, "target": 2, "weight": 7}]}"#,
    );
    let out = folder.join("out.json");
    assert!(
        gradswarm(&["export", &foreign, "-o", out.to_str().unwrap()])
            .status
            .success()
    );
    let graph: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(graph["format"], "gradswarm");
    assert_eq!(graph["graph"]["by"], "hand");
    assert_eq!(graph["nodes"][0]["colour"], "red");
    assert_eq!(graph["nodes"][0]["id"], 1);
    assert_eq!(graph["nodes"][1]["data"], 0.1);
    assert_eq!(graph["nodes"][1]["grad"], Value::Null);
    assert_eq!(graph["links"][0]["weight"], 7);
    for ending in ["csv", "tsv", "txt", "mtx"] {
        let out = folder.join(format!("cube.{ending}"));
        let path = out.to_str().unwrap();
        assert!(
            gradswarm(&["export", "cube:side=3", "-o", path])
                .status
                .success()
        );
        let read = stats(&[path, "--ticks", "1"]);
        assert_eq!(
            (read["vertices"].as_u64(), read["edges"].as_u64()),
            (Some(27), Some(54)),
            "{ending}"
        );
    }
}

#[test]
fn bad_input_names_the_place_and_the_remedy() {
    let folder = folder("bad");
    let bad = |name: &str, text: &str, expected: &str| {
        let path = write(&folder.join(name), text);
        let message = refused(&["layout", &path, "--ticks", "1"]);
        assert!(message.contains(&format!("{path}:{expected}")), "{message}");
    };
    bad(
        "syntax.json",
        "{\"nodes\": [\n {\"id\": 1},\n ,]}",
        "3: not node-link JSON",
    );
    bad(
        "end.json",
        "{\"nodes\": [{\"id\": 1}],\n\"links\": [\n{\"source\": 1, \"target\": 9}]}",
        "3: ",
    );
    bad(
        "twice.json",
        "{\"nodes\": [{\"id\": 1},\n{\"id\": 1}]}",
        "2: a second node",
    );
    bad(
        "number.json",
        "{\"nodes\": [{\"id\": 1, \"x\": \"left\"}]}",
        "1: `x` must be a number",
    );
    bad(
        "one.csv",
        "source,target\na,b\nc\n",
        "3: expected two columns",
    );
    bad("banner.mtx", "hello\n", "1: expected the banner");
    bad(
        "range.mtx",
        "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n1 3\n",
        "3: ",
    );
    assert!(refused(&["layout", "nowhere.json"]).contains("nowhere.json: cannot be read"));
    assert!(refused(&["layout", "sede"]).contains("no scene is called `sede`"));
    assert!(refused(&["layout", "cube:side=0"]).contains("whole number from 1"));
    assert!(refused(&["layout", "cube:edge=3"]).contains("no setting `edge`"));
    assert!(refused(&["layout", "cube", "--set", "Q=1"]).contains("no constant is called `Q`"));
    assert!(refused(&["layout", "cube", "--set", "K=nan"]).contains("finite"));
    let out = folder.join("never.xyz");
    assert!(
        refused(&["export", "cube", "-o", out.to_str().unwrap()]).contains("names no graph format")
    );
    assert!(!out.exists());
}
