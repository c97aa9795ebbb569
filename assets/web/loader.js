// Loads the program, shows how far it is, and says what failed.
//
// The program itself installs `window.gradswarm`; the loading screen goes away when
// `window.gradswarm.status()` reports the first frame.

const root = document.documentElement;
const { version, build, wasmBytes } = root.dataset;
const element = (id) => document.getElementById(id);
const canvas = element("gradswarm");
const overlay = element("overlay");

let lastPanic = "";

// ---------------------------------------------------------------------- what is shown

/** Whether something failed. `early.js` shares the mark. */
const hasFailed = () => Boolean(root.dataset.failed);

function showPhase(text, share) {
  if (hasFailed()) return;
  element("phase").textContent = text;
  root.style.setProperty("--progress", share);
  element("bar").setAttribute("aria-valuenow", Math.floor(share * 100));
  overlay.classList.toggle("working", share >= 1);
}

/** Shows why there is nothing to see. The first reason stays: later ones follow from it. */
function fail(title, message, report) {
  if (hasFailed()) return;
  root.dataset.failed = "yes";
  document.body.append(overlay); // It may have been removed already.
  overlay.className = "failed";
  overlay.setAttribute("role", "alert");
  element("title").textContent = title;
  element("message").textContent = message;
  element("actions").hidden = false;
  element("smaller").hidden = true;
  element("report").hidden = element("copy").hidden = !report;
  element("report").textContent = report ?? "";
  element("reload").textContent = "Reload";
  element("reload").onclick = () => location.reload();
  element("reload").focus();
}

function writeReport(error) {
  const lines = [lastPanic, error?.message ?? error, error?.stack];
  return [
    `Gradswarm ${version} (${build})`,
    location.href,
    navigator.userAgent,
    "",
    ...new Set(lines.filter(Boolean).map(String)),
  ].join("\n");
}

async function copyReport() {
  const report = element("report");
  try {
    await navigator.clipboard.writeText(report.textContent);
    element("copy").textContent = "Copied";
  } catch {
    // Frames often have no clipboard: select the text, so that Ctrl+C copies it.
    getSelection().selectAllChildren(report);
    element("copy").textContent = "Selected: now press Ctrl+C";
  }
}

// --------------------------------------------------------------------- what can fail

/** A failure with a title and a message for people. */
class Refusal extends Error {
  constructor(title, message) {
    super(message);
    this.title = title;
  }
}

/** Every WebAssembly program begins with these bytes. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];
const EMPTY_PROGRAM = [...MAGIC, 1, 0, 0, 0];
/** The shortest program with a vector instruction. */
const VECTOR_PROGRAM = [
  ...EMPTY_PROGRAM, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];

/** Checks what the browser lacks, before anything large is downloaded. */
function checkBrowser() {
  if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) {
    throw new Refusal(
      "This browser cannot run Gradswarm",
      "It has no WebAssembly, or WebAssembly is switched off. Every browser of the last few years has it.",
    );
  }
  try {
    new WebAssembly.Module(new Uint8Array(EMPTY_PROGRAM));
  } catch {
    // An empty program is valid: only a policy refuses it.
    throw new Refusal(
      "This page is not allowed to run programs",
      "Its server sends a content security policy without “wasm-unsafe-eval”. Only the owner of the page can change this.",
    );
  }
  if (!WebAssembly.validate(new Uint8Array(VECTOR_PROGRAM))) {
    throw new Refusal(
      "This browser is too old for Gradswarm",
      "Its WebAssembly has no vector instructions. Update the browser, or try another one.",
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

function failWithReport(error) {
  fail(
    "Gradswarm stopped",
    "It ran into an error of its own. Reload starts it again; the report below helps to correct the error.",
    writeReport(error),
  );
}

function watchForFailures() {
  // A panic prints its message, then traps; the trap alone says nothing.
  const print = console.error;
  console.error = (...words) => {
    const text = words.join(" ");
    if (text.includes("panicked at")) lastPanic = text;
    print.apply(console, words);
  };
  addEventListener("gradswarm-panic", ({ detail }) => failWithReport(detail?.message ?? detail ?? "panic"));
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) failWithReport(error);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof WebAssembly.RuntimeError) failWithReport(reason);
  });
  canvas.addEventListener("webglcontextlost", () => {
    fail(
      "The graphics were lost",
      "The browser took the graphics card away: another program needed it, the driver restarted, or the computer slept. The training, changed numbers and constants, and the layout of this visit are lost. Reload starts the scene in the page's address from its beginning.",
    );
  });
}

// ------------------------------------------------------------------------ the loading

/** Time without a byte after which the download counts as stalled, milliseconds. */
const STALLED = 10_000;

