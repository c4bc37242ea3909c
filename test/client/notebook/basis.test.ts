import assert from "node:assert/strict";
import { basisOf, mayRead } from "../../../client/notebook/basis.ts";
import { decodeFile, encodeFile } from "../../../client/notebook/bytes.ts";
import { runnableNames } from "../../../client/notebook/cells.ts";

const cells = [
  'source web from "data/e.csv" {\n}',
  "funnel Main on web {\n  stage A: a\n}",
  "funnel Other on web {\n  stage A: a\n}",
  "audience Lost on Main = dropped after A",
  "funnel `Last one` on web {\n  segment Lost\n}",
];

describe("what a cell's result depends on", () => {
  it("is found by the names that the cell declares", () => {
    assert.deepEqual(cells.map(runnableNames), [[], ["Main"], ["Other"], ["Lost"], ["Last one"]]);
    assert.deepEqual(
      runnableNames("/** funnel X */\n// funnel Y\nfunnel Z on w {\n  funnel: a\n}"),
      ["Z"],
    );
    assert.deepEqual(runnableNames("funnel `a\\`b` on w {\n}\nretention Шаг on w {\n}"), [
      "a`b",
      "Шаг",
    ]);
    assert.deepEqual(runnableNames("funel A on w {\n}"), []);
  });

  it("is its own text, what all may use, and what these name", () => {
    const [source, main, other, lost, last] = cells;
    assert.equal(basisOf(cells, 2), [source, other].join("\n"));
    assert.equal(basisOf(cells, 3), [source, main, lost].join("\n"));
    assert.equal(basisOf(cells, 4), [source, main, lost, last].join("\n"));
  });

  it("is of a file of data where the text names it or may mean it", () => {
    const [source = ""] = cells;
    assert.ok(mayRead(source, "e.csv"));
    assert.ok(!mayRead(source, "other.csv"));
    assert.ok(mayRead("source a from 'data/*.csv' {", "new.csv"));
  });
});

describe("the bytes of a notebook's file", () => {
  it("come back as they are, or not at all", () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x00, 0xd1, 0x88]);
    const text = decodeFile(bytes);
    assert.equal(text, "\uFEFFa\r\n\0ш");
    assert.deepEqual(encodeFile(text), bytes);
    // «шаг» in Windows-1251, and "a" in UTF-16 with its mark.
    assert.equal(decodeFile(new Uint8Array([0xf8, 0xe0, 0xe3])), undefined);
    assert.equal(decodeFile(new Uint8Array([0xff, 0xfe, 0x61, 0x00])), undefined);
  });
});
