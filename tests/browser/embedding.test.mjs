// The page inside another one, and the keys, wheels and touches that belong to each.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTouch, pause, until } from "./harness.mjs";
import { newStandInPage, useStandIn } from "./stand_in.mjs";

const shared = useStandIn();
const { open, running } = shared;

/** Opens a page that shows the graph in a frame, with a field above and much below. */
async function openHost(page) {
  await page.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html",
    body: `<!doctype html><meta name="viewport" content="width=device-width">
      <input autofocus><br><iframe src="./" width="360" height="420"></iframe>
      <p style="height: 3000px">The end.</p>`,
  }));
  await page.goto(`${shared.url}host.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("#overlay").waitFor({ state: "detached" });
  return frame;
}

const heard = (frame) => frame.locator("#gradswarm").evaluate(() => window.heard);
const scrolled = (page) => page.evaluate(() => Math.round(scrollY));
const focused = (page) => page.evaluate(() => document.activeElement.tagName);
const invitation = (frame) => frame.getByRole("button", { name: "Click to explore" });

/** Whether the page keeps the browser from its own answer to an event on the canvas. */
const isPrevented = (page, type, init) => page.evaluate(([type, init]) => {
  const Kind = type === "wheel" ? WheelEvent : KeyboardEvent;
  const event = new Kind(type, { bubbles: true, cancelable: true, ...init });
  document.getElementById("gradswarm").dispatchEvent(event);
  return event.defaultPrevented;
}, [type, init]);

test("inside a frame, focus, keys and wheel are the outer page's until a click", async () => {
  const { page } = shared;
  const frame = await openHost(page);
  await invitation(frame).waitFor();
  assert.equal(await focused(page), "INPUT");
  await page.keyboard.type("t");
  await page.mouse.move(180, 250);
  await page.mouse.wheel(0, 300);
  await until("the outer page scrolls", 5, async () => (await scrolled(page)) > 0);
  assert.deepEqual(await heard(frame), []);
  await page.evaluate(() => scrollTo(0, 0));

  await frame.locator("#gradswarm").click({ position: { x: 180, y: 120 } });
  await until("the frame has the focus", 5, async () => (await focused(page)) === "IFRAME");
  assert.equal(await invitation(frame).isVisible(), false);
  await page.keyboard.press("t");
  await page.mouse.wheel(0, 300);
  await until("the graph hears both", 5, async () => {
    const events = await heard(frame);
    return events.includes("keydown t") && events.includes("wheel");
  });
  assert.equal(await scrolled(page), 0);
});

test("inside a frame, Escape gives everything back once nothing is open", async () => {
  const { page } = shared;
  const frame = await openHost(page);
  await frame.locator("#gradswarm").click({ position: { x: 180, y: 120 } });
  await frame.locator("#gradswarm").evaluate(() => (window.somethingIsOpen = true));
  await page.keyboard.press("Escape");
  await pause(1200);
  assert.equal(await invitation(frame).isVisible(), false, "the first Escape closes what is open");
  await frame.locator("#gradswarm").evaluate(() => (window.somethingIsOpen = false));
  await page.keyboard.press("Escape");
  await invitation(frame).waitFor();
  await page.mouse.wheel(0, 300);
  await until("the outer page scrolls again", 5, async () => (await scrolled(page)) > 0);
});

test("inside a frame, the canvas with the focus hears keys only after Enter", async () => {
  const { page } = shared;
  const frame = await openHost(page);
  await frame.locator("#gradswarm").focus();
  await page.keyboard.press("t");
  assert.ok(!(await heard(frame)).includes("keydown t"));
  await page.keyboard.press("Enter");
  assert.equal(await invitation(frame).isVisible(), false);
  await page.keyboard.press("t");
  await until("the graph hears the key", 5, async () => (await heard(frame)).includes("keydown t"));
});

test("inside a frame, a click elsewhere gives everything back", async () => {
  const { page } = shared;
  const frame = await openHost(page);
  await frame.locator("#gradswarm").click({ position: { x: 180, y: 120 } });
  await until("the frame has the focus", 5, async () => (await focused(page)) === "IFRAME");
  await page.locator("input").click();
  await invitation(frame).waitFor({ timeout: 5000 });
});

test("inside a frame, a thumb scrolls the outer page, and a tap begins", async () => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const phone = await newStandInPage(shared.browser, shared.url, options);
  const frame = await openHost(phone);
  const send = await openTouch(phone);
  await send("touchStart", [180, 380]);
  for (let step = 1; step <= 10; step++) {
    await send("touchMove", [180, 380 - 20 * step]);
    await pause(20);
  }
  await send("touchEnd");
  await until("the outer page scrolls", 5, async () => (await scrolled(phone)) > 0);
  assert.deepEqual(await heard(frame), []);
  // A tap into a page that still glides only stops it.
  await pause(1500);
  await phone.evaluate(() => scrollTo(0, 0));
  await pause(500);
  await phone.touchscreen.tap(180, 300);
  await until("the invitation is gone", 5, async () => !(await invitation(frame).isVisible()));
  await phone.close();
});

test("the browser's own keys stay the browser's, and the program does not hear them", async () => {
  const { page } = shared;
  await open();
  await running();
  for (const key of ["F3", "F5", "F7", "F11", "F12"]) {
    assert.equal(await isPrevented(page, "keydown", { key }), false, key);
  }
  for (const key of ["r", "l", "f", "p", "d", "n", "+", "-", "0"]) {
    assert.equal(await isPrevented(page, "keydown", { key, ctrlKey: true }), false, `Ctrl+${key}`);
  }
  assert.equal(await isPrevented(page, "keydown", { key: "ArrowLeft", altKey: true }), false);
  const events = await page.evaluate(() => window.heard);
  for (const key of ["F3", "F7", "F12", "+", "-", "0"]) assert.ok(!events.includes(`keydown ${key}`), key);
});

test("the program's own keys reach it, and nothing else", async () => {
  const { page } = shared;
  await open();
  await running();
  for (const key of ["ArrowDown", " ", "Tab", "PageDown", "F2", "F6", "F8", "Enter", "/", "t"]) {
    assert.equal(await isPrevented(page, "keydown", { key }), true, key);
  }
  assert.equal(await isPrevented(page, "keydown", { key: "a", ctrlKey: true }), true, "Ctrl+A");
  assert.ok((await page.evaluate(() => window.heard)).includes("keydown F6"));
});

test("Escape twice, then Tab, leaves the canvas; another key stays", async () => {
  const { page } = shared;
  await open();
  await running();
  const inside = () => page.evaluate(() => document.activeElement.id === "gradswarm");
  await page.keyboard.press("Tab");
  assert.equal(await inside(), true, "Tab alone walks in the graph");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await until("the way out is said", 5, async () =>
    /Press Tab to leave/.test(await page.textContent("#status")));
  await page.keyboard.press("Tab");
  assert.equal(await inside(), false);
});

test("wheel and pinch over the canvas never move or zoom the page", async () => {
  const { page } = shared;
  await open();
  await running();
  assert.equal(await isPrevented(page, "wheel", { deltaY: 30 }), true);
  assert.equal(await isPrevented(page, "wheel", { deltaY: -10, ctrlKey: true }), true);
});
