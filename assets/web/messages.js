// What the program says to the page, and what the page says to people: notices, a question before
// a large graph, spoken sentences, the help, and the address.

const element = (id) => document.getElementById(id);
const status = () => window.gradswarm?.status?.();

/** Creates an element with a text, which is never read as HTML. */
function createElement(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

/** The address of this page with other parameters, readable: `:`, `,` and `=` stay as they are. */
function changeAddress(change) {
  const address = new URL(location.href);
  change(address.searchParams);
  const query = address.searchParams.toString().replace(/%3A/g, ":").replace(/%2C/g, ",");
  return `?${query.replace(/%3D/g, "=")}${address.hash}`;
}

// ------------------------------------------------------------------- about the address

/** Shows a sentence about the page's address, with a link to the scene that was probably meant. */
function showNotice({ text, meant }) {
  const line = createElement("p", text);
  if (meant) {
    const link = createElement("a", meant);
    link.href = changeAddress((parameters) => parameters.set("scene", meant));
    line.append(" Did you mean ", link, "?");
  }
  const notice = element("notice");
  notice.insertBefore(line, notice.lastElementChild);
  notice.hidden = false;
}

function closeNotice() {
  const notice = element("notice");
  for (const line of notice.querySelectorAll("p")) line.remove();
  notice.hidden = true;
}

/** Memory of a vertex with its edges in a browser, bytes: 1.11 GB were measured for 1,000,000. */
const VERTEX_BYTES = 1100;

/** Asks before a graph is built that may be too large for the device. */
function askBeforeDrawing({ vertices, smaller }) {
  const overlay = element("overlay");
  overlay.className = "asking";
  overlay.setAttribute("role", "alert");
  element("title").textContent = `Draw ${vertices.toLocaleString("en")} vertices?`;
  const gigabytes = Math.max((vertices * VERTEX_BYTES) / 1e9, 0.1).toFixed(1);
  element("message").textContent = `This may take ${gigabytes} GB of memory.`;
  const [draw, less] = [element("reload"), element("smaller")];
  draw.textContent = "Draw";
  draw.onclick = () => location.assign(changeAddress((parameters) => parameters.set("large", "1")));
  less.onclick = () =>
    location.assign(changeAddress((parameters) => parameters.set("scene", smaller)));
  less.hidden = element("actions").hidden = false;
  draw.focus();
}

/** Writes what is shown into the address, so that a reload and a copied link lead back to it. */
function keepAddress(shown) {
  // A page without an address of its own, such as `about:srcdoc`, has none to keep.
  if (!/^https?:$/.test(location.protocol)) return;
  const address = changeAddress((parameters) => {
    // The visitor agreed to another graph.
    parameters.delete("large");
    for (const [name, value] of Object.entries(shown)) parameters.set(name, value);
  });
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Browsers limit how often the address may change; the next change writes it.
  }
}

// ------------------------------------------------------------------------- what is heard

/** Time without another sentence after which one is spoken, milliseconds: a slider says many. */
const PAUSE = 250;
/** Time for which the state of the graph does not replace a sentence, milliseconds. */
const HELD = 4000;
let pending;
let heldUntil = 0;

function speak(sentence) {
  clearTimeout(pending);
  heldUntil = Date.now() + HELD;
  pending = setTimeout(() => (element("status").textContent = sentence), PAUSE);
}

function describeGraph({ vertices, edges, growing, settled, round, loss }) {
  const words = [`${vertices} vertices, ${edges} edges`];
  if (growing) words.push("growing");
  else words.push(settled ? "settled" : "moving");
  if (round > 0) {
    // A loss that is no longer finite comes as `null`.
    const size = loss === null ? "not finite" : Number(loss.toPrecision(4));
    words.push(`training round ${round}, loss ${size}`);
  }
  return words.join("; ");
}

/** Says every few seconds how things stand, if that changed. */
function describeRegularly() {
  if (document.documentElement.dataset.failed) return;
  const now = document.hidden ? undefined : status();
  if (now && Date.now() > heldUntil) {
    const text = describeGraph(now);
    if (element("status").textContent !== text) element("status").textContent = text;
  }
  setTimeout(describeRegularly, 3000);
}

// ------------------------------------------------------------------------------ the help

function createTable(rows) {
  const table = document.createElement("table");
  for (const [control, effect] of rows) {
    const row = table.insertRow();
    const heading = createElement("th", control);
    heading.scope = "row";
    row.append(heading, createElement("td", effect));
  }
  return table;
}

function openHelp() {
  const lists = window.gradswarm?.help?.() ?? [];
  const parts = lists.flatMap(({ title, rows }) => [createElement("h2", title), createTable(rows)]);
  element("help-lists").replaceChildren(...parts);
  element("help").showModal();
}

const listen = (name, handle) => addEventListener(name, ({ detail }) => handle(detail));
listen("gradswarm-notice", (detail) => showNotice(JSON.parse(detail)));
listen("gradswarm-question", (detail) => askBeforeDrawing(JSON.parse(detail)));
listen("gradswarm-address", (detail) => keepAddress(JSON.parse(detail)));
listen("gradswarm-spoken", (detail) => speak(String(detail)));
listen("gradswarm-ready", () => {
  element("keys").disabled = false;
  describeRegularly();
});
element("notice").lastElementChild.addEventListener("click", closeNotice);
element("keys").addEventListener("click", openHelp);
