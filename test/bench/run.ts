/**
 * `npm run bench [-- PART…] [OPTIONS]`: `language` (keystrokes, completion, the server's start, growth)
 * and `engine` (a funnel over many events, with options of its own); without a part, both.
 */
import { parseArgs } from "node:util";
import { print } from "./table.ts";

const parts = { language: "./language.ts", engine: "./engine.ts" };

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
// The value of an option may stand alone.
const chosen = positionals.filter((name) => !/^\d/.test(name));
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`There is no part "${unknown}" of the bench.`);
for (const [name, file] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  print(`\n# ${name}\n`);
  await import(file);
}
