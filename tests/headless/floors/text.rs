//! Rust source as text: removal of comments and tests, and the paths that the rest imports.

/// The text without comments, and with empty strings.
pub(super) fn without_comments(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some(raw) = raw_string(rest) {
            bare.push_str("\"\"");
            rest = &rest[raw..];
        } else if first == '"' {
            bare.push_str("\"\"");
            rest = &rest[1..];
            while let Some(next) = rest.chars().next() {
                rest = &rest[next.len_utf8()..];
                match next {
                    '\\' => rest = rest.get(1..).unwrap_or(""),
                    '"' => break,
                    _ => {}
                }
            }
        } else if let Some(length) = character(rest) {
            bare.push_str("' '");
            rest = &rest[length..];
        } else {
            bare.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    bare
}

/// The length of a raw string at the beginning of a text.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[count..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    let begin = count + 2;
    text[begin..].find(&end).map(|at| begin + at + end.len())
}

/// The length of a character literal at the beginning of a text; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    if first == '\\' {
        // The escaped character may itself be a quote.
        return inner[2..].find('\'').map(|end| end + 4);
    }
    inner[first.len_utf8()..]
        .starts_with('\'')
        .then_some(first.len_utf8() + 2)
}

/// The text without modules behind `#[cfg(test)]`, and the names of those in files of their own.
pub(super) fn without_tests(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut names) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find("#[cfg(") {
        let Some(close) = rest[at..].find(")]") else {
            break;
        };
        let (attribute, after) = (&rest[at..at + close], &rest[at + close + 2..]);
        let item = after.trim_start();
        let tests = attribute
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "test");
        let module = item.strip_prefix("mod ");
        let Some(module) = module.filter(|_| tests) else {
            kept.push_str(&rest[..at + close + 2]);
            rest = after;
            continue;
        };
        kept.push_str(&rest[..at]);
        let end = module.find([';', '{']).unwrap_or(module.len());
        if module[end..].starts_with(';') {
            names.push(module[..end].trim().to_owned());
            rest = &module[end + 1..];
        } else {
            rest = &module[end + block_length(&module[end..])..];
        }
    }
    kept.push_str(rest);
    (kept, names)
}

/// The length of a block in braces.
fn block_length(text: &str) -> usize {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// The paths of all `use` items, each with whether it is public, and the text without them.
pub(super) fn split_uses(text: &str) -> (Vec<(bool, String)>, String) {
    let (mut uses, mut rest) = (Vec::new(), String::new());
    let mut from = 0;
    for (at, _) in text.match_indices("use ") {
        let line = text[..at]
            .rfind(['\n', ';', '{', '}'])
            .map_or(0, |end| end + 1);
        let before = text[line..at].trim();
        let begins = before.is_empty() || before == "pub" || before.starts_with("pub(");
        if at < from || !begins || before.contains('"') {
            continue;
        }
        let Some(end) = text[at..].find(';') else {
            continue;
        };
        let tree: String = text[at + 4..at + end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let mut paths = Vec::new();
        expand_tree("", &tree, &mut paths);
        uses.extend(
            paths
                .into_iter()
                .map(|path| (before.starts_with("pub"), path)),
        );
        rest.push_str(&text[from..line]);
        from = at + end + 1;
    }
    rest.push_str(&text[from.min(text.len())..]);
    (uses, rest)
}

/// Expands `a::{b, c::d}` to paths. A renaming keeps the new name as the last segment.
fn expand_tree(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree).trim();
        let path = format!("{prefix}{name}");
        let path = path.strip_suffix("::self").unwrap_or(&path);
        if !path.is_empty() {
            paths.push(path.strip_suffix("::*").unwrap_or(path).to_owned());
        }
        return;
    };
    let prefix = format!("{prefix}{}", &tree[..open]);
    let inner = tree[open + 1..].trim_end().strip_suffix('}').unwrap_or("");
    let (mut depth, mut begin) = (0, 0);
    for (at, character) in inner.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand_tree(&prefix, &inner[begin..at], paths);
                begin = at + 1;
            }
            _ => {}
        }
    }
    if !inner[begin..].trim().is_empty() {
        expand_tree(&prefix, &inner[begin..], paths);
    }
}

/// Paths with `::` in code outside of `use`.
pub(super) fn inline_paths(text: &str) -> Vec<String> {
    // The path of a visibility imports nothing.
    let text = &text.replace("(in crate::", "(in ");
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    text.split(|c: char| !is_path(c))
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.contains("::"))
        .map(str::to_owned)
        .collect()
}
