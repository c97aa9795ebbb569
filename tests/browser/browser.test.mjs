// The seed's experiment, played in a browser as a person would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { keepScreenshot, openBrowser, openTouch, pause, startServer, until, watchErrors } from "./harness.mjs";

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

/** Frames that are drawn at the start, whatever happens: `WARM_UP` of src/frames.rs. */
const WARM_UP = 90;

after(async () => {
  await browser?.close();
  server?.stop();
});

const status = (on = page) => on.evaluate(() => window.gradswarm.status());
const isGrown = (now) => now.vertices === 741 && now.edges === 884 && !now.growing;

async function open(on) {
  await on.goto(server.url + EXPERIMENT, { timeout: PATIENCE * 1000 });
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

test("frames stop within four seconds of settling", async () => {
  await page.mouse.move(640, 400);
  await until("the graph is settled", PATIENCE, async () => (await status()).settled);
  // The first frames are always drawn: pipelines are compiled in them. A slow machine may still be there.
  await until("the warm-up is over", PATIENCE, async () => (await status()).frame >= WARM_UP);
  // The camera turns to the best side first.
  await pause(4000);
  const { frame } = await status();
  await pause(5000);
  assert.equal((await status()).frame, frame);
  await keepScreenshot(page, "seed-settled");
});

test("a dragged slider changes its constant and leaves the camera alone", async () => {
  const slider = await control("constants/attraction/base", "place/physics");
  // Paused, so that the view has no moving graph to follow.
  await page.keyboard.press("Space");
  await pause(1000);
  const before = await status();
  const y = slider.y + slider.height / 2;
  await drag([slider.x + slider.width * 0.3, y], [slider.x + slider.width * 0.8, y]);
  const dragged = await status();
  assert.notDeepEqual(dragged.constants, before.constants);
  assert.deepEqual(dragged.camera, before.camera);

  // The same drag beside the panels, and beside the graph, does move it: the camera was listening.
  await drag([400, 90], [500, 110]);
  const orbited = await status();
  assert.notDeepEqual(orbited.camera, dragged.camera);
  assert.deepEqual(orbited.constants, dragged.constants);
  await page.keyboard.press("Space");
});

test("training lowers the loss", async () => {
  const before = await status();
  await click("training/train");
  const early = await until("some rounds are done", PATIENCE, async () => {
    const now = await status();
    return now.round > 3 && now;
  });
  assert.ok(early.round < 1000, "training plays");
  await click("training/finish");
  const trained = await until("training is done", PATIENCE, async () => {
    const now = await status();
    return now.round >= 1000 && now;
  });
  assert.ok(trained.loss < before.loss, `${before.loss} → ${trained.loss}`);
  await until("the graph is whole", PATIENCE, async () => isGrown(await status()));
  await keepScreenshot(page, "seed-trained");
});

/**
 * A vertex at the front of the graph: where a click selects one, searched in a spiral from
 * the middle of the window. Resolves to its place; leaves it selected.
 */
async function findVertex(on, [x, y]) {
  for (let step = 0; step < 60; step++) {
    const [angle, radius] = [step * 2.4, 9 * Math.sqrt(step)];
    const at = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    await on.mouse.click(...at);
    await pause(400);
    if ((await status(on)).selection.length === 1) return at;
  }
  throw new Error("no vertex is near the middle");
}

/** Where the middle of the graph is: the panels keep to the sides. */
const MIDDLE = [640, 390];

/** The graph has settled, and the camera has flown to its best side. */
async function atRest(on = page) {
  let before;
  await until("the graph and the camera rest", PATIENCE, async () => {
    const { settled, camera } = await status(on);
    const now = JSON.stringify(camera);
    const rests = settled && now === before;
    before = now;
    if (!rests) await pause(500);
    return rests;
  });
}

test("a box selects, and the camera stays", async () => {
  await page.keyboard.press("f");
  await atRest();
  await pause(1000);
  const { camera } = await status();
  await page.keyboard.down("Shift");
  await drag([MIDDLE[0] - 90, MIDDLE[1] - 90], [MIDDLE[0] + 90, MIDDLE[1] + 90]);
  await page.keyboard.up("Shift");
  const boxed = await status();
  assert.ok(boxed.selection.length > 3, `${boxed.selection.length} vertices are selected`);
  assert.deepEqual(boxed.camera, camera);
  await keepScreenshot(page, "seed-box");
  await page.keyboard.press("Escape");
  await until("nothing is selected", 20, async () => (await status()).selection.length === 0);
});

test("a dragged vertex takes the graph along, and springs back", async () => {
  await atRest();
  const at = await findVertex(page, MIDDLE);
  const { camera } = await status();
  await page.mouse.move(...at);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) {
    await page.mouse.move(at[0] + 12 * step, at[1] - 6 * step);
    await pause(50);
  }
  await until("the graph is awake", 20, async () => !(await status()).settled);
  await keepScreenshot(page, "seed-dragged");
  const dragged = await status();
  assert.deepEqual(dragged.camera, camera, "the camera stays");
  await page.mouse.up();
  await atRest();
  assert.equal((await status()).selection.length, 1);
  await page.keyboard.press("Escape");
});

