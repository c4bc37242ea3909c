import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { inProject } from "../support/project.ts";
import { pageWith, section } from "./markdown.ts";
import { rules } from "./rules-table.ts";

const titles = new Set(
  globSync("test/**/*.test.ts", { cwd: inProject(".") }).flatMap((file) => {
    const text = readFileSync(inProject(file), "utf8");
    return [...text.matchAll(/\b(?:it|law)\(\s*"((?:[^"\\]|\\.)*)"/g)].map(
      ([, title = ""]) => title,
    );
  }),
);

describe("each rule of the definition", () => {
  for (const { rule, test, heading, example } of rules) {
    it(`${rule}: has a test of its own, and an example in the reference`, () => {
      assert.ok(titles.has(test), `no test is called “${test}”`);
      const text = section(pageWith(heading), heading);
      assert.ok(text.includes(example), `nothing like “${example}” below ${heading}`);
    });
  }
});
