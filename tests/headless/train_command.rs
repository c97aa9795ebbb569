//! `gradswarm train` as a person and a program use it.

use std::{fs, path::PathBuf, process::Output};

use serde_json::Value as Json;

use crate::common::command::program;

fn train(arguments: &[&str]) -> Output {
    program()
        .arg("train")
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The report of a run that must succeed without a word on standard error.
fn json(arguments: &[&str]) -> Json {
    let output = train(&[arguments, &["--format", "json"]].concat());
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array()
        .expect("a list")
        .iter()
        .map(|number| number.as_f64().expect("a number"))
        .collect()
}

/// A file of this test's own with the given content.
fn file(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the test's folder can be written");
    path
}

/// The one line of a refusal.
fn refusal(arguments: &[&str]) -> String {
    let output = train(arguments);
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(output.stdout.is_empty());
    assert!(
        stderr.starts_with("error: ") && stderr.trim_end().lines().count() == 1,
        "{stderr}"
    );
    stderr.trim_end().to_owned()
}

#[test]
fn the_text_is_the_notebooks_report() {
    let output = train(&[]);
    assert!(output.status.success() && output.stderr.is_empty());
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    let headings: Vec<&str> = lines.iter().copied().step_by(2).collect();
    assert_eq!(
        headings,
        [
            "target values:",
            "prediction before optimization:",
            "starting loss:",
            "rounds of optimization:",
            "predictions after optimization:",
            "final loss:",
        ]
    );
    assert_eq!(
        (lines[1], lines[7]),
        ("[1.000, -1.000, -1.000, 1.000]", "1000")
    );

    let report = json(&[]);
    let rounded = |key: &str| format!("{:.3}", report[key].as_f64().expect("a number"));
    assert_eq!(
        (lines[5], lines[11]),
        (&*rounded("starting_loss"), &*rounded("final_loss"))
    );
    let after: Vec<String> = numbers(&report["after"])
        .iter()
        .map(|number| format!("{number:.3}"))
        .collect();
    assert_eq!(lines[9], format!("[{}]", after.join(", ")));
}

#[test]
fn the_json_has_everything_in_order() {
    let report = json(&["seed", "--rounds", "20"]);
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    let expected = [
        "scene",
        "seed",
        "targets",
        "before",
        "starting_loss",
        "rounds",
        "after",
        "final_loss",
        "losses",
        "weights",
    ];
    assert_eq!(keys, expected);
    assert_eq!(
        (&report["scene"], &report["rounds"]),
        (&Json::from("seed"), &Json::from(20))
    );
    let losses = numbers(&report["losses"]);
    let ends = [&report["starting_loss"], &report["final_loss"]]
        .map(|loss| loss.as_f64().expect("a number"));
    assert_eq!((losses.len(), [losses[0], losses[19]]), (20, ends));
    assert!(losses[19] < losses[0]);
    let layers = report["weights"]["layers"].as_array().expect("layers");
    assert_eq!(
        layers
            .iter()
            .map(|layer| layer.as_array().map_or(0, Vec::len))
            .collect::<Vec<_>>(),
        [4, 4, 1]
    );
    assert_eq!(numbers(&layers[0][0]["w"]).len(), 3);
}

#[test]
fn one_seed_prints_the_same_bytes() {
    let bytes = |seed| train(&["--seed", seed, "--rounds", "30", "--format", "json"]).stdout;
    assert_eq!(bytes("5"), bytes("5"));
    assert_ne!(bytes("5"), bytes("6"));
}

#[test]
fn training_can_go_on_from_its_own_weights() {
    let whole = json(&["--rounds", "60"]);
    let half = json(&["--rounds", "30"]);
    let weights = file("half.json", &half["weights"].to_string());
    let rest = json(&[
        "--rounds",
        "30",
        "--weights",
        weights.to_str().expect("UTF-8"),
    ]);
    assert_eq!(numbers(&whole["losses"])[30..], numbers(&rest["losses"]));
    assert_eq!(whole["weights"], rest["weights"]);
}

#[test]
fn the_learning_rate_counts() {
    let losses = |rate| numbers(&json(&["--rounds", "3", "--learning-rate", rate])["losses"]);
    assert!(losses("0.02")[1] < losses("0.01")[1]);
    let still = losses("0");
    assert_eq!(still[0], still[2]);
    assert!(losses("-0.001")[1] > still[1]);
}

#[test]
fn moons_and_perceptrons_are_trained_too() {
    let moons = json(&["moons:samples=20"]);
    assert_eq!(
        (moons["rounds"].as_u64(), numbers(&moons["targets"]).len()),
        (Some(100), 20)
    );
    assert!(
        moons["accuracy"]
            .as_f64()
            .is_some_and(|accuracy| accuracy > 0.9)
    );

    let perceptron = json(&["mlp:sizes=2x3x2", "--rounds", "100"]);
    assert_eq!(numbers(&perceptron["targets"]).len(), 8);
    assert!(perceptron["final_loss"].as_f64() < perceptron["starting_loss"].as_f64());
}

#[test]
fn no_rounds_change_nothing() {
    let report = json(&["--rounds", "0"]);
    assert_eq!(
        (&report["before"], &report["starting_loss"]),
        (&report["after"], &report["final_loss"])
    );
    assert_eq!(report["losses"], Json::Array(Vec::new()));
}

#[test]
fn diverging_training_says_so_and_stays_json() {
    let output = train(&[
        "mlp",
        "--learning-rate",
        "1e6",
        "--rounds",
        "60",
        "--format",
        "json",
    ]);
    assert!(output.status.success());
    assert!(text(&output.stderr).starts_with("warning: numbers are no longer finite from round "));
    assert_eq!(text(&output.stderr).lines().count(), 1);
    let report: Json = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(
        (&report["final_loss"], &report["losses"][59]),
        (&Json::Null, &Json::Null)
    );
}

#[test]
fn what_cannot_be_used_is_refused_in_one_line() {
    for (scene, reason) in [
        ("cube", "cannot be trained, expected seed, mlp or moons"),
        (
            "expression",
            "cannot be trained, expected seed, mlp or moons",
        ),
        ("nonsense", "no scene is called `nonsense`"),
        ("moons:samples=0", "`samples` of the scene `moons`"),
        ("moons:samples=many", "not `many`"),
        ("mlp:sizes=3", "not `3`"),
        ("mlp:sizes=3x", "not `3x`"),
        ("mlp:sizes=90000x90000", "more weights than"),
        ("seed:samples=3", "has no settings"),
        ("mlp:sizes", "is not a setting"),
    ] {
        let line = refusal(&[scene]);
        assert!(line.contains(reason), "{line}");
    }
    for rate in ["nan", "inf"] {
        assert!(refusal(&["--learning-rate", rate]).contains("not a finite number"));
    }
}

#[test]
fn bad_weights_are_refused_with_file_and_line() {
    let cases = [
        ("syntax.json", "{\"layers\": [\n[{]]}", ":2: "),
        (
            "infinite.json",
            "{\"layers\": [[{\"w\": [1e999], \"b\": 0}]]}",
            ":1: number out of range",
        ),
        (
            "shape.json",
            "{\"layers\": []}",
            ": found 0 layers, expected 3",
        ),
        (
            "unknown.json",
            "{\"layers\": [], \"bias\": 1}",
            ":1: unknown field `bias`",
        ),
    ];
    for (name, content, reason) in cases {
        let path = file(name, content);
        let line = refusal(&["--weights", path.to_str().expect("UTF-8")]);
        assert!(line.contains(&format!("{name}{reason}")), "{line}");
    }
    assert!(
        refusal(&["--weights", "no/such/file.json"]).contains("no/such/file.json: cannot be read")
    );
}
