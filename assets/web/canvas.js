// The canvas as a part of the page: which keys, wheels and touches belong to the graph.
//
// The program lets the browser have every event. This script prevents the browser's own effect
// where the graph uses the event, and withholds from the program what belongs to the browser or,
// inside a frame, to the page around it.

const canvas = document.getElementById("gradswarm");
const explore = document.getElementById("explore");
const root = document.documentElement;
/** Whether another page shows this one in a frame. */
const framed = window.parent !== window;

const withhold = (event) => event.stopImmediatePropagation();

// -------------------------------------------------------------------------- the size

/**
 * A tool that emulates a phone changes the pixel ratio and not the box in device pixels. Panels
 * would be two or three times too large, so the product of box and ratio counts there.
 */
function correctEmulatedBoxes() {
  const prototype = window.ResizeObserverEntry?.prototype;
  const name = "devicePixelContentBoxSize";
  const original = prototype && Object.getOwnPropertyDescriptor(prototype, name);
  if (!original?.get) return;
  Object.defineProperty(prototype, name, {
    ...original,
    get() {
      const boxes = original.get.call(this);
      const [device, content] = [boxes?.[0], this.contentBoxSize?.[0]];
      if (!device || !content) return boxes;
      const inlineSize = Math.round(content.inlineSize * devicePixelRatio);
      const blockSize = Math.round(content.blockSize * devicePixelRatio);
      const agrees =
        Math.abs(device.inlineSize - inlineSize) <= 1 && Math.abs(device.blockSize - blockSize) <= 1;
      return agrees ? boxes : [{ inlineSize, blockSize }];
    },
  });
}

// ------------------------------------------------------------------- inside a frame

/** Outside a frame the canvas is always active; inside, from a click to Esc or a click elsewhere. */
const isActive = () => !framed || root.classList.contains("active");

function activate() {
  root.classList.add("active");
  explore.hidden = true;
  canvas.focus({ preventScroll: true });
}

function deactivate() {
  root.classList.remove("active");
  explore.hidden = false;
  canvas.blur();
}

function watchFrame() {
  root.classList.add("framed");
  explore.hidden = false;
  explore.addEventListener("click", activate);
  addEventListener("blur", deactivate);
  // A finger that taps begins to explore; one that moves scrolls the page around.
  canvas.addEventListener("click", () => isActive() || activate());
}

// -------------------------------------------------------------------------- the keys

/** Keys of the program, alone or with Shift, besides those that write a character. */
const OWN_KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End",
  "Enter", "Escape", "Tab", "F2", "F6", "F8",
]);
/** Keys of the program on the desktop that a browser needs itself. */
const BROWSER_KEYS = new Set(["F3", "F7", "F12"]);
/** Characters that zoom the page with Ctrl; on the desktop they resize the panels. */
const ZOOM_KEYS = new Set(["+", "-", "=", "0"]);

/** Time within which a second Esc opens the way out, milliseconds. */
const TWICE = 1000;
let lastEscape = -TWICE;
/** Whether the next Tab leaves the canvas. */
let leaving = false;

function pressEscape(event) {
  if (event.repeat) return;
  const twice = event.timeStamp - lastEscape < TWICE;
  lastEscape = event.timeStamp;
  leaving = twice;
  // The first Esc closes what is open in the graph.
  const open = window.gradswarm?.canStepBack?.() ?? false;
  if (framed && (twice || !open)) {
    withhold(event);
    deactivate();
  } else if (twice) document.getElementById("status").textContent = "Press Tab to leave the graph.";
}

function receiveKey(event) {
  if (!isActive()) {
    withhold(event);
    if (event.key === "Enter") {
      event.preventDefault();
      activate();
    }
    return;
  }
  if (event.key === "Escape") pressEscape(event);
  else if (event.key === "Tab" && leaving) {
    leaving = false;
    withhold(event);
    return;
  } else if (event.key !== "Shift") leaving = false;

  const control = event.ctrlKey || event.metaKey;
  if (BROWSER_KEYS.has(event.key) || (control && ZOOM_KEYS.has(event.key))) withhold(event);
  else if (control) {
    const selectsAll = event.key.toLowerCase() === "a" && !event.altKey && !event.shiftKey;
    if (selectsAll) event.preventDefault();
  } else if (!event.altKey && (OWN_KEYS.has(event.key) || event.key.length === 1)) {
    event.preventDefault();
  }
}

// ------------------------------------------------------------------ wheel and fingers

function receivePointer(event) {
  const press = event.type === "pointerdown";
  if (!isActive()) {
    if (event.pointerType === "touch") {
      withhold(event);
      return;
    }
    if (press && event.button === 0) activate();
    else if (press) withhold(event);
  }
  if (press && isActive()) {
    // No selection of text and no scrolling by the middle button, but still the focus.
    event.preventDefault();
    canvas.focus({ preventScroll: true });
  }
}

function receiveWheel(event) {
  if (isActive()) event.preventDefault();
  else withhold(event);
}

// ------------------------------------------------------------- the keyboard of a phone

/** The field that egui focuses while a text is edited, so that a phone shows its keyboard. */
const TEXT_AGENT = "egui_text_agent";
const mobile = /Android|iPhone|iPad|iPod|webOS|BlackBerry/.test(navigator.userAgent);

const sendKey = (type, init) => canvas.dispatchEvent(new KeyboardEvent(type, init));

/** Hands keys of the text agent to the program. On phones, the agent itself hands on texts. */
function forwardAgentKey(event) {
  if (event.target.id !== TEXT_AGENT) return;
  const { key } = event;
  const handedOn = key === "Backspace" || key === "Unidentified" || key.length === 1;
  if (event.isComposing || (mobile && handedOn)) return;
  const { code, location, repeat, shiftKey, ctrlKey, altKey, metaKey } = event;
  sendKey(event.type, { key, code, location, repeat, shiftKey, ctrlKey, altKey, metaKey });
}

/** A text does not wake a resting program, so a key without a meaning does. */
function wakeForText(event) {
  if (event.target.id === TEXT_AGENT) sendKey("keyup", { key: "Unidentified" });
}

correctEmulatedBoxes();
if (framed) watchFrame();
canvas.addEventListener("keydown", receiveKey, { capture: true });
for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
  canvas.addEventListener(type, receivePointer, { capture: true });
}
canvas.addEventListener("wheel", receiveWheel, { capture: true, passive: false });
for (const type of ["gesturestart", "gesturechange", "contextmenu"]) {
  canvas.addEventListener(type, (event) => isActive() && event.preventDefault(), { passive: false });
}
for (const type of ["keydown", "keyup"]) document.addEventListener(type, forwardAgentKey);
for (const type of ["input", "compositionupdate", "compositionend", "keydown"]) {
  document.addEventListener(type, wakeForText);
}
