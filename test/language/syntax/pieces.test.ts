import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Diagnostic } from "../../../language/index.ts";
import { createTextParser, originOf, parseText } from "../../../language/syntax/parse.ts";
import { readPieces } from "../../../language/syntax/pieces.ts";
import { readText } from "../../../language/syntax/read.ts";
import { inProject } from "../../support/project.ts";
import { propertyOptions } from "../../support/properties.ts";

const one = "funnel One on web {\n  stage A: visit\n}\n";
const two = "funnel Two on web {\n  stage B: visit\n}\n";

function piecesOf(text: string): readonly string[] {
  return readPieces(text, (piece, doc) => ({ read: readText(piece, doc) })).map(({ span }) =>
    text.slice(span.start, span.end),
  );
}

describe("the pieces of a text", () => {
  it("are its declarations, with what stands between behind the one before", () => {
    const head = "\uFEFF// A file.\n\n";
    const parts = [head, `${one}\n/** The second. */\n`, two, "segment a = b\n", "param p = 1\n"];
    assert.deepEqual(piecesOf(parts.join("")), parts);
  });

  for (const [name, text] of Object.entries({
    "a comment that goes on": `funnel Zero on web { /*\n${one}*/\n}\n`,
    "a declaration whose item looks like another":
      "funnel Zero on web {\nsegment a\n  stage A: visit\n}\n",
    "an unfinished merge": `<<<<<<< HEAD\n${one}=======\n${two}>>>>>>> other\n`,
  }))
    it(`don't cut through ${name}`, () => {
      assert.deepEqual(piecesOf(text + one), [
        text.startsWith("<") ? text + one : text,
        ...(text.startsWith("<") ? [] : [one]),
      ]);
    });

  it("don't cut where a comment that is never closed ends with the next declaration", () => {
    assert.deepEqual(piecesOf(`${one}/* why\n${two}`), [`${one}/* why\n`, two]);
  });

  it("are read as all of the text would be", () => {
    const texts = globSync(["samples/*.funnel", "test/language/fixtures/*.funnel"], {
      cwd: inProject("."),
    })
      .sort()
      .map((file) => readFileSync(inProject(file), "utf8"));
    const marks = [
      ...["/*", "*/", "/** x */\n", "//", "\n<<<<<<< a\n", "\n=======\n", "\n>>>>>>> b\n"],
      ...['"', "'", "`", "{", "}", "(", ")", "\n", "\r\n", "\0", "“"],
      ...["\nfunnel x on y {\n", "\nfunnel ", "\nfunnel or", "\nfunnel `", "\nsegment a = b\n"],
      ...["\nsegment ", '\nimport "a"\n', "\n/** x */\n", "\n  source a from\n"],
    ];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(share, fc.nat({ max: 60 }), fc.constantFrom("", ...marks)), {
          minLength: 1,
          maxLength: 4,
        }),
        (text, edits) => {
          let edited = text;
          for (const [place, removed, inserted] of edits) {
            const at = Math.floor(place * edited.length);
            edited = edited.slice(0, at) + inserted + edited.slice(at + removed);
          }
          const parsed = parseText(edited);
          const whole = readText(edited);
          assert.deepStrictEqual(parsed.tree.declarations, whole.declarations, edited);
          assert.deepStrictEqual(parsed.tree.comments, whole.comments, edited);
          assert.deepStrictEqual(parsed.misread, whole.misread, edited);
          assert.deepStrictEqual(parsed.strays, whole.strays, edited);
          assert.deepStrictEqual(parsed.conflicts, whole.conflicts, edited);
          const problems = [...whole.tokenProblems, ...whole.grammarProblems];
          assert.deepEqual(listed(parsed.problems), listed(problems), edited);
        },
      ),
      propertyOptions(300),
    );
  });

  it("are read again only where they changed", () => {
    const parse = createTextParser();
    const before = parse(one + two + two.replace("Two", "Three")).tree.declarations;
    const after = parse(one + two.replace("visit", "visits") + two.replace("Two", "Three"));
    const [first, second, third] = after.tree.declarations;
    assert.equal(first, before[0]);
    assert.notEqual(second, before[1]);
    assert.ok(third && before[2]);
    assert.equal(originOf(third).node, originOf(before[2]).node);
    assert.equal(third.span.start, before[2].span.start + 1);
  });
});

/** Which fixes mend something is found out afterwards. */
function listed(problems: readonly Diagnostic[]): readonly string[] {
  return problems
    .map(({ span, code, args }) => `${span.start} ${span.end} ${code} ${JSON.stringify(args)}`)
    .sort();
}
