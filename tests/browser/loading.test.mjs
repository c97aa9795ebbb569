// The page while it loads: the screen, the progress, and the end of both.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepScreenshot, until, watchErrors } from "./harness.mjs";
import { EMPTY_MODULE, expectBytes, useStandIn } from "./stand_in.mjs";

const shared = useStandIn();
const { open, running } = shared;

test("the loading screen goes away with the first frame, and the state is spoken", async () => {
  const { page } = shared;
  const errors = watchErrors(page);
  await open();
  await running();
  assert.equal(await page.evaluate(() => document.activeElement.id), "gradswarm");
  const spoken = await until("the state is spoken", 10, () => page.textContent("#status"));
  assert.equal(spoken, "741 vertices, 884 edges; settled");
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Gradswarm");
  assert.deepEqual(errors, []);
});

test("an event with the status says that the program runs", async () => {
  const { page } = shared;
  await page.addInitScript(() => {
    addEventListener("gradswarm-ready", ({ detail }) => (window.readyWith = detail));
  });
  await open();
  await running();
  assert.equal(await page.evaluate(() => window.readyWith.vertices), 741);
});

test("the bar shows the share of the program that has arrived", async () => {
  const { page } = shared;
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

test("progress is a share, and no reader announces it", async () => {
  const { page } = shared;
  await page.addInitScript(() => {
    window.phases = [];
    new MutationObserver(() => {
      const text = document.getElementById("phase")?.textContent;
      if (text && window.phases.at(-1) !== text) window.phases.push(text);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await open();
  await running();
  const phases = await page.evaluate(() => window.phases);
  assert.deepEqual(phases, [
    "Loading the page …",
    "Downloading …",
    "Downloading: 100 %",
    "Compiling …",
    "Starting on this device …",
  ].filter((phase) => phases.includes(phase)));
  assert.ok(phases.includes("Starting on this device …"), phases.join());
  assert.equal(await page.locator("#phase[aria-live]").count(), 0);
});

test("a strict policy is enough: no script and no style is inline", async () => {
  const { page, url } = shared;
  const errors = watchErrors(page);
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  await expectBytes(page, url, EMPTY_MODULE.length, { "content-security-policy": policy });
  await open();
  await running();
  await page.evaluate(() => document.getElementById("keys").click());
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(errors, []);
});

test("the head names the page for tabs, links and home screens", async () => {
  const { page, url } = shared;
  await open();
  const read = (selector, name) => page.locator(selector).first().getAttribute(name);
  assert.match(await page.title(), /Gradswarm/);
  for (const selector of [
    'meta[name="description"]',
    'meta[property="og:title"]',
    'meta[property="og:image"]',
    'meta[name="twitter:card"]',
  ]) {
    assert.ok(await read(selector, "content"), selector);
  }
  assert.match(await read('meta[name="viewport"]', "content"), /viewport-fit=cover.*resizes-content/);
  assert.equal(await page.locator('meta[name="theme-color"]').count(), 2);
  for (const rel of ["icon", "apple-touch-icon", "manifest", "license"]) {
    const file = new URL(await read(`link[rel="${rel}"]`, "href"), url);
    assert.equal((await page.request.get(String(file))).status(), 200, rel);
  }
});
