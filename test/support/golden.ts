import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { inProject } from "./project.ts";

/**
 * Compares a text with the committed one in `test/golden/`. `UPDATE=1` writes it anew, to be read
 * before it is committed; a file that is missing is a failure, never an occasion.
 */
export function matchesGolden(name: string, text: string): void {
  const file = inProject("test", "golden", ...name.split("/"));
  if (process.env["UPDATE"]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `test/golden/${name} is missing: UPDATE=1 npx mocha writes it`);
  assert.equal(text, readFileSync(file, "utf8"), `test/golden/${name}`);
}
