// How often the page draws, in a browser that draws in software: `node tests/browser/frames.mjs`
// prints a line a scene. `cargo xtask web` has to come first; see harness.mjs for the rest.

import { openBrowser, pause, startServer, until } from "./harness.mjs";

const SCENES = process.argv.slice(2);
if (!SCENES.length) SCENES.push("seed", "moons:samples=8", "moons");
/** Seconds that are measured. */
const SPAN = 10;
/** Growing 130,895 vertices in software takes minutes. */
const PATIENCE = 900;

const server = await startServer();
const browser = await openBrowser();
try {
  for (const scene of SCENES) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const status = () => page.evaluate(() => window.gradswarm.status());
    await page.goto(`${server.url}?scene=${encodeURIComponent(scene)}&seed=7`);
    await page.waitForSelector("#overlay", { state: "detached", timeout: PATIENCE * 1000 });
    const shown = async () => {
      const now = await status();
      return now.vertices > 0 && !now.growing;
    };
    const loaded = Date.now();
    await until(`${scene} is grown`, PATIENCE, shown);
    const grown = (Date.now() - loaded) / 1000;
    const measure = async (move) => {
      const [before, begun] = [await status(), Date.now()];
      for (let beat = 0; Date.now() < begun + SPAN * 1000; beat++) {
        if (move) await page.mouse.move(640 + 190 * Math.cos(beat / 9), 400 + 120 * Math.sin(beat / 9));
        await pause(30);
      }
      const now = await status();
      const seconds = (Date.now() - begun) / 1000;
      return {
        frames_a_second: +((now.frame - before.frame) / seconds).toFixed(1),
        ticks_a_second: +((now.tick - before.tick) / seconds).toFixed(1),
        tick_ms: +now.tick_ms.toFixed(2),
        settled: now.settled,
      };
    };
    const awake = await measure(false);
    const explored = await measure(true);
    console.log(JSON.stringify({ scene, grown_after_s: +grown.toFixed(1), awake, explored }));
    await page.close();
  }
} finally {
  await browser.close();
  server.stop();
}
