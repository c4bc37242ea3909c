import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { formatText } from "../../../language/editing.ts";
import { assertSame } from "./same.ts";

const samples = path.join(import.meta.dirname, "../../../samples");

describe("formatText", () => {
  for (const name of readdirSync(samples).filter((file) => file.endsWith(".funnel"))) {
    it(`leaves ${name} as it is`, () => {
      const text = readFileSync(path.join(samples, name), "utf8");
      assert.deepEqual(formatText(text), { text, broken: false });
    });
  }

  it("ends the text with a line break, unless it is empty", () => {
    assert.equal(formatText("segment a = b").text, "segment a = b\n");
    assert.equal(formatText("segment a = b\n\n\n").text, "segment a = b\n");
    for (const blank of ["", "\n", "  \t\r\n\n"]) assert.equal(formatText(blank).text, "");
  });

  it("keeps the line breaks of the text; of two kinds the usual one", () => {
    assert.equal(
      formatText("/* a\r\nb */\r\nfunnel F {\r\nstage A: a\r\n}").text,
      "/* a\r\nb */\r\nfunnel F {\r\n  stage A: a\r\n}\r\n",
    );
    assert.equal(formatText("// a\r\n// b\n// c\r\n").text, "// a\r\n// b\r\n// c\r\n");
    assert.equal(formatText("// a\n// b\r\n// c\r").text, "// a\n// b\n// c\n");
    assert.equal(formatText("// a\r\nfunnel {\r\n").text, "// a\r\nfunnel {\r\n");
  });

  it("keeps a byte order mark, and makes none", () => {
    assert.equal(formatText("\uFEFF\n\nsegment a=b").text, "\uFEFFsegment a = b\n");
    assert.equal(formatText("\uFEFF").text, "\uFEFF");
    assert.equal(formatText("\n\uFEFF").text, "\n\uFEFF\n");
  });
});

describe("formatting a text with errors", () => {
  const check = (title: string, before: string, after = before): void => {
    it(title, () => {
      assert.deepEqual(assertSame(before), { text: after, broken: true });
    });
  };

  check(
    "leaves a statement with an error alone, not its neighbours",
    "funnel  F {\n    stage A:a\n      stage   B: (b where\n         x  =  1   \n  stage C:c\n}\n\nsegment d=e\n",
    "funnel F {\n  stage A: a\n      stage   B: (b where\n         x  =  1   \n  stage C: c\n}\n\nsegment d = e\n",
  );
  check(
    "leaves a head with an error alone, not its block",
    "funnel   on  web {\n stage A:a\n}\nsource  s   from {\nactor a\n}\n",
    "funnel   on  web {\n  stage A: a\n}\n\nsource  s   from {\n  actor a\n}\n".replace(
      "}\n\nsource",
      "}\n\nsource",
    ),
  );
  check(
    "leaves a block alone that lacks a brace",
    "funnel F {\n stage   A: a\n\n\nfunnel G{\nstage   A: a\n}\n",
    "funnel F {\n stage   A: a\n\nfunnel G {\n  stage A: a\n}\n",
  );
  check(
    "leaves the lines alone that a statement with an error shares",
    "funnel F { stage A:a stage B\n stage C:c\n}\n",
    "funnel F { stage A:a stage B\n  stage C: c\n}\n",
  );
  check(
    "doesn't settle what a condition belongs to",
    "funnel F {\n stage A: a   or b\n where   x = 1\n stage B:   b\n}\n",
    "funnel F {\n stage A: a   or b\n where   x = 1\n  stage B: b\n}\n",
  );
  check(
    "formats the neighbours of a statement with an error in any block",
    "experiment  E on F {\n variant  g\n  control   A\n goal A->B\n}\nretention R on s {\n  start:  a\n  return   b\n  every  week for 8\n}\n",
    "experiment E on F {\n  variant g\n  control   A\n  goal A -> B\n}\n\nretention R on s {\n  start: a\n  return   b\n  every week for 8\n}\n",
  );
  check(
    "leaves other characters and spellings alone",
    "segment a=b\nsegment c   = “d”\nsegment e=f # g\nsegment h   == i\nsegment j=k\n",
    "segment a = b\nsegment c   = “d”\nsegment e=f # g\nsegment h   == i\nsegment j = k\n",
  );
  check("leaves open strings and comments alone", 'segment a   = "b\nsegment c   = d /* e\n  f\n');
  check(
    "leaves a text alone that is being merged",
    "segment a=b\n<<<<<<< ours\nsegment c=d\n=======\nsegment c=e\n>>>>>>> theirs\n",
  );
});
