//! The parameters of the page's address.

/// A parameter of the page's address, such as `scene` of `?scene=moons`.
pub(super) fn read_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
}
