//! Pictures as downloads.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::name::numbered;

/// So long the browser keeps what is offered, milliseconds.
const REMEMBERED: i32 = 60_000;

/// The browser knows no folder.
pub(super) fn usual_folder() -> String {
    String::new()
}

/// Offers a picture as a download; the browser keeps names apart. Says how it is called.
pub(super) fn keep(
    _folder: &str,
    number: u32,
    scene: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<String, String> {
    let name = numbered(scene, number, ending);
    match download(&name, bytes) {
        // A frame that forbids downloads refuses without a word.
        Ok(()) if is_framed() => Ok(format!(
            "offered as a download: {name}; if it does not arrive, this frame forbids downloads"
        )),
        Ok(()) => Ok(format!("downloaded {name}")),
        Err(error) => Err(format!(
            "{name}: the browser refuses the download ({error:?}); allow downloads for this page"
        )),
    }
}

/// Whether another page shows this one in a frame.
fn is_framed() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let parent = window.parent().ok().flatten();
    parent.is_some_and(|parent| !js_sys::Object::is(&parent, &window))
}

fn download(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let missing = || JsValue::from_str("there is no page");
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(missing)?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes).into());
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link = document.create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.dyn_into::<web_sys::HtmlElement>()?.click();
    forget_later(url)
}

/// Revokes the URL of a download after a delay: some browsers begin to read it late.
fn forget_later(url: String) -> Result<(), JsValue> {
    let forget = Closure::once_into_js(move || {
        // Ignore an error: the URL is already revoked.
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("there is no page"))?;
    window.set_timeout_with_callback_and_timeout_and_arguments_0(
        forget.unchecked_ref(),
        REMEMBERED,
    )?;
    Ok(())
}
