// A stand-in for the program, of a few bytes: the page around it can be made to fail, and at once.

import { after, afterEach, before, beforeEach } from "node:test";

import { openBrowser, startServer } from "./harness.mjs";

export const EMPTY_MODULE = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const STAND_IN = `
  export default async function init({ module_or_path }) {
    if (!(module_or_path instanceof WebAssembly.Module)) throw new Error("no module");
    let frame = 0;
    window.gradswarm = {
      status: () => ({ frame: frame++, vertices: 741, edges: 884, growing: false, settled: true, round: 0, loss: 1 }),
      help: () => [{ title: "Time", rows: [["Space", "pause or play"]] }],
      canStepBack: () => Boolean(window.somethingIsOpen),
    };
    // What the program hears on its canvas.
    window.heard = [];
    const canvas = document.getElementById("gradswarm");
    for (const type of ["keydown", "keyup", "wheel", "pointerdown"]) {
      canvas.addEventListener(type, ({ key }) => window.heard.push(key ? type + " " + key : type));
    }
  }`;

/** Serves the page as if its program had so many bytes, with more headers. */
export async function expectBytes(page, url, bytes, headers = {}) {
  const isPage = (of) => of.origin + of.pathname === url;
  await page.route(isPage, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({
      response,
      headers: { ...response.headers(), ...headers },
      body: body.replace(/data-wasm-bytes="\d+"/, `data-wasm-bytes="${bytes}"`),
    });
  });
}

/** Opens a tab in which the stand-in takes the place of the program. */
export async function newStandInPage(browser, url, options) {
  const page = await browser.newPage(options);
  await page.route("**/gradswarm.js*", (route) =>
    route.fulfill({ contentType: "text/javascript", body: STAND_IN }));
  await page.route("**/*.wasm*", (route) =>
    route.fulfill({ contentType: "application/wasm", body: EMPTY_MODULE }));
  await expectBytes(page, url, EMPTY_MODULE.length);
  return page;
}

/** Gives every test of a file a tab of its own: `shared.page`, `shared.url`, `shared.browser`. */
export function useStandIn(options) {
  const shared = {};
  let server;
  before(async () => {
    server = await startServer();
    shared.url = server.url;
    shared.browser = await openBrowser();
  });
  after(async () => {
    await shared.browser?.close();
    server?.stop();
  });
  beforeEach(async () => {
    shared.page = await newStandInPage(shared.browser, shared.url, options);
  });
  afterEach(() => shared.page.close());
  shared.open = (query = "") => shared.page.goto(shared.url + query);
  shared.running = () => shared.page.waitForSelector("#overlay", { state: "detached" });
  shared.title = (text) => shared.page.getByRole("heading", { name: text }).waitFor();
  return shared;
}
