// The page as a visitor meets it: rest, sizes, addresses, and the first minute.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { keepScreenshot, openBrowser, openTouch, pause, startServer, until, watchErrors } from "./harness.mjs";

/** Software rendering beside other work: slow, never wrong. */
const PATIENCE = 300;

let server, browser;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const status = (page) => page.evaluate(() => window.gradswarm.status());
const controls = (page) => page.evaluate(() => window.gradswarm.controls());

async function open(page, query = "") {
  await page.goto(server.url + query, { timeout: PATIENCE * 1000 });
  await page.waitForSelector("#overlay", { state: "detached", timeout: PATIENCE * 1000 });
}

/** The middle of a control, once it stays where it is: a new window finds its place in its second frame. */
async function place(page, name) {
  const find = async () => (await controls(page))[name];
  const { x, y, width, height } = await until(`${name} stays on screen`, 30, async () => {
    const before = await find();
    await pause(700);
    const now = await find();
    return now && JSON.stringify(now) === JSON.stringify(before) && now;
  });
  return [x + width / 2, y + height / 2];
}

async function rest(page) {
  await until("the graph rests", PATIENCE, async () => {
    const now = await status(page);
    return now.settled && !now.growing && now.frame >= 90;
  });
  await pause(3500);
}

/** Drags with the mouse, or with one finger, in steps that a frame can see. */
async function drag(page, touch, from, to) {
  // The first step is a long one: a press that rests for 0.3 s takes hold of a vertex.
  const steps = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const along = (share) => [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * share);
  if (!touch) {
    await page.mouse.move(...from);
    await page.mouse.down();
    for (const share of steps) {
      await page.mouse.move(...along(share));
      await pause(60);
    }
    await page.mouse.up();
    return;
  }
  const send = await openTouch(page);
  await send("touchStart", from);
  for (const share of steps) {
    await send("touchMove", along(share));
    await pause(150);
  }
  await send("touchEnd");
}

/** Waits until the interface says that a control is there, or is not. */
const shows = (page, name, wanted = true) =>
  until(`${name} is ${wanted ? "there" : "gone"}`, 10, async () =>
    Boolean((await controls(page))[name]) === wanted);

/** Presses of a control at rest, each with the control that is there afterwards, or gone (`!`). */
const MOUSE_PRESSES = [
  ["panel/help", "help/close"],
  ["help/close", "!help/close"],
  ["menu", "menu/help"],
  ["menu/first_steps", "steps/close"],
  ["steps/close", "!steps/close"],
  ["scene/choice", "scene/choice/star"],
  ["scene/choice/neuron", "!scene/choice/star"],
  ["panel/search", "search/text"],
  ["search/close", "!search/text"],
  ["place/learn", "training/try/mlp"],
  ["place/look", "view/theme/light"],
  ["drawer/close", "!view/theme/light"],
];
const FINGER_PRESSES = [
  ["place/explore", "scene/new_seed"],
  ["place/learn", "training/try/mlp"],
  ["place/look", "view/theme/light"],
  ["place/physics", "constants/law"],
  ["place/inspector", "!constants/law"],
  ["panel/help", "help/close"],
  ["help/close", "!help/close"],
  ["menu", "menu/png"],
  ["menu/tool/box", "!menu/png"],
];

test("a page at rest answers the first press of a still mouse, and the first tap", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await open(page, "?scene=neuron");
  await rest(page);
  if ((await controls(page))["steps/close"]) await page.mouse.click(...(await place(page, "steps/close")));
  for (const [control, shown] of MOUSE_PRESSES) {
    await page.mouse.move(...(await place(page, control)));
    await pause(3000);
    await page.mouse.down();
    await pause(90);
    await page.mouse.up();
    await shows(page, shown.replace("!", ""), !shown.startsWith("!"));
  }
  await page.close();

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  await open(phone, "?scene=neuron");
  await rest(phone);
  for (const [control, shown] of FINGER_PRESSES) {
    await phone.touchscreen.tap(...(await place(phone, control)));
    await shows(phone, shown.replace("!", ""), !shown.startsWith("!"));
    await pause(3000);
  }
  await context.close();
});

test("a page at rest follows its size and its rotation", async () => {
  const page = await browser.newPage({ viewport: { width: 844, height: 390 } });
  await open(page, "?scene=neuron");
  await rest(page);
  for (const [width, height] of [[390, 844], [1280, 800], [900, 600], [500, 900]]) {
    await page.setViewportSize({ width, height });
    await until(`everything lies in ${width} × ${height}`, 10, async () => {
      const rects = Object.values(await controls(page));
      const help = (await controls(page))["panel/help"];
      const inside = rects.every((r) => r.x >= -1 && r.x + r.width <= width + 1);
      return inside && help && help.x + help.width > width - 60;
    });
    await pause(3500);
  }
  await page.close();
});

