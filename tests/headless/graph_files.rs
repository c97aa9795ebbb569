//! Graph files as other programs write them, through the command line.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::common::command::{gradswarm, refused};
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder of the test's own");
    folder
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> String {
    std::fs::write(path, content).expect("the test's folder can be written");
    text_of(path).to_owned()
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Exports and returns what was said on standard error.
fn export(from: &str, to: &Path) -> String {
    let output = gradswarm(&["export", from, "-o", text_of(to)]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// A file's graph as node-link JSON.
fn json(from: &str, folder: &Path) -> Value {
    let out = folder.join("as.json");
    export(from, &out);
    serde_json::from_str(&std::fs::read_to_string(out).expect("it was written")).expect("JSON")
}

/// Ids, and links by ids.
fn shape(graph: &Value) -> (Vec<String>, Vec<[String; 2]>) {
    let text = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let list = |key: &str| graph[key].as_array().expect("a list").iter();
    (
        list("nodes").map(|node| text(&node["id"])).collect(),
        list("links")
            .map(|link| [text(&link["source"]), text(&link["target"])])
            .collect(),
    )
}

#[test]
fn a_large_file_is_read_in_the_time_of_its_size() {
    let folder = folder("large");
    let large = folder.join("moons.json");
    export("moons", &large);
    let begun = Instant::now();
    export(text_of(&large), &folder.join("moons.mtx"));
    // A second or two; what took the time of a square took minutes.
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    std::fs::remove_file(large).expect("it is there");
}

#[test]
fn what_foreign_json_holds_comes_back() {
    let folder = folder("foreign");
    let file = write(
        &folder.join("foreign.json"),
        r#"{"graph": {}, "zebra": [1, 2], "about": "order stays", "nodes": [
            {"name": "Myriel", "kind": "person", "data": {"age": 76}, "grad": "none", "pinned": "yes"},
            {"name": "Napoleon", "kind": "op", "op": "+", "data": 2, "grad": 0.5},
            {"name": "Valjean", "grad": 0.25}],
          "links": [{"source": 1, "target": 0, "value": 3}, {"source": "Valjean", "target": {"index": 0, "name": "Myriel"}}]}"#,
    );
    let first = json(&file, &folder);
    let myriel = &first["nodes"][0];
    assert_eq!(myriel["id"], "Myriel");
    assert_eq!(myriel["name"], "Myriel");
    assert_eq!(myriel["kind"], "person");
    assert_eq!(myriel["data"]["age"], 76);
    assert_eq!(myriel["grad"], "none");
    assert_eq!(myriel["pinned"], "yes");
    assert_eq!(first["nodes"][1]["data"], 2.0);
    assert_eq!(first["nodes"][2]["grad"], 0.25);
    assert_eq!(
        shape(&first).1,
        [["Napoleon", "Myriel"], ["Valjean", "Myriel"]]
    );
    let keys: Vec<&String> = first.as_object().expect("an object").keys().collect();
    let at = |name: &str| keys.iter().position(|key| *key == name).expect(name);
    assert!(at("zebra") < at("about"), "{keys:?}");
    // And what we wrote reads as the same again.
    let again = write(&folder.join("again.json"), first.to_string());
    assert_eq!(json(&again, &folder), first);
}

#[test]
fn our_own_json_is_held_to_its_word() {
    let folder = folder("own");
    let file = write(
        &folder.join("own.json"),
        "{\"format\": \"gradswarm\", \"nodes\": [\n{\"id\": \"a\", \"kind\": \"strange\"},\n{\"id\": \"b\", \"data\": \"many\"}]}",
    );
    let message = refused(&["export", &file, "-o", text_of(&folder.join("out.json"))]);
    assert!(
        message.contains("own.json:3: `data` must be a number"),
        "{message}"
    );
}

#[test]
fn links_go_by_index_only_where_that_cannot_be_an_id() {
    let folder = folder("index");
    let links = r#""links": [{"source": 0, "target": 1}]}"#;
    let read = |name: &str, nodes: &str| {
        let file = write(
            &folder.join(name),
            format!("{{\"nodes\": {nodes},\n{links}"),
        );
        gradswarm(&["export", &file, "-o", text_of(&folder.join("out.json"))])
    };
    assert!(
        read("words.json", r#"[{"id": "a"}, {"id": "b"}]"#)
            .status
            .success()
    );
    assert!(read("none.json", "[{}, {}]").status.success());
    for (name, nodes) in [
        ("numbers.json", r#"[{"id": 1}, {"id": 2}]"#),
        ("digits.json", r#"[{"id": "1"}, {"id": "2"}]"#),
        ("mixed.json", r#"[{"id": "a"}, {"id": 2}]"#),
        ("few.json", r#"[{"id": "a"}]"#),
    ] {
        let output = read(name, nodes);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(message.contains(&format!("{name}:2: ")), "{message}");
    }
}

#[test]
fn numbers_too_large_to_compute_with_are_refused_at_the_door() {
    let folder = folder("infinite");
    for (name, text, expected) in [
        (
            "x.json",
            "{\"nodes\": [\n{\"id\": 1, \"x\": 1e300, \"y\": 0}]}",
            ":2: `x` is",
        ),
        (
            "vz.json",
            "{\"nodes\": [{\"id\": 1, \"vx\": 0, \"vy\": 0,\n\"vz\": -4e38}]}",
            ":1: `vz` is",
        ),
        (
            "strength.json",
            "{\"nodes\": [{\"id\": 1}], \"links\": [\n\n{\"source\": 1, \"target\": 1, \"strength\": 1e39}]}",
            ":3: `strength` is",
        ),
        (
            "digits.json",
            "{\"nodes\": [\n{\"id\": 1,\n\"data\": 1e999}]}",
            ":3: not node-link JSON: number out of range",
        ),
    ] {
        let file = write(&folder.join(name), text);
        let message = refused(&["layout", &file, "--ticks", "1"]);
        assert!(message.contains(&format!("{file}{expected}")), "{message}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = folder("mark");
    for (name, text) in [
        (
            "a.json",
            "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"links\": [{\"source\": \"a\", \"target\": \"b\"}]}",
        ),
        ("a.csv", "source,target\na,b\n"),
        ("a.tsv", "a\tb\n"),
        ("a.txt", "# c\na b\n"),
    ] {
        let file = write(&folder.join(name), format!("\u{feff}{text}"));
        assert_eq!(
            shape(&json(&file, &folder)),
            (vec!["a".into(), "b".into()], vec![["a".into(), "b".into()]]),
            "{name}"
        );
    }
    let file = write(
        &folder.join("a.mtx"),
        "\u{feff}%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n",
    );
    assert_eq!(shape(&json(&file, &folder)).1, [["2", "1"]]);
}

#[test]
fn edge_lists_with_and_without_headers() {
    let folder = folder("headers");
    let ids = |name: &str, text: &str| {
        let file = write(&folder.join(name), text);
        shape(&json(&file, &folder)).0
    };
    for (name, text) in [
        ("ids.csv", "id_1,id_2\n1,2\n"),
        ("case.csv", "Source_ID,Target_ID,weight\n1,2,0.5\n"),
        ("src.tsv", "src\tdst\n1\t2\n"),
        ("node.txt", "node1 node2\n1 2\n"),
        ("other.csv", "left,right\n1,2\n2,1\n"),
        ("uv.csv", "u,v\n1,2\n"),
        (
            "blank.csv",
            "  \n  # indented, \"quoted\n\n\t\nfrom,to\n1,2\n  # more\n",
        ),
        ("blank.tsv", "\t\n # c\n1\t2\n\t\t\n"),
        ("blank.txt", "  \n  # indented\nfrom to\n\n1 2 # aside\n"),
    ] {
        assert_eq!(ids(name, text), ["1", "2"], "{name}");
    }
    // Bare letters over letters are vertices like any others.
    assert_eq!(ids("letters.csv", "u,v\nv,w\n"), ["u", "v", "w"]);
    assert_eq!(ids("single.csv", "a,b\n"), ["a", "b"]);
    let late = write(&folder.join("late.csv"), "# one\n\n  # two\na,b\n\nc\n");
    assert!(refused(&["layout", &late]).contains("late.csv:6: expected two columns"));
    let open = write(&folder.join("open.csv"), "a,b\n\"c,d\ne,f\n");
    assert!(refused(&["layout", &open]).contains("open.csv:2: a quote is opened"));
}

#[test]
fn awkward_ids_survive_an_edge_list_or_are_refused() {
    let folder = folder("awkward");
    let ids = [
        "a b",
        "c,d",
        "#e",
        "f\"g",
        "h\ni",
        "j\tk",
        "\"l\"",
        "l\n# m\nn",
    ];
    let mut nodes: Vec<Value> = ids.iter().map(|id| serde_json::json!({"id": id})).collect();
    nodes.push(serde_json::json!({"id": "alone"}));
    let links: Vec<Value> = ids
        .windows(2)
        .map(|pair| serde_json::json!({"source": pair[0], "target": pair[1]}))
        .collect();
    let graph = serde_json::json!({"nodes": nodes, "links": links});
    let file = write(&folder.join("awkward.json"), graph.to_string());
    let before = shape(&graph);
    for ending in ["csv", "tsv"] {
        let list = folder.join(format!("awkward.{ending}"));
        let said = export(&file, &list);
        assert!(
            said.starts_with("note: ") && said.contains("1 vertex has no edge"),
            "{said}"
        );
        let after = shape(&json(text_of(&list), &folder));
        assert_eq!(
            (&after.0[..], &after.1),
            (&before.0[..8], &before.1),
            "{ending}"
        );
    }
    let out = folder.join("never.txt");
    for id in ["a b", "c,d", "#e", "", "f\ng"] {
        let text = serde_json::json!({"nodes": [{"id": id}, {"id": "z"}], "links": [{"source": id, "target": "z"}]});
        let file = write(&folder.join("one.json"), text.to_string());
        let message = refused(&["export", &file, "-o", text_of(&out)]);
        assert!(
            message.contains(&format!("the id `{}`", id.escape_default())),
            "{message}"
        );
    }
    let padded = r#"{"nodes": [{"id": " a"}], "links": [{"source": " a", "target": " a"}]}"#;
    let padded = write(&folder.join("padded.json"), padded);
    let csv = folder.join("never.csv");
    assert!(refused(&["export", &padded, "-o", text_of(&csv)]).contains("the id ` a`"));
    assert!(!out.exists() && !csv.exists());
}

#[cfg(unix)]
#[test]
fn devices_pipes_and_links_are_written_through() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    let folder = folder("through");
    let device = folder.join("null");
    let _ = std::fs::remove_file(&device);
    symlink("/dev/null", &device).expect("a link");
    let laid_out = |stats: &Path| {
        let output = gradswarm(&[
            "layout",
            "neuron",
            "--ticks",
            "1",
            "--stats",
            text_of(stats),
        ]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    laid_out(&device);
    assert!(device.is_symlink());
    let null = std::fs::metadata("/dev/null").expect("there is one");
    assert!(null.file_type().is_char_device());

    let (file, link, dangling) = (
        folder.join("file.json"),
        folder.join("link.json"),
        folder.join("dangling.json"),
    );
    for old in [&file, &link, &dangling, &folder.join("new.json")] {
        let _ = std::fs::remove_file(old);
    }
    write(&file, "old");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its own file");
    symlink("file.json", &link).expect("a link");
    symlink("new.json", &dangling).expect("a link");
    export("neuron", &link);
    export("neuron", &dangling);
    assert!(link.is_symlink() && dangling.is_symlink());
    assert!(
        std::fs::read_to_string(&file)
            .expect("text")
            .starts_with('{')
    );
    let mode = std::fs::metadata(&file)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(folder.join("new.json").is_file());
    let unfinished = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(Result::ok)
        .any(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "part")
        });
    assert!(!unfinished);
}
