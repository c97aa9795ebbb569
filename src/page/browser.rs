//! The browser's window: the parameters of its address, and events for the scripts of the page.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::address::Start;

/// A parameter of the page's address, such as `scene` of `?scene=moons`.
pub(super) fn read_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
}

/// The start that the page's address asks for now.
pub(super) fn read_start() -> Start {
    let [scene, seed, layout] = ["scene", "seed", "layout"].map(read_parameter);
    Start::from_parameters(scene.as_deref(), seed.as_deref(), layout.as_deref())
}

/// Sends an event with a text to the page. A page without events hears nothing.
pub(super) fn dispatch_event(name: &str, detail: &str) {
    let _ = try_dispatch(name, detail);
}

fn try_dispatch(name: &str, detail: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let options = Object::new();
    Reflect::set(&options, &"detail".into(), &detail.into())?;
    let constructor: Function = Reflect::get(&window, &"CustomEvent".into())?.dyn_into()?;
    let event = Reflect::construct(&constructor, &Array::of2(&name.into(), &options))?;
    let dispatch: Function = Reflect::get(&window, &"dispatchEvent".into())?.dyn_into()?;
    dispatch.call1(&window, &event)?;
    Ok(())
}