/** Says that nothing arrives, and takes the words back when something does. */
class StallWatch {
  #timer;

  /** Something arrived, or is expected from now on. */
  restart() {
    clearTimeout(this.#timer);
    this.#show(false);
    this.#timer = setTimeout(() => this.#show(true), STALLED);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#show(false);
  }

  #show(stalled) {
    if (hasFailed() || overlay.classList.contains("stalled") === stalled) return;
    overlay.classList.toggle("stalled", stalled);
    element("actions").hidden = !stalled;
    element("reload").textContent = stalled ? "Try again" : "Reload";
    element("reload").onclick = () => location.reload();
    if (!stalled) return;
    const seconds = STALLED / 1000;
    element("phase").textContent = `No data for ${seconds} s. The connection may be slow or gone.`;
    element("status").textContent = element("phase").textContent;
  }
}

/** Checks the program's bytes as they arrive, and counts them. */
class Receipt {
  #received = 0;
  #total = Number(wasmBytes);

  add(chunk) {
    const ahead = MAGIC.slice(this.#received, this.#received + chunk.byteLength);
    if (ahead.some((byte, place) => chunk[place] !== byte)) {
      throw new Refusal(
        "What came is not Gradswarm",
        "The network sent something else in its place. Does it ask for a login? Open any other page, then reload.",
      );
    }
    this.#received += chunk.byteLength;
    // How many bytes a compressed answer sends is unknown, so the progress is a share.
    const share = Math.min(this.#received / this.#total, 1);
    showPhase(`Downloading: ${Math.floor(share * 100)} %`, share);
  }

  finish() {
    if (this.#received < this.#total) {
      throw new Refusal(
        "The download did not finish",
        `Check the connection and reload. (${this.#received} of ${this.#total} bytes came.)`,
      );
    }
    showPhase("Compiling …", 1);
  }
}

async function compileProgram(stall) {
  stall.restart();
  const response = await fetch(new URL(`gradswarm_bg.wasm?v=${build}`, import.meta.url));
  if (!response.ok) {
    throw new Refusal(
      "The download did not finish",
      `Check the connection and reload. (The server answered ${response.status}.)`,
    );
  }
  const receipt = new Receipt();
  // The compiler wraps an error of the stream into one of its own, so it is kept here.
  let problem;
  const attempt = (controller, action) => {
    try {
      action();
    } catch (error) {
      problem = error;
      controller.error(error);
    }
  };
  const checked = new TransformStream({
    transform: (chunk, controller) => attempt(controller, () => {
      stall.restart();
      receipt.add(chunk);
      controller.enqueue(chunk);
    }),
    flush: (controller) => attempt(controller, () => {
      stall.stop();
      receipt.finish();
    }),
  });
  const program = new Response(response.body.pipeThrough(checked), {
    headers: { "Content-Type": "application/wasm" },
  });
  try {
    return await WebAssembly.compileStreaming(program);
  } catch (error) {
    if (problem) throw problem;
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new Refusal(
      "This browser cannot compile Gradswarm",
      `Reload, update the browser, or try another one. (${error.message})`,
    );
  }
}

async function download() {
  const stall = new StallWatch();
  const script = import(`./gradswarm.js?v=${build}`);
  // The program's own problem is said first: it is checked better.
  script.catch(() => {});
  try {
    const module = await compileProgram(stall);
    const { default: init } = await script;
    return { module, init };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("The download did not finish", `Check the connection and reload. (${error.message})`);
  } finally {
    stall.stop();
  }
}

async function load() {
  showPhase("Downloading …", 0);
  const { module, init } = await download();
  showPhase("Starting on this device …", 1);
  // Compiling may have held the page: let it paint the words first.
  await new Promise((done) => setTimeout(done, 0));
  await init({ module_or_path: module });
  awaitFirstFrame();
}

function awaitFirstFrame() {
  // A question is answered with another address.
  if (hasFailed() || overlay.classList.contains("asking")) return;
  const status = window.gradswarm?.status?.();
  if (!(status?.frame >= 1)) {
    setTimeout(awaitFirstFrame, 50);
    return;
  }
  overlay.classList.add("gone");
  setTimeout(() => hasFailed() || overlay.remove(), 600);
  // Inside another page the keys are that page's until somebody clicks here.
  if (window.parent === window) canvas.focus({ preventScroll: true });
  dispatchEvent(new CustomEvent("gradswarm-ready", { detail: status }));
}

element("copy").addEventListener("click", copyReport);
try {
  checkBrowser();
  watchForFailures();
  await load();
} catch (error) {
  if (error instanceof Refusal) fail(error.title, error.message);
  else failWithReport(error);
}
