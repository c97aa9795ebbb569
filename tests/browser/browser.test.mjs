// The seed's experiment, played in a browser as a person would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { keepScreenshot, openBrowser, pause, startServer, until, watchErrors } from "./harness.mjs";

const EXPERIMENT = "?scene=seed&seed=7";
/** Software rendering beside other work: slow, never wrong. */
const PATIENCE = 300;

let server, browser, page, errors;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  errors = watchErrors(page);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const status = (on = page) => on.evaluate(() => window.gradswarm.status());
const isGrown = (now) => now.vertices === 741 && now.edges === 884 && !now.growing;

async function open(on) {
  await on.goto(server.url + EXPERIMENT);
  await on.waitForSelector("#overlay", { state: "detached", timeout: PATIENCE * 1000 });
}

/** The rectangle of a control, in CSS pixels; its panel is opened when it is closed. */
async function control(name, panel) {
  const find = () => page.evaluate((name) => window.gradswarm.controls()[name], name);
  if (panel && !(await find())) await click(panel);
  return until(`${name} is on screen`, 20, find);
}

function middle({ x, y, width, height }) {
  return [x + width / 2, y + height / 2];
}

async function click(name) {
  const [x, y] = middle(await control(name));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
}

/** Drags in steps that a frame can see. */
async function drag([fromX, fromY], [toX, toY]) {
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) {
    const share = step / 10;
    await page.mouse.move(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
    await pause(50);
  }
  await page.mouse.up();
  await pause(500);
}

test("the page loads and says what it shows", async () => {
  await open(page);
  const now = await status();
  assert.equal(now.scene, "seed");
  assert.equal(now.seed, 7);
  assert.ok(now.frame >= 1);
});

test("the graph grows to 741 vertices and 884 edges", async () => {
  const early = await status();
  await until("the graph is grown", PATIENCE, async () => isGrown(await status()));
  assert.ok(early.vertices <= 741);
});

test("frames stop within two seconds of settling", async () => {
  await page.mouse.move(640, 400);
  await until("the graph is settled", PATIENCE, async () => (await status()).settled);
  await pause(2000);
  const { frame } = await status();
  await pause(2000);
  assert.equal((await status()).frame, frame);
  await keepScreenshot(page, "seed-settled");
});

test("a dragged slider changes its constant and leaves the camera alone", async () => {
  const slider = await control("constants/attraction/base", "panel/constants");
  // Paused, so that the view has no moving graph to follow.
  await page.keyboard.press("Space");
  await pause(1000);
  const before = await status();
  const y = slider.y + slider.height / 2;
  await drag([slider.x + slider.width * 0.3, y], [slider.x + slider.width * 0.8, y]);
  const dragged = await status();
  assert.notDeepEqual(dragged.constants, before.constants);
  assert.deepEqual(dragged.camera, before.camera);

  // The same drag beside the panels does move it: the camera was listening.
  await drag([600, 420], [700, 440]);
  const orbited = await status();
  assert.notDeepEqual(orbited.camera, dragged.camera);
  assert.deepEqual(orbited.constants, dragged.constants);
  await page.keyboard.press("Space");
});

test("training lowers the loss", async () => {
  const before = await status();
  await control("training/train", "panel/training");
  await click("training/train");
  const trained = await until("training is done", PATIENCE, async () => {
    const now = await status();
    return now.round >= 1000 && now;
  });
  assert.ok(trained.loss < before.loss, `${before.loss} → ${trained.loss}`);
  await until("the graph is whole", PATIENCE, async () => isGrown(await status()));
  await keepScreenshot(page, "seed-trained");
});

test("nothing was printed in red", () => {
  assert.deepEqual(errors, []);
});

test("it fits a phone", async () => {
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const phoneErrors = watchErrors(phone);
  await open(phone);
  await until("the graph is grown", PATIENCE, async () => isGrown(await status(phone)));
  await keepScreenshot(phone, "seed-phone");
  const { width, height } = await phone.locator("#gradswarm").boundingBox();
  assert.deepEqual([width, height], [390, 844]);
  assert.deepEqual(phoneErrors, []);
});
