// What the program says to the page: notices, a question, spoken sentences, the help, the address.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepScreenshot, until } from "./harness.mjs";
import { useStandIn } from "./stand_in.mjs";

const shared = useStandIn();
const { open, running } = shared;

/** Sends an event as the program does. */
const say = (name, detail) => shared.page.evaluate(
  ([name, detail]) => dispatchEvent(new CustomEvent(name, { detail })),
  [name, typeof detail === "string" ? detail : JSON.stringify(detail)],
);

test("a notice names the mistake, links to what was meant, and closes", async () => {
  const { page } = shared;
  await open("?seed=7&scene=mons");
  await running();
  await say("gradswarm-notice", { text: "There is no scene “<b>mons</b>”.", meant: "moons" });
  assert.match(await page.textContent("#notice p"), /no scene “<b>mons<\/b>”\. Did you mean moons\?/);
  assert.equal(await page.getAttribute("#notice a", "href"), "?seed=7&scene=moons");
  await page.getByRole("button", { name: "Close" }).first().click();
  assert.equal(await page.isHidden("#notice"), true);
});

test("a question before a large graph has two answers", async () => {
  const { page } = shared;
  await page.addInitScript(() => {
    const detail = JSON.stringify({ vertices: 1000000, smaller: "random:vertices=100000" });
    addEventListener("load", () => dispatchEvent(new CustomEvent("gradswarm-question", { detail })));
  });
  await open("?scene=random:vertices=1000000");
  await page.getByRole("heading", { name: "Draw 1,000,000 vertices?" }).waitFor();
  assert.match(await page.textContent("#message"), /1\.1 GB of memory/);
  await keepScreenshot(page, "question");
  await page.getByRole("button", { name: "Draw", exact: true }).click();
  await until("the answer is in the address", 10, () => /large=1/.test(page.url()));
  await page.getByRole("heading", { name: "Draw 1,000,000 vertices?" }).waitFor();
  await page.getByRole("button", { name: "Smaller" }).click();
  await until("the smaller graph is asked for", 10, () =>
    page.url().endsWith("scene=random:vertices=100000&large=1"));
});

test("of many sentences the last one is spoken, and it is not talked over", async () => {
  const { page } = shared;
  await open();
  await running();
  await page.evaluate(() => {
    window.spoken = [];
    const line = document.getElementById("status");
    new MutationObserver(() => window.spoken.push(line.textContent)).observe(line, { childList: true });
    for (const number of [1, 2, 3]) {
      dispatchEvent(new CustomEvent("gradswarm-spoken", { detail: `attraction ${number}` }));
    }
  });
  await until("the sentence is spoken", 5, async () =>
    (await page.textContent("#status")) === "attraction 3");
  await page.waitForTimeout(3200);
  assert.deepEqual(await page.evaluate(() => window.spoken), ["attraction 3"]);
});

test("the help is text with tables, for readers of every kind", async () => {
  const { page } = shared;
  await open();
  await running();
  await page.locator("#keys:enabled").press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("heading", { name: "Time" }).waitFor();
  assert.equal(await dialog.getByRole("rowheader").first().textContent(), "Space");
  assert.equal(await dialog.getByRole("cell").first().textContent(), "pause or play");
  await keepScreenshot(page, "help");
  await page.keyboard.press("Escape");
  await until("the help is closed", 5, async () => !(await dialog.isVisible()));
});

test("the address follows what is shown, readable, and without new history", async () => {
  const { page } = shared;
  await open("?scene=seed&large=1");
  await running();
  const before = await page.evaluate(() => history.length);
  await say("gradswarm-address", { scene: "mlp:sizes=2x3x1,samples=1", seed: "7" });
  const { search } = new URL(page.url());
  assert.equal(search, "?scene=mlp:sizes=2x3x1,samples=1&seed=7");
  assert.equal(await page.evaluate(() => history.length), before);
});
