// Loads the program, shows how far it is, and finds words when something fails.
//
// The program itself installs `window.gradswarm`; the loading screen goes away
// when `window.gradswarm.status()` reports the first frame.

const { version, build, wasmBytes } = document.documentElement.dataset;
const element = (id) => document.getElementById(id);
const canvas = element("gradswarm");
const overlay = element("overlay");

let failed = false;
let lastPanic = "";

// ---------------------------------------------------------------- what is shown

function phase(text, share) {
  if (failed) return;
  element("phase").textContent = text;
  document.documentElement.style.setProperty("--progress", share);
  element("bar").setAttribute("aria-valuenow", Math.round(share * 100));
  overlay.classList.toggle("working", share >= 1);
}

/** Shows why there is nothing to see. The first reason stays: what follows is its echo. */
function fail(title, message, report) {
  if (failed) return;
  failed = true;
  document.body.append(overlay); // It may have been removed already.
  overlay.className = "failed";
  overlay.setAttribute("role", "alert");
  element("title").textContent = title;
  element("message").textContent = message;
  element("actions").hidden = false;
  element("report").hidden = element("copy").hidden = !report;
  element("report").textContent = report ?? "";
  element("reload").focus();
}

function report(error) {
  const what = [lastPanic, error?.message ?? error, error?.stack];
  return [
    `Gradswarm ${version} (${build})`,
    location.href,
    navigator.userAgent,
    "",
    ...new Set(what.filter(Boolean).map(String)),
  ].join("\n");
}

element("reload").addEventListener("click", () => location.reload());
element("copy").addEventListener("click", async () => {
  const text = element("report");
  try {
    await navigator.clipboard.writeText(text.textContent);
    element("copy").textContent = "Copied";
  } catch {
    // No clipboard here (an iframe, say): select it, so that Ctrl-C does it.
    getSelection().selectAllChildren(text);
    element("copy").textContent = "Selected: now press Ctrl-C";
  }
});

// ------------------------------------------------------------------ what can fail

/** A reason that is already put into words. */
class Refusal extends Error {
  constructor(title, message) {
    super(message);
    this.title = title;
  }
}

function checkBrowser() {
  if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) {
    throw new Refusal(
      "This browser cannot run Gradswarm",
      "It has no WebAssembly, or it is switched off. Any browser of the last few years has it.",
    );
  }
  const context = document.createElement("canvas").getContext("webgl2");
  if (!context) {
    throw new Refusal(
      "No WebGL 2 here",
      "Gradswarm draws with WebGL 2, which this browser does not offer. Switch on hardware acceleration in its settings, update the graphics driver, or try another browser.",
    );
  }
  // Browsers allow few contexts: give this one back.
  context.getExtension("WEBGL_lose_context")?.loseContext();
}

function died(error) {
  fail(
    "Gradswarm stopped",
    "It ran into an error of its own. Reloading starts afresh; the report below helps to mend it.",
    report(error),
  );
}

function watchForDeath() {
  // A panic prints its message, then traps; the trap alone says nothing.
  const print = console.error;
  console.error = (...words) => {
    const text = words.join(" ");
    if (text.includes("panicked at")) lastPanic = text;
    print.apply(console, words);
  };
  addEventListener("gradswarm-panic", ({ detail }) => died(detail?.message ?? detail ?? "panic"));
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) died(error);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof WebAssembly.RuntimeError) died(reason);
  });
  canvas.addEventListener("webglcontextlost", () => {
    fail(
      "The graphics were lost",
      "The browser took the graphics card away: another program needed it, the driver restarted, or the computer slept. Reload to start again with the same scene and seed.",
    );
  });
}

// -------------------------------------------------------------------- the loading

/** The program's bytes as they arrive, counted. Their number is known from the build: a packed response does not tell. */
function counted(response) {
  const total = Number(wasmBytes);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  let received = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      const share = Math.min(received / total, 1);
      phase(`Downloading: ${megabytes(received)} of ${megabytes(total)} MB`, share);
      controller.enqueue(chunk);
    },
    flush() {
      phase("Compiling …", 1);
    },
  });
  return new Response(response.body.pipeThrough(counter), {
    headers: { "Content-Type": "application/wasm" },
  });
}

async function download() {
  const address = new URL(`gradswarm_bg.wasm?v=${build}`, import.meta.url);
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const script = import(`./gradswarm.js?v=${build}`);
    const [module, { default: init }] = await Promise.all([
      WebAssembly.compileStreaming(counted(response)),
      script,
    ]);
    return { module, init };
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw error;
    throw new Refusal(
      "The download did not finish",
      `Check the connection and reload. (${error.message})`,
    );
  }
}

async function load() {
  phase("Downloading …", 0);
  const { module, init } = await download();
  phase("Starting …", 1);
  // Compiling may have held the page: let it paint the word first.
  await new Promise((done) => setTimeout(done, 0));
  await init({ module_or_path: module });
  awaitFirstFrame();
}

const status = () => window.gradswarm?.status?.();

function awaitFirstFrame() {
  if (failed) return;
  if (!(status()?.frame >= 1)) {
    setTimeout(awaitFirstFrame, 50);
    return;
  }
  overlay.classList.add("gone");
  setTimeout(() => failed || overlay.remove(), 600);
  // Inside another page the keys are that page's until somebody clicks here.
  if (window.parent === window) canvas.focus({ preventScroll: true });
  speak();
}

// --------------------------------------------------------------------- the canvas

/** Tells people who do not see the canvas how things stand, when that changed. */
function speak() {
  if (failed) return;
  const now = document.hidden ? undefined : status();
  if (now) {
    const words = [`${now.vertices} vertices, ${now.edges} edges`];
    if (now.growing) words.push("growing");
    else words.push(now.settled ? "settled" : "moving");
    if (now.round > 0) words.push(`training round ${now.round}, loss ${Number(now.loss).toPrecision(3)}`);
    const text = words.join("; ");
    if (element("status").textContent !== text) element("status").textContent = text;
  }
  setTimeout(speak, 3000);
}

function keepPageStill() {
  const prevent = (event) => event.preventDefault();
  canvas.addEventListener("contextmenu", prevent);
  // Pinching on a touchpad arrives as a wheel with Ctrl; Safari has events of its own.
  canvas.addEventListener("wheel", (event) => event.ctrlKey && prevent(event), { passive: false });
  for (const name of ["gesturestart", "gesturechange"]) {
    canvas.addEventListener(name, prevent, { passive: false });
  }
  canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
}

try {
  checkBrowser();
  watchForDeath();
  keepPageStill();
  await load();
} catch (error) {
  if (error instanceof Refusal) fail(error.title, error.message);
  else died(error);
}