test("a mistyped address is said, and a huge graph is asked about first", async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
  await open(page, "?scene=mons");
  assert.match(await page.textContent("#notice"), /no scene “mons”.*Did you mean\s*moons/);
  assert.equal(await page.getAttribute("#notice a", "href"), "?scene=moons");
  await page.goto(`${server.url}?scene=random:vertices=1000000`, { timeout: PATIENCE * 1000 });
  await page.getByText("Draw 1,000,000 vertices?").waitFor({ timeout: PATIENCE * 1000 });
  await page.getByRole("button", { name: "Smaller" }).click();
  await until("the smaller one is shown", PATIENCE, async () =>
    (await page.evaluate(() => window.gradswarm?.status?.().frame)) >= 1);
  await page.close();
});

test("the start is kept as pictures of four sizes in both themes", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await open(page);
  await until("the graph is grown", PATIENCE, async () => !(await status(page)).growing);
  await rest(page);
  for (const theme of ["dark", "light"]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await pause(2000);
    for (const control of ["place/look", `view/theme/${theme}`, "place/explore"]) {
      await page.mouse.click(...(await place(page, control)));
    }
    await pause(800);
    for (const [width, height] of [[1280, 800], [900, 600], [500, 900], [390, 844]]) {
      await page.setViewportSize({ width, height });
      await page.keyboard.press("f");
      await pause(1500);
      // A narrow window opens the drawer as a sheet: closed, as at the start.
      const shown = Object.keys(await controls(page));
      const isSheet = shown.includes("place/inspector");
      if (isSheet && shown.some((name) => name.startsWith("scene/layers/"))) {
        await page.mouse.click(...(await place(page, "place/explore")));
      }
      await pause(3500);
      await keepScreenshot(page, `start-${width}x${height}-${theme}`);
      const names = Object.keys(await controls(page));
      for (const name of ["menu", "scene/choice", "training/train", "wave/run"]) {
        assert.ok(names.includes(name), `${name} is on screen in ${width} × ${height}`);
      }
    }
  }
  await page.close();
});

/** Selects a vertex near the middle: clicks or taps along a spiral until one answers. */
async function selectVertex(page, press, [x, y]) {
  for (let step = 0; step < 80; step++) {
    const [angle, radius] = [step * 2.4, 8 * Math.sqrt(step)];
    await press([x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
    if ((await status(page)).selection.length === 1) return;
  }
  throw new Error("no vertex is near the middle");
}

test("the first minute: turn, select, train, follow the gradient", async () => {
  for (const [name, touch] of [["desktop", false], ["phone", true]]) {
    const context = await browser.newContext({
      viewport: touch ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      hasTouch: touch,
      isMobile: touch,
    });
    const page = await context.newPage();
    const errors = watchErrors(page);
    await page.addInitScript(() => {
      addEventListener("gradswarm-ready", ({ detail }) => (window.readyWith = detail));
    });
    await open(page);
    assert.equal((await page.evaluate(() => window.readyWith)).version, (await status(page)).version);
    await until("the graph is grown", PATIENCE, async () => !(await status(page)).growing);
    await rest(page);
    await keepScreenshot(page, `first-minute-${name}`);
    const pressAt = async (at) => {
      if (touch) await page.touchscreen.tap(...at);
      else await page.mouse.click(...at);
      await pause(400);
    };
    const press = async (control) => pressAt(await place(page, control));
    // Turn: the start lies in the plane, where a drag moves the graph.
    const { camera } = await status(page);
    const middle = touch ? [195, 400] : [640, 400];
    await drag(page, touch, middle, [middle[0] + 110, middle[1] + 30]);
    await until("the drag moved the graph", 20, async () =>
      String((await status(page)).camera) !== String(camera));
    // Select: the number of the vertex is on the screen.
    await selectVertex(page, pressAt, [middle[0] + 70, middle[1] + 20]);
    await shows(page, touch ? "selected/number" : "inspector/focus");
    await keepScreenshot(page, `first-minute-${name}-selected`);
    // Train.
    await press("training/train");
    const early = await until("it learns", PATIENCE, async () => {
      const now = await status(page);
      return now.round >= 5 && now;
    });
    assert.ok(early.round < 1000, "training plays");
    await keepScreenshot(page, `first-minute-${name}-training`);
    await press("training/finish");
    const trained = await until("it is trained", PATIENCE, async () => {
      const now = await status(page);
      return now.round >= 1000 && now;
    });
    assert.ok(trained.loss < early.loss);
    await press("wave/run");
    await shows(page, "wave/stop");
    await pause(1500);
    await keepScreenshot(page, `first-minute-${name}-wave`);
    // Everything was done: the first steps say goodbye.
    await shows(page, "steps", false);
    assert.deepEqual(errors, []);
    await context.close();
  }
});
