//! Tests that the checker of the floors reads imports rightly and finds what breaks the rule.

use super::{
    rooms::{broken_floor, is_allowed},
    sources::Sources,
};

fn sources(files: &[(&str, &str)]) -> Sources {
    let texts = files.iter().map(|&(name, text)| (name.into(), text.into()));
    Sources::new(texts.collect())
}

#[test]
fn imports_above_and_beside_are_broken() {
    let line = broken_floor("physics/motion", "view/draw").unwrap();
    assert_eq!(
        line,
        "src/physics/motion.rs (floor 3) imports crate::view::draw (floor 4)"
    );
    assert!(broken_floor("growth/plan", "physics").is_some());
    assert!(broken_floor("view/look/palette", "view/camera/rig").is_some());
    assert!(broken_floor("view/camera/rig", "view/look/palette").is_none());
    assert!(broken_floor("graph/bundle", "nn/program").is_none());
    assert!(broken_floor("cli/layout", "app").is_none());
    assert!(broken_floor("attic/chest", "nn").is_some());
}

#[test]
fn uses_are_expanded_and_re_exports_followed() {
    let sources = sources(&[
        ("lib", "pub mod a; pub mod b;"),
        ("a", "mod inner; pub use inner::Thing;"),
        ("a/inner", "pub struct Thing;"),
        (
            "b",
            "use crate::{a::{Thing, other as name}, std}; fn f() { crate::a::go(super::b::X) }",
        ),
    ]);
    let imports: Vec<String> = sources
        .imports()
        .into_iter()
        .filter(|(file, _)| file == "b")
        .map(|(_, import)| import)
        .collect();
    assert_eq!(imports, ["a", "a/inner"]);
}

#[test]
fn comments_strings_and_tests_are_left_out() {
    let sources = sources(&[
        (
            "a",
            "// use crate::b::X;\nfn f() -> &'static str { \"crate::b::X\" }\nconst Q: char = '\"';\n#[cfg(test)]\nmod tests { use crate::b::X; mod deep { } }\n#[cfg(all(test, unix))]\nmod more;",
        ),
        ("a/more", "use crate::b::X;"),
        ("b", "pub struct X;"),
    ]);
    assert!(sources.imports().is_empty(), "{:?}", sources.imports());
}

#[test]
fn circles_are_found_through_other_files() {
    let sources = sources(&[
        ("a", "mod x; mod y; mod z; pub use x::X;"),
        ("a/x", "use super::y::Y;"),
        ("a/y", "use super::z::Z;"),
        ("a/z", "use super::X;"),
    ]);
    assert_eq!(sources.circles(), [["a/x", "a/y", "a/z"].map(String::from)]);
    assert!(is_allowed(&[
        "autograd/tape".into(),
        "autograd/value".into()
    ]));
    assert!(!is_allowed(&["autograd/tape".into(), "autograd/op".into()]));
}
