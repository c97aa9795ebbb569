// The page as a visitor meets it: rest, sizes, addresses, and the first minute.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { keepScreenshot, openBrowser, pause, startServer, until, watchErrors } from "./harness.mjs";

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

async function place(page, name) {
  const { x, y, width, height } = await until(`${name} is on screen`, 30, async () =>
    (await controls(page))[name]);
  return [x + width / 2, y + height / 2];
}

async function rest(page) {
  await until("the graph rests", PATIENCE, async () => {
    const now = await status(page);
    return now.settled && !now.growing && now.frame >= 90;
  });
  await pause(3500);
}

/** Waits until the interface says that a control is there, or is not. */
const shows = (page, name, wanted = true) =>
  until(`${name} is ${wanted ? "there" : "gone"}`, 10, async () =>
    Boolean((await controls(page))[name]) === wanted);

test("a page at rest answers the first press of a still mouse, and the first tap", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await open(page, "?scene=neuron");
  await rest(page);
  await page.mouse.move(...(await place(page, "panel/help")));
  await pause(3500);
  await page.mouse.down();
  await pause(90);
  await page.mouse.up();
  await shows(page, "help/close");
  await page.keyboard.press("Escape");
  await page.close();

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  await open(phone, "?scene=neuron");
  await rest(phone);
  for (const [tab, shown] of [
    ["place/learn", "training/one_round"],
    ["place/look", "view/theme/light"],
    ["place/physics", "constants/law"],
  ]) {
    await phone.touchscreen.tap(...(await place(phone, tab)));
    await shows(phone, shown);
    await pause(3500);
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
    const press = async (control) => {
      const at = await place(page, control);
      if (touch) await page.touchscreen.tap(...at);
      else await page.mouse.click(...at);
      await pause(400);
    };
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
    assert.deepEqual(errors, []);
    await context.close();
  }
});
