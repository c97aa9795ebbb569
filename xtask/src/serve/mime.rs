//! File endings and their media types.

use std::path::Path;

/// The media type of a file. Without `application/wasm` browsers refuse to
/// compile while they download.
pub fn of(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("svg") => "image/svg+xml",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        Some("gz") => "application/gzip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_loads_has_its_type() {
        assert_eq!(of(Path::new("a/gradswarm_bg.wasm")), "application/wasm");
        assert_eq!(of(Path::new("index.html")), "text/html; charset=utf-8");
        assert_eq!(
            of(Path::new("gradswarm.js")),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(of(Path::new("icon-192.png")), "image/png");
        assert_eq!(of(Path::new("unknown")), "application/octet-stream");
    }
}
