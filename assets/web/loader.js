// Loads the program, shows how far it is, and finds words when something fails.
//
// The program itself installs `window.gradswarm`; the loading screen goes away
// when `window.gradswarm.status()` reports the first frame.

const { version, build, wasmBytes } = document.documentElement.dataset;
const element = (id) => document.getElementById(id);
const canvas = element("gradswarm");
const overlay = element("overlay");

let failed = Boolean(document.documentElement.dataset.failed);
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
function fail(title, message, report, again = "Reload") {
  if (failed) return;
  failed = true;
  element("reload").textContent = again;
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
      "The browser took the graphics card away: another program needed it, the driver restarted, or the computer slept. The training and the layout of this visit are lost. Reload starts the scene of the page's address from its beginning.",
    );
  });
}

// -------------------------------------------------------------------- the loading

/** Time without a byte after which the download counts as stalled, milliseconds. */
const STALLED = 10_000;
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** What came is no program: a login page, a proxy's error, or half a file. */
function foreign(detail) {
  return new Refusal(
    "What came is not Gradswarm",
    `Does this network ask for a login first? Open any other page, then reload. (${detail})`,
  );
}

/**
 * The program's bytes as they arrive, counted and checked. Their number is known from the build;
 * how many a packed response sends does not tell, so the progress is a share.
 */
function counted(response, stall) {
  const total = Number(wasmBytes);
  let received = 0;
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(stall, STALLED);
  };
  wait();
  const counter = new TransformStream({
    transform(chunk, controller) {
      wait();
      if (received === 0 && MAGIC.some((byte, place) => chunk[place] !== byte)) {
        clearTimeout(timer);
        controller.error(foreign("the file has other contents"));
        return;
      }
      received += chunk.byteLength;
      const share = Math.min(received / total, 1);
      phase(`Downloading: ${Math.floor(share * 100)} %`, share);
      controller.enqueue(chunk);
    },
    flush(controller) {
      clearTimeout(timer);
      if (received < total) {
        controller.error(new Refusal(
          "The download did not finish",
          `Check the connection and reload. (${received} of ${total} bytes came.)`,
        ));
        return;
      }
      phase("Compiling …", 1);
    },
  });
  return new Response(response.body.pipeThrough(counter), {
    headers: { "Content-Type": "application/wasm" },
  });
}

async function download() {
  const address = new URL(`gradswarm_bg.wasm?v=${build}`, import.meta.url);
  let problem;
  const stall = () => fail(
    "No data for 10 seconds",
    "The download has stopped. The connection may be slow or gone.",
    undefined,
    "Try again",
  );
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const script = import(`./gradswarm.js?v=${build}`);
    const checked = counted(response, stall);
    // The compiler wraps what the stream says; the stream's own words are better.
    const [module, { default: init }] = await Promise.all([
      WebAssembly.compileStreaming(checked).catch(async (error) => {
        problem = error;
        throw error;
      }),
      script,
    ]);
    return { module, init };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (problem && /unsafe-eval|Content Security Policy/i.test(problem.message)) {
      throw new Refusal(
        "This page is not allowed to run programs",
        "Its server sends a content security policy without “wasm-unsafe-eval”. Ask the owner of the page to allow it.",
      );
    }
    if (error instanceof WebAssembly.CompileError) {
      throw foreign(error.message);
    }
    throw new Refusal(
      "The download did not finish",
      `Check the connection and reload. (${error.message})`,
    );
  }
}

async function load() {
  phase("Downloading …", 0);
  const { module, init } = await download();
  phase("Starting on this device …", 1);
  // Compiling may have held the page: let it paint the word first.
  await new Promise((done) => setTimeout(done, 0));
  await init({ module_or_path: module });
  awaitFirstFrame();
}

const status = () => window.gradswarm?.status?.();

function awaitFirstFrame() {
  if (failed || asked) return;
  if (!(status()?.frame >= 1)) {
    setTimeout(awaitFirstFrame, 50);
    return;
  }
  overlay.classList.add("gone");
  setTimeout(() => failed || overlay.remove(), 600);
  // Inside another page the keys are that page's until somebody clicks here.
  if (!framed) canvas.focus({ preventScroll: true });
  dispatchEvent(new CustomEvent("gradswarm-ready", { detail: status() }));
  speak();
}

// ------------------------------------------------------------------ what the program says

let asked = false;

/** A graph so large that a visitor is asked first. */
addEventListener("gradswarm-question", ({ detail }) => {
  const { vertices, smaller } = JSON.parse(detail);
  asked = true;
  overlay.className = "failed";
  element("title").textContent = `Draw ${Number(vertices).toLocaleString("en")} vertices?`;
  element("message").textContent =
    "So many take some gigabytes of memory and may be slow on this device.";
  element("actions").hidden = false;
  element("reload").textContent = "Draw";
  element("smaller").hidden = false;
  const go = (change) => {
    const address = new URL(location.href);
    change(address.searchParams);
    location.assign(address);
  };
  element("reload").onclick = (event) => {
    event.stopImmediatePropagation();
    go((parameters) => parameters.set("large", "1"));
  };
  element("smaller").onclick = () => go((parameters) => parameters.set("scene", smaller));
  element("reload").focus();
});

