// Runs a WASI program in Node, in this folder:
// node wasi.mjs PROGRAM ARGUMENT…

import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [program, ...words] = process.argv.slice(2);
// Of the environment it gets what it reads and no more, so that nothing else can matter.
const { GRADSWARM_SIMD } = process.env;
const wasi = new WASI({
  version: "preview1",
  args: ["gradswarm", ...words],
  env: GRADSWARM_SIMD === undefined ? {} : { GRADSWARM_SIMD },
  preopens: { ".": process.cwd() },
  returnOnExit: true,
});
const module = await WebAssembly.compile(await readFile(program));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
process.exitCode = wasi.start(instance);
