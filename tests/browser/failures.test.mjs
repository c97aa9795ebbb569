// Everything that can go wrong around the program, each with its own words.

import assert from "node:assert/strict";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { keepScreenshot, until } from "./harness.mjs";
import { EMPTY_MODULE, expectBytes, useStandIn } from "./stand_in.mjs";

const shared = useStandIn();
const { open, running, title } = shared;

/** Answers the request for the program. */
const serveProgram = (answer) => shared.page.route("**/*.wasm*", answer);
const message = () => shared.page.textContent("#message");

test("a browser without WebGL 2 is told so before the program is downloaded", async () => {
  const { page } = shared;
  let requested = false;
  await serveProgram((route) => {
    requested = true;
    return route.fallback();
  });
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await open();
  await title("No WebGL 2 here");
  assert.equal(requested, false);
});

test("a browser without WebAssembly, or without vectors, is told so", async () => {
  const { page } = shared;
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await open();
  await title("This browser is too old for Gradswarm");
  await page.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
  await page.reload();
  await title("This browser cannot run Gradswarm");
});

test("a failed download says what to do", async () => {
  await serveProgram((route) => route.fulfill({ status: 503 }));
  await open();
  await title("The download did not finish");
  assert.match(await message(), /503/);
});

test("a broken connection says what to do", async () => {
  await serveProgram((route) => route.abort("connectionreset"));
  await open();
  await title("The download did not finish");
});

test("a missing script of the program is no login page", async () => {
  await shared.page.route("**/gradswarm.js*", (route) => route.fulfill({ status: 404 }));
  await open();
  await title("The download did not finish");
});

test("a login page in place of the program is named", async () => {
  await serveProgram((route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><p>Please log in" }));
  await open();
  await title("What came is not Gradswarm");
  assert.match(await message(), /ask for a login/);
});

test("half a program is a download that did not finish", async () => {
  await expectBytes(shared.page, shared.url, 2 * EMPTY_MODULE.length);
  await open();
  await title("The download did not finish");
  assert.match(await message(), /8 of 16 bytes/);
});

test("a program that the browser does not understand is no login page", async () => {
  await serveProgram((route) => route.fulfill({
    contentType: "application/wasm",
    // A section that no WebAssembly has.
    body: Buffer.concat([EMPTY_MODULE, Buffer.from([99, 0])]),
  }));
  await open();
  await title("This browser cannot compile Gradswarm");
});

test("a stalled download offers another try, and goes on by itself", async () => {
  const { page } = shared;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await serveProgram(async (route) => {
    await held;
    await route.fallback();
  });
  await open();
  await until("the stall is said", 20, async () =>
    /^No data for 10 s/.test(await page.textContent("#phase")));
  assert.equal(await page.textContent("#reload"), "Try again");
  assert.equal(await page.isVisible("#reload"), true);
  assert.match(await page.textContent("#status"), /No data/);
  await keepScreenshot(page, "stalled");
  release();
  await running();
});

test("a policy that forbids programs is named", async () => {
  const policy = { "content-security-policy": "script-src 'self'" };
  await expectBytes(shared.page, shared.url, EMPTY_MODULE.length, policy);
  await open();
  await title("This page is not allowed to run programs");
});

test("a missing part of the page has its own words and a way on", async () => {
  const { page } = shared;
  for (const part of ["loader.js", "canvas.js", "messages.js"]) {
    const missing = (route) => route.fulfill({ status: 404 });
    await page.route(`**/${part}*`, missing);
    await open();
    await title("A part of the page is missing");
    await page.getByRole("button", { name: "Reload" }).waitFor();
    await page.unroute(`**/${part}*`, missing);
  }
});

test("the page opened as a file says that it needs a server, and says nothing else", async () => {
  const { page } = shared;
  const folder = await mkdtemp(`${tmpdir()}/gradswarm-page-`);
  const assets = fileURLToPath(new URL("../../assets/web", import.meta.url));
  await cp(assets, folder, { recursive: true });
  await page.unroute("**/*.wasm*");
  await page.goto(`file://${folder}/index.html`);
  await title("A file is not enough");
  await page.waitForTimeout(1000);
  await title("A file is not enough");
});

test("a frame without an origin says what its owner must change", async () => {
  const { page, url } = shared;
  await page.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html",
    body: `<iframe src="./" sandbox="allow-scripts" width="600" height="500"></iframe>`,
  }));
  await page.goto(`${url}host.html`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading", { name: "This frame is too strict" }).waitFor();
});

test("a panic leaves a report to copy", async () => {
  const { page } = shared;
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

test("lost graphics say what is lost, and offer a reload that works", async () => {
  const { page } = shared;
  await open();
  await running();
  await page.evaluate(() => {
    const canvas = document.getElementById("gradswarm");
    canvas.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
  });
  await title("The graphics were lost");
  assert.match(await message(), /training, changed numbers .* layout of this visit are lost.*page's address/);
  await page.getByRole("button", { name: "Reload" }).click();
  await running();
});
