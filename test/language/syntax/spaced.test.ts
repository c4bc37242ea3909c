import assert from "node:assert/strict";
import fc from "fast-check";
import { parseText } from "../../../language/syntax/parse.ts";
import { createSpacedParser, type SpacedText } from "../../../language/syntax/spaced.ts";
import { sliceSpan } from "../../../language/text.ts";
import { propertyOptions } from "../../support/properties.ts";

const funnel = (name: string): string => `funnel ${name} on web {\n  stage A: visit\n}\n`;

function startsOf({ parsed }: SpacedText): readonly number[] {
  return parsed.tree.declarations.map(({ span }) => span.start);
}

/** What is known of the text as it is written, and where its declarations stand in the spaced one. */
function check(text: string, spaced: SpacedText): void {
  assert.deepStrictEqual(spaced.written(), parseText(text).tree, text);
  for (const { span } of spaced.parsed.tree.declarations) {
    assert.equal(sliceSpan(spaced.text, span), sliceSpan(text, spaced.spanOf(span)), text);
  }
  assert.equal(spaced.offsetOf(0), 0);
  assert.equal(spaced.offsetOf(spaced.text.length), text.length);
}

describe("a spaced text", () => {
  const text = funnel("One") + funnel("Two") + funnel("Three");

  it("moves nothing while one types, as long as there is room", () => {
    const parse = createSpacedParser();
    const before = startsOf(parse(text));
    for (const edited of [
      text.replace("visit", "visits"),
      text.replace("visit", ""),
      `// About it.\n${text}`.replace("// About it.\n", ""),
      text.replace("Two on web {", `Two on web { // ${"x".repeat(200)}`),
    ])
      assert.deepEqual(startsOf(parse(edited)), before, edited);
  });

  it("moves only what stands below where there is no more room", () => {
    const parse = createSpacedParser();
    const [one, two, three = 0] = startsOf(parse(text));
    const longer = text.replace("Two on web {", `Two on web { // ${"x".repeat(5000)}`);
    const moved = startsOf(parse(longer));
    assert.deepEqual(moved.slice(0, 2), [one, two]);
    assert.ok((moved[2] ?? 0) > three);
    assert.deepEqual(startsOf(parse(text)), moved);
  });

  it("is the text that it was made of, after any edits", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const inserted = fc.oneof(
      fc.constantFrom("x", "\n", "\r", "\r\n", "{", "}", "/*", "*/", "", funnel("Four"), text),
      fc.nat({ max: 9_000 }).map((length) => `// ${"y".repeat(length)}\n`),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, fc.nat({ max: 120 }), inserted), { maxLength: 12 }),
        (edits) => {
          const parse = createSpacedParser();
          let now = text;
          check(now, parse(now));
          for (const [place, removed, given] of edits) {
            const at = Math.floor(place * now.length);
            now = now.slice(0, at) + given + now.slice(at + removed);
            check(now, parse(now));
          }
        },
      ),
      propertyOptions(100),
    );
  });
});
