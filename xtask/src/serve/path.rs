//! From an address to a file, never to one outside the served folder.

use std::path::{Path, PathBuf};

/// The file that an address names, `index.html` for a folder. `folder` must be
/// canonical. `None` when there is no such file, or when it lies outside.
pub fn resolve(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    file.extend(segments(address)?);
    if file.is_dir() {
        file.push("index.html");
    }
    // A link inside the folder may still lead out of it.
    let file = file.canonicalize().ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// The parts of an address's path; `None` when one of them is not a plain name.
fn segments(address: &str) -> Option<Vec<String>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| decode(segment).filter(|name| is_plain(name)))
        .collect()
}

fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}

/// Undoes percent-encoding.
fn decode(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                    return None;
                }
                u8::from_str_radix(digits, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_become_names() {
        assert_eq!(segments("/"), Some(vec![]));
        assert_eq!(
            segments("/a/b.js?v=1#x"),
            Some(vec!["a".into(), "b.js".into()])
        );
        assert_eq!(segments("/a%20b"), Some(vec!["a b".into()]));
    }

    #[test]
    fn no_spelling_leads_out() {
        for address in [
            "/..",
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/x",
            "/%2E%2e/x",
            "/..%2fx",
            "/a%2f..%2fb",
            "/..\\x",
            "/%5c..",
            "/C:/x",
            "/a%00b",
            "/%",
            "/%+1",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(segments(address), None, "{address}");
        }
    }

    #[test]
    fn only_files_of_the_folder_resolve() {
        let home = std::env::temp_dir().join(format!("gradswarm-serve-{}", std::process::id()));
        let folder = home.join("web");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), "page").unwrap();
        std::fs::write(home.join("secret"), "secret").unwrap();
        let folder = folder.canonicalize().unwrap();
        let page = Some(folder.join("index.html"));
        #[cfg(unix)]
        std::os::unix::fs::symlink(home.join("secret"), folder.join("link")).unwrap();

        let found: Vec<_> = ["/", "/index.html?v=1", "/missing", "/../secret", "/link"]
            .map(|address| resolve(&folder, address))
            .into();
        std::fs::remove_dir_all(&home).unwrap();
        assert_eq!(found, [page.clone(), page, None, None, None]);
    }
}