test("a search finds, steps and ends", async () => {
  await page.keyboard.press("/");
  await control("search/text");
  await pause(500);
  await page.keyboard.type("neuron 2", { delay: 60 });
  await page.keyboard.press("Enter");
  const [first] = await until("a match is selected", 20, async () => {
    const { selection } = await status();
    return selection.length === 1 && selection;
  });
  await page.keyboard.press("Enter");
  await until("the next one is selected", 20, async () => {
    const { selection } = await status();
    return selection.length === 1 && selection[0] !== first;
  });
  await pause(1500);
  await keepScreenshot(page, "seed-search");
  await page.keyboard.press("Escape");
  const find = () => page.evaluate(() => window.gradswarm.controls()["search/text"]);
  await until("the field is gone", 20, async () => !(await find()));
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
});

test("keys walk along the edges", async () => {
  const walk = async (key) => {
    const before = (await status()).selection.join();
    await page.keyboard.press(key);
    return until(`${key} leads on`, 20, async () => {
      const { selection } = await status();
      return selection.length === 1 && selection.join() !== before && selection[0];
    });
  };
  await until("nothing is selected", 20, async () => (await status()).selection.length === 0);
  const loss = await walk("Tab");
  const input = await walk("ArrowLeft");
  const sibling = await walk("ArrowDown");
  assert.equal(await walk("ArrowUp"), input);
  assert.notEqual(sibling, input);
  assert.equal(await walk("ArrowRight"), loss);
  await page.keyboard.press("Escape");
});

test("nothing was printed in red", () => {
  assert.deepEqual(errors, []);
});

test("a finger drags a vertex on a phone", async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  const phoneErrors = watchErrors(phone);
  await open(phone);
  await until("the graph is grown", PATIENCE, async () => isGrown(await status(phone)));
  await atRest(phone);
  await pause(1000);
  // A tap selects; the tabs and the timeline are at the bottom.
  const middle = [195, 380];
  let at;
  for (let step = 0; step < 60 && !at; step++) {
    const [angle, radius] = [step * 2.4, 6 * Math.sqrt(step)];
    const place = [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)];
    await phone.touchscreen.tap(...place);
    await pause(500);
    if ((await status(phone)).selection.length === 1) at = place;
  }
  assert.ok(at, "no vertex is near the middle");
  await atRest(phone);
  const { camera } = await status(phone);
  const send = await openTouch(phone);
  await send("touchStart", at);
  await pause(100);
  for (let step = 1; step <= 10; step++) {
    await send("touchMove", [at[0] + 9 * step, at[1] - 6 * step]);
    await pause(60);
  }
  await until("the graph is awake", 20, async () => !(await status(phone)).settled);
  assert.deepEqual((await status(phone)).camera, camera, "the camera stays");
  await keepScreenshot(phone, "phone-dragged");
  await send("touchEnd");
  await atRest(phone);
  assert.deepEqual(phoneErrors, []);
  await context.close();
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
