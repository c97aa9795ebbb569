// The page around the program: what it shows while loading, and when something fails.
//
// A stand-in of a few bytes takes the program's place, so that everything can
// be made to fail, and at once.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";

import { keepScreenshot, openBrowser, startServer, until, watchErrors } from "./harness.mjs";

const EMPTY_MODULE = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const STAND_IN = `
  export default async function init({ module_or_path }) {
    if (!(module_or_path instanceof WebAssembly.Module)) throw new Error("no module");
    let frame = 0;
    window.gradswarm = {
      status: () => ({ frame: frame++, vertices: 741, edges: 884, growing: false, settled: true, round: 0, loss: 1 }),
    };
  }`;

let server, browser, page;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.route("**/gradswarm.js*", (route) =>
    route.fulfill({ contentType: "text/javascript", body: STAND_IN }));
  await page.route("**/*.wasm*", (route) =>
    route.fulfill({ contentType: "application/wasm", body: EMPTY_MODULE }));
});

afterEach(() => page.close());

const open = () => page.goto(server.url);
const running = () => page.waitForSelector("#overlay", { state: "detached" });
const title = (text) => page.getByRole("heading", { name: text }).waitFor();

test("the loading screen goes away with the first frame, and the status is spoken", async () => {
  const errors = watchErrors(page);
  await open();
  await running();
  assert.equal(await page.evaluate(() => document.activeElement.id), "gradswarm");
  const spoken = await until("the status is spoken", 10, () => page.textContent("#status"));
  assert.equal(spoken, "741 vertices, 884 edges; settled");
  assert.deepEqual(errors, []);
});

test("the bar shows the share of the program that has arrived", async () => {
  // A page that expects twice what the stand-in brings.
  await page.route(server.url, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const twice = `data-wasm-bytes="${2 * EMPTY_MODULE.length}"`;
    await route.fulfill({ response, body: body.replace(/data-wasm-bytes="\d+"/, twice) });
  });
  // Held back, so that loading does not end before it was looked at.
  let release;
  const looked = new Promise((resolve) => (release = resolve));
  await page.route("**/gradswarm.js*", async (route) => {
    await looked;
    await route.fallback();
  });
  await page.addInitScript(() => {
    window.shares = [];
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (name, value) {
      if (name === "aria-valuenow") window.shares.push(value);
      set.call(this, name, value);
    };
  });
  await open();
  await until("all has arrived", 10, async () => (await page.textContent("#phase")) === "Compiling …");
  assert.deepEqual(await page.evaluate(() => window.shares), [0, 50, 100]);
  await keepScreenshot(page, "loading");
  release();
  await running();
});

test("a browser without WebGL 2 is told so", async () => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await open();
  await title("No WebGL 2 here");
});

test("a failed download says what to do", async () => {
  await page.route("**/*.wasm*", (route) => route.fulfill({ status: 503 }));
  await open();
  await title("The download did not finish");
  assert.match(await page.textContent("#message"), /503/);
});

test("a panic leaves a report to copy", async () => {
  await open();
  await running();
  await page.evaluate(() => {
    const detail = "panicked at src/lib.rs:1:2: out of vertices";
    dispatchEvent(new CustomEvent("gradswarm-panic", { detail }));
  });
  await title("Gradswarm stopped");
  const report = await page.textContent("#report");
  assert.match(report, /^Gradswarm \d/);
  assert.match(report, /out of vertices/);
  await page.getByRole("button", { name: "Copy the report" }).click();
  await page.getByRole("button", { name: /Copied|Selected/ }).waitFor();
  await keepScreenshot(page, "stopped");
});

test("lost graphics offer a reload that works", async () => {
  await open();
  await running();
  await page.evaluate(() => {
    const canvas = document.getElementById("gradswarm");
    canvas.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
  });
  await title("The graphics were lost");
  await page.getByRole("button", { name: "Reload" }).click();
  await running();
});

test("pinching over the canvas never zooms the page", async () => {
  await open();
  await running();
  const zoomed = await page.evaluate(() =>
    document.getElementById("gradswarm").dispatchEvent(
      new WheelEvent("wheel", { ctrlKey: true, deltaY: -10, bubbles: true, cancelable: true })));
  assert.equal(zoomed, false);
});

test("it works in a frame of another page, and leaves that page's keys alone", async () => {
  await page.route("**/host.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<input autofocus><iframe src="./"></iframe>` }));
  await page.goto(`${server.url}host.html`);
  await page.frameLocator("iframe").locator("#overlay").waitFor({ state: "detached" });
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
});
