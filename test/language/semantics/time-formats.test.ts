import assert from "node:assert/strict";
import { mayHaveForm, percentPattern } from "../../../language/semantics/time-formats.ts";

describe("patterns of times from other tools", () => {
  for (const [pattern, expected] of [
    ["YYYY-MM-DD", "%Y-%m-%d"],
    ["yyyy-MM-dd HH:mm:ss", "%Y-%m-%d %H:%M:%S"],
    ["YYYY-MM-DD hh:mm:ss A", "%Y-%m-%d %I:%M:%S %p"],
    ["DD.MM.YYYY HH:MM", "%d.%m.%Y %H:%M"],
    ["dd.mm.yyyy", "%d.%m.%Y"],
    ["yyyy-mm-dd hh:mm:ss", "%Y-%m-%d %I:%M:%S"],
    ["M/D/YY", "%m/%d/%y"],
    ["YYYY-MM-DDTHH:mm:ss.SSSZ", "%Y-%m-%dT%H:%M:%S.%gZ"],
    ["yyyy-MM-dd'T'HH:mm:ss", "%Y-%m-%dT%H:%M:%S"],
    ["[on] YYYY", undefined],
    ["MMM D YYYY", "%b %d %Y"],
    ["epoch_seconds", undefined],
    ["iso", undefined],
    ["", undefined],
  ] as const)
    it(`${pattern} is ${expected ?? "none"}`, () =>
      assert.equal(percentPattern(pattern), expected));
});

describe("a text of a form", () => {
  for (const [text, format, expected] of [
    ["31.01.2026", "%d.%m.%Y", true],
    ["31.01.2026", "%d/%m/%Y", false],
    ["31.01.2026", "%Y-%m-%d", false],
    ["2026-01-31 9:05", "%Y-%m-%d %H:%M", true],
    ["2026-01-31", "%Y-%m-%d %H:%M", false],
    ["31 января 2026 г.", "%d %B %Y г.", true],
    ["1767225600", "epoch_s", true],
    ["31.01.2026", "epoch_ms", false],
    // A part that isn't known may be anything.
    ["31.01.2026", "%c", undefined],
  ] as const)
    it(`${text}: ${format}`, () => assert.equal(mayHaveForm(text, format), expected));
});
