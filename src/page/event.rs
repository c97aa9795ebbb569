//! Events of the window, for the scripts of the page.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

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
