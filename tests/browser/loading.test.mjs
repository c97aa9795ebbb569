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
  await expectBytes(EMPTY_MODULE.length);
});

/** Serves the page as if its program had so many bytes, with more headers. */
async function expectBytes(bytes, headers = {}) {
  await page.route(server.url, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({
      response,
      headers: { ...response.headers(), ...headers },
      body: body.replace(/data-wasm-bytes="\d+"/, `data-wasm-bytes="${bytes}"`),
    });
  });
}

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
  assert.deepEqual(await page.evaluate(() => window.shares), [0, 100, 100]);
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

test("a login page in place of the program is named", async () => {
  await page.route("**/*.wasm*", (route) =>
    route.fulfill({ contentType: "application/wasm", body: "<!doctype html><p>Please log in" }));
  await open();
  await title("What came is not Gradswarm");
  assert.match(await page.textContent("#message"), /login/);
});

test("half a program is a download that did not finish", async () => {
  await expectBytes(2 * EMPTY_MODULE.length);
  await open();
  await title("The download did not finish");
  assert.match(await page.textContent("#message"), /8 of 16 bytes/);
});

test("a policy that forbids programs is named", async () => {
  await expectBytes(EMPTY_MODULE.length, { "content-security-policy": "script-src 'self'" });
  await open();
  await title("This page is not allowed to run programs");
});

test("a strict policy is enough: no script and no style is inline", async () => {
  const errors = watchErrors(page);
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  await expectBytes(EMPTY_MODULE.length, { "content-security-policy": policy });
  await open();
  await running();
  assert.deepEqual(errors, []);
});

test("a missing loader has its own words and a way on", async () => {
  await page.route("**/loader.js*", (route) => route.fulfill({ status: 404 }));
  await open();
  await page.getByText("A part of the page could not be loaded").waitFor();
  await page.getByRole("button", { name: "Reload" }).waitFor();
});

test("the page opened as a file says that it needs a server", async () => {
  const { readFile, mkdtemp, writeFile } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const folder = await mkdtemp(`${tmpdir()}/gradswarm-page-`);
  for (const name of ["index.html", "early.js", "loader.js", "page.css"]) {
    await writeFile(`${folder}/${name}`, await readFile(new URL(`../../assets/web/${name}`, import.meta.url)));
  }
  await page.unroute("**/*.wasm*");
  await page.goto(`file://${folder}/index.html`);
  await page.getByText("A browser starts this page only from a web server").waitFor();
});

test("inside another page, wheel and keys are that page's until a click", async () => {
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<input autofocus><iframe src="./" width="600" height="420"></iframe><p style="height: 3000px">`,
    }));
  await page.goto(`${server.url}host.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("#overlay").waitFor({ state: "detached" });
  await frame.getByRole("button", { name: "Click to explore" }).waitFor();
  await page.mouse.move(300, 250);
  await page.mouse.wheel(0, 300);
  await until("the page scrolls", 5, () => page.evaluate(() => scrollY > 0));
  await page.evaluate(() => scrollTo(0, 0));
  await frame.locator("#gradswarm").click({ position: { x: 300, y: 200 } });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => scrollY), 0, "the graph zooms instead");
  // Escape twice gives everything back.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await frame.getByRole("button", { name: "Click to explore" }).waitFor();
});

test("the browser's own keys stay the browser's, and Escape twice then Tab leaves", async () => {
  await open();
  await running();
  const prevented = (init) => page.evaluate((init) => {
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
    document.getElementById("gradswarm").dispatchEvent(event);
    return event.defaultPrevented;
  }, init);
  for (const key of ["F3", "F5", "F7"]) assert.equal(await prevented({ key }), false, key);
  for (const key of ["r", "l", "f", "p", "d", "n", "+", "-", "0"]) {
    assert.equal(await prevented({ key, ctrlKey: true }), false, `Ctrl+${key}`);
  }
  assert.equal(await prevented({ key: "ArrowLeft", altKey: true }), false);
  for (const key of ["ArrowDown", " ", "Tab", "PageDown", "F6"]) {
    assert.equal(await prevented({ key }), true, key);
  }
  assert.equal(await prevented({ key: "a", ctrlKey: true }), true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await prevented({ key: "Tab" }), false, "the way out");
});

test("notices and questions from the program are shown", async () => {
  await open();
  await running();
  await page.evaluate(() => {
    const detail = JSON.stringify({
      text: "There is no scene “mons”. Did you mean",
      link: { text: "moons", href: "?scene=moons" },
    });
    dispatchEvent(new CustomEvent("gradswarm-notice", { detail }));
    dispatchEvent(new CustomEvent("gradswarm-spoken", { detail: "v10: 0.5" }));
  });
  assert.equal(await page.getAttribute("#notice a", "href"), "?scene=moons");
  assert.equal(await page.textContent("#status"), "v10: 0.5");
  await page.getByRole("button", { name: "Close" }).first().click();
  assert.equal(await page.isHidden("#notice"), true);
});
