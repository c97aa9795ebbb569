// What the browser tests share: the server, the browser, and waiting.
//
// CHROMIUM names the browser, NODE_PATH the folder that playwright-core is
// installed in when it is not in the repository's own node_modules.

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Unlike `import`, `require` looks into NODE_PATH.
const { chromium } = createRequire(import.meta.url)("playwright-core");

export { pause };

/** Software rendering, and no request but our own. */
const FLAGS = [
  "--no-sandbox",
  "--headless=new",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  // A sandboxed frame has no origin, and this browser would keep it from this machine.
  "--disable-features=LocalNetworkAccessChecks",
];

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
}

/** Serves `dist/web`; resolves to `{ url, stop }`. */
export function startServer() {
  const server = spawn("cargo", ["xtask", "serve", "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      server.kill();
      reject(new Error("cargo xtask serve printed no address"));
    }, 300_000);
    let printed = "";
    server.stdout.on("data", (text) => {
      printed += text;
      const url = printed.match(/http:\S+/)?.[0];
      if (!url) return;
      clearTimeout(late);
      resolve({ url, stop: () => server.kill() });
    });
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`cargo xtask serve ended (${code})`)));
  });
}

/** Keeps a picture of the page in `dist/screenshots`. */
export async function keepScreenshot(page, name) {
  const folder = `${root}dist/screenshots`;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Collects what a developer would see in red. */
export function watchErrors(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return errors;
}

/** Asks until the answer is truthy, and returns it. */
export async function until(what, seconds, ask) {
  const end = Date.now() + seconds * 1000;
  let answer;
  while (Date.now() < end) {
    answer = await ask();
    if (answer) return answer;
    await pause(100);
  }
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}

/** Sends touches of one finger: `await send("touchMove", [x, y])`; `touchEnd` has no place. */
export async function openTouch(page) {
  // A finger that moves needs the protocol itself.
  const session = await page.context().newCDPSession(page);
  return (type, place) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: place ? [{ x: place[0], y: place[1], id: 1 }] : [],
    });
}
