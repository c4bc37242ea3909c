import assert from "node:assert/strict";
import { contrast, parseColour } from "../../client/view/colours.ts";
import { type ChartColours, themes } from "../../server/report/theme.ts";

function between(theme: ChartColours, one: keyof ChartColours, other: keyof ChartColours): number {
  const [first, second] = [theme[one], theme[other]].map(parseColour);
  assert.ok(first && second, `${one} and ${other} are colours`);
  return contrast(first, second);
}

describe("the colours of charts", () => {
  for (const [name, theme] of Object.entries(themes)) {
    it(`stand out from their ground: ${name}`, () => {
      for (const text of ["ink", "muted", "accent"] as const) {
        assert.ok(between(theme, text, "paper") >= 4.5, text);
      }
      assert.ok(between(theme, "bar", "paper") >= 3);
      // A bar ends where its track goes on.
      assert.ok(between(theme, "bar", "track") >= 3);
      assert.ok(between(theme, "whisker", "track") >= 3);
    });
  }
});
