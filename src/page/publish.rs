//! `window.gradswarm`: status and controls for scripts of the page, and panics as an event.

use std::cell::RefCell;

use bevy::prelude::*;
use js_sys::{Array, Function, JSON, Object, Reflect};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::{
    panel::Controls,
    status::{Status, StatusReader},
};

/// Publishes `window.gradswarm`, and reports a panic to the page.
pub struct PagePlugin;

impl Plugin for PagePlugin {
    fn build(&self, app: &mut App) {
        announce_panics();
        if let Err(error) = install_object() {
            warn!("the page gets no `window.gradswarm`: {error:?}");
        }
        app.add_systems(Last, publish_frame);
    }
}

/// The data that the page can read between two frames.
#[derive(Default)]
struct Published {
    status: Status,
    controls: Controls,
}

thread_local! {
    static PUBLISHED: RefCell<Published> = RefCell::default();
}

fn publish_frame(status: StatusReader, controls: Option<Res<Controls>>) {
    PUBLISHED.with_borrow_mut(|published| {
        published.status = status.read();
        if let Some(controls) = controls {
            published.controls.clone_from(&controls);
        }
    });
}

fn install_object() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let object = Object::new();
    let status = Closure::<dyn Fn() -> JsValue>::new(|| {
        PUBLISHED.with_borrow(|published| parse_json(&json!(published.status)))
    });
    let controls = Closure::<dyn Fn() -> JsValue>::new(|| {
        PUBLISHED.with_borrow(|published| controls_to_js(&published.controls))
    });
    Reflect::set(&object, &"status".into(), &status.into_js_value())?;
    Reflect::set(&object, &"controls".into(), &controls.into_js_value())?;
    Reflect::set(&window, &"gradswarm".into(), &object)?;
    Ok(())
}

/// `{name: {x, y, width, height}}` in CSS pixels from the canvas's top left.
fn controls_to_js(controls: &Controls) -> JsValue {
    let rects: serde_json::Map<_, _> = controls
        .iter()
        .map(|(name, rect)| {
            let (at, size) = (rect.min, rect.size());
            (
                name.to_owned(),
                json!({ "x": at.x, "y": at.y, "width": size.x, "height": size.y }),
            )
        })
        .collect();
    parse_json(&rects.into())
}

fn parse_json(value: &serde_json::Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or(JsValue::NULL)
}

/// Sends a panic to the page as a `gradswarm-panic` event with the message as detail, so that the
/// page can show more than a frozen picture.
fn announce_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        // After a panic there is no way left to report a failed event.
        let _ = dispatch_event("gradswarm-panic", &info.to_string());
    }));
}

fn dispatch_event(name: &str, detail: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let options = Object::new();
    Reflect::set(&options, &"detail".into(), &detail.into())?;
    let constructor: Function = Reflect::get(&window, &"CustomEvent".into())?.dyn_into()?;
    let event = Reflect::construct(&constructor, &Array::of2(&name.into(), &options))?;
    let dispatch: Function = Reflect::get(&window, &"dispatchEvent".into())?.dyn_into()?;
    dispatch.call1(&window, &event)?;
    Ok(())
}