/** A sentence about the page's address, with a link to what was meant. */
addEventListener("gradswarm-notice", ({ detail }) => {
  const { text, link } = JSON.parse(detail);
  const line = element("notice").firstElementChild;
  line.textContent = text;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    line.append(" ", anchor);
  }
  element("notice").hidden = false;
});
element("notice").lastElementChild.addEventListener("click", () => (element("notice").hidden = true));

let said = "";
let saidUntil = 0;

/** What the selection is, or what a control does: said at once, before the next state. */
addEventListener("gradswarm-spoken", ({ detail }) => {
  said = String(detail);
  saidUntil = Date.now() + 4000;
  element("status").textContent = said;
});

/** Tells people who do not see the canvas how things stand, when that changed. */
function speak() {
  if (failed) return;
  const now = document.hidden ? undefined : status();
  if (now && Date.now() > saidUntil) {
    const words = [`${now.vertices} vertices, ${now.edges} edges`];
    if (now.growing) words.push("growing");
    else words.push(now.settled ? "settled" : "moving");
    if (now.round > 0) words.push(`training round ${now.round}, loss ${Number(now.loss).toPrecision(3)}`);
    const text = words.join("; ");
    if (element("status").textContent !== text) element("status").textContent = text;
  }
  setTimeout(speak, 3000);
}

// ------------------------------------------------------------------------ the help

const table = (rows) => {
  const body = document.createElement("table");
  for (const cells of rows) {
    const row = body.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  return body;
};

element("keys").addEventListener("click", () => {
  const lists = (window.gradswarm?.help?.() ?? []).flatMap(({ title, rows }) => {
    const heading = document.createElement("h2");
    heading.textContent = title;
    return [heading, table(rows)];
  });
  element("help-lists").replaceChildren(...lists);
  element("help").showModal();
});

// --------------------------------------------------------------------- the canvas

const framed = window.parent !== window;

/** Keys of the program that would scroll the page or move the focus, in the forms that it uses. */
const OWN_KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End",
  "Enter", "Escape", "F2", "F6", "F8", "F12", "Tab", "Backspace", "'", "/", " ",
]);
/** Letters that the program uses with Ctrl; all others are the browser's. */
const OWN_CONTROL_KEYS = new Set(["a"]);

/** Time within which a second Escape opens the way out, milliseconds. */
const TWICE = 1000;
let lastEscape = 0;
let leaving = false;

function keepOwnKeys(event) {
  if (event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    leaving = event.timeStamp - lastEscape < TWICE;
    lastEscape = event.timeStamp;
    if (leaving) {
      element("status").textContent = "Press Tab to leave the graph.";
      if (framed) deactivate();
    }
  } else if (event.key === "Tab" && leaving) {
    // The browser moves the focus on; the program must not see the key.
    leaving = false;
    event.stopImmediatePropagation();
    return;
  } else if (event.key !== "Shift") {
    leaving = false;
  }
  const own = event.ctrlKey
    ? OWN_CONTROL_KEYS.has(event.key.toLowerCase())
    : OWN_KEYS.has(event.key);
  if (own) event.preventDefault();
}

function activate() {
  document.documentElement.classList.add("active");
  element("explore").hidden = true;
  canvas.focus({ preventScroll: true });
}

function deactivate() {
  document.documentElement.classList.remove("active");
  element("explore").hidden = false;
  canvas.blur();
}

const isActive = () => !framed || document.documentElement.classList.contains("active");

function keepPageStill() {
  const prevent = (event) => event.preventDefault();
  canvas.addEventListener("contextmenu", prevent);
  // Wheel and pinch zoom the graph and never the page. Inside another page they are that page's
  // until somebody clicks here.
  canvas.addEventListener("wheel", (event) => {
    if (isActive()) prevent(event);
    else event.stopImmediatePropagation();
  }, { passive: false, capture: true });
  for (const name of ["gesturestart", "gesturechange"]) {
    canvas.addEventListener(name, (event) => isActive() && prevent(event), { passive: false });
  }
  canvas.addEventListener("keydown", keepOwnKeys, { capture: true });
  canvas.addEventListener("pointerdown", (event) => {
    if (!isActive() && event.pointerType === "touch") return;
    if (framed) activate();
    canvas.focus({ preventScroll: true });
  }, { capture: true });
  if (framed) {
    document.documentElement.classList.add("framed");
    element("explore").hidden = false;
    element("explore").addEventListener("click", activate);
    addEventListener("blur", deactivate);
  }
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
