//! Names of picture files.

/// Letters of a scene's name that are kept, at most.
const LONGEST: usize = 60;

/// A scene's name as a part of a file's name on every system: `mlp:sizes=3x4x4x1`
/// becomes `mlp-sizes-3x4x4x1`; of a file's name its stem is left.
pub(super) fn of_scene(scene: &str) -> String {
    let stem = scene.rsplit(['/', '\\']).next().unwrap_or(scene);
    let known = ["json", "csv", "tsv", "txt", "mtx"];
    let stem = match stem.rsplit_once('.') {
        Some((stem, ending)) if known.contains(&ending.to_ascii_lowercase().as_str()) => stem,
        _ => stem,
    };
    let mut name = String::new();
    for letter in stem.chars().take(LONGEST) {
        let kept = letter.is_alphanumeric() || matches!(letter, '_' | '.');
        if kept {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { "graph" } else { name }.to_owned()
}

/// The name of the picture of that number.
pub(super) fn numbered(scene: &str, number: u32, ending: &str) -> String {
    format!("gradswarm-{scene}-{number:03}.{ending}")
}

/// The number of a picture by its name; any ending counts, so that a drawing
/// and a picture never have the same number.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn number(name: &str, scene: &str) -> Option<u32> {
    let rest = name.strip_prefix("gradswarm-")?.strip_prefix(scene)?;
    let (number, _ending) = rest.strip_prefix('-')?.rsplit_once('.')?;
    let digits = number.len() >= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_has_a_name_that_every_system_takes() {
        for (scene, wanted) in [
            ("seed", "seed"),
            ("mlp:sizes=3x4x4x1", "mlp-sizes-3x4x4x1"),
            (
                "random:vertices=1000,degree=2.5",
                "random-vertices-1000-degree-2.5",
            ),
            ("../a b/dé?.json", "dé"),
            (r"C:\graphs\x.MTX", "x"),
            ("..", "graph"),
            ("", "graph"),
        ] {
            assert_eq!(of_scene(scene), wanted, "{scene}");
        }
        assert!(of_scene(&"x".repeat(5000)).len() <= LONGEST);
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn numbers_are_read_as_they_are_written() {
        for wanted in [1, 42, 999, 12_345] {
            assert_eq!(
                number(&numbered("seed", wanted, "svg"), "seed"),
                Some(wanted)
            );
        }
        for other in [
            "gradswarm-seed-001",
            "gradswarm-seed-1.png",
            "gradswarm-seeds-001.png",
            "x.png",
        ] {
            assert_eq!(number(other, "seed"), None, "{other}");
        }
    }
}
