//! `window.gradswarm`: status, controls and help for scripts of the page, and events.

use std::cell::RefCell;

use bevy::prelude::*;
use js_sys::{JSON, Object, Reflect};
use serde_json::json;
use wasm_bindgen::{JsValue, closure::Closure};

use super::{
    browser::dispatch_event,
    keep_address::keep_address,
    speak::{self, LastSpoken},
};
use crate::{
    escape::EscapeStack,
    interface::{InterfaceArea, PointsWithFingers},
    panel::{Controls, SHORTCUTS, Subject, gesture_lists},
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
        app.init_resource::<LastSpoken>().add_systems(
            Last,
            (
                publish_frame,
                keep_address,
                speak::speak_selection,
                speak::speak_controls,
            ),
        );
    }
}

/// The data that the page can read between two frames.
#[derive(Default)]
struct Published {
    status: Status,
    controls: Controls,
    /// Whether `Esc` would close something of the graph or leave a control.
    can_step_back: bool,
    /// Whether the user points with fingers.
    fingers: bool,
}

thread_local! {
    static PUBLISHED: RefCell<Published> = RefCell::default();
}

fn publish_frame(
    status: StatusReader,
    controls: Option<Res<Controls>>,
    escape: Option<Res<EscapeStack>>,
    (area, fingers): (Option<Res<InterfaceArea>>, Option<Res<PointsWithFingers>>),
) {
    let closes = escape.is_some_and(|stack| stack.top_layer().is_some());
    let leaves = area.is_some_and(|area| area.has_keyboard || area.has_focus);
    PUBLISHED.with_borrow_mut(|published| {
        published.status = status.read();
        published.can_step_back = closes || leaves;
        published.fingers = fingers.is_some_and(|fingers| fingers.0);
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
    let help = Closure::<dyn Fn() -> JsValue>::new(|| {
        PUBLISHED.with_borrow(|published| parse_json(&list_help(published.fingers)))
    });
    let can_step_back = Closure::<dyn Fn() -> JsValue>::new(|| {
        PUBLISHED.with_borrow(|published| published.can_step_back.into())
    });
    Reflect::set(&object, &"status".into(), &status.into_js_value())?;
    Reflect::set(&object, &"controls".into(), &controls.into_js_value())?;
    Reflect::set(&object, &"help".into(), &help.into_js_value())?;
    Reflect::set(
        &object,
        &"canStepBack".into(),
        &can_step_back.into_js_value(),
    )?;
    Reflect::set(&window, &"gradswarm".into(), &object)?;
    Ok(())
}

/// Keys and gestures: `[{title, rows: [[control, effect], …]}, …]`.
fn list_help(fingers: bool) -> serde_json::Value {
    let mut lists = Vec::new();
    for (title, gestures) in gesture_lists(fingers) {
        let rows: Vec<_> = gestures.iter().map(|row| [row.shown, row.does]).collect();
        lists.push(json!({ "title": title, "rows": rows }));
    }
    for subject in Subject::ALL {
        let keys = SHORTCUTS
            .iter()
            .filter(|key| key.subject == subject && key.acts_here());
        let rows: Vec<_> = keys
            .map(|key| [key.chord.to_string(), key.does.to_owned()])
            .collect();
        lists.push(json!({ "title": subject.title(), "rows": rows }));
    }
    lists.into()
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
        dispatch_event("gradswarm-panic", &info.to_string());
    }));
}
