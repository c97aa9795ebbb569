//! The page's address: its parameters stand for a command line.

/// A parameter of the page's address, such as `scene` of `?scene=moons`.
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
}
