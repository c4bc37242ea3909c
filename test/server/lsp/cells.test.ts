import assert from "node:assert/strict";
import { indexLines } from "../../../language/index.ts";
import { cellAt, cellLines, joinCells } from "../../../server/lsp/cells.ts";

const texts = ["ab\ncd", "", "🚀é\r\nf"];
const { text, parts } = joinCells(texts);

describe("the cells of a notebook as one text", () => {
  it("stand on lines of their own", () => {
    assert.equal(text, "ab\ncd\n\n🚀é\r\nf");
    assert.deepEqual(
      parts.map(({ start, end }) => text.slice(start, end)),
      texts,
    );
  });

  it("are found by every place in them, their ends included", () => {
    parts.forEach(({ start, end }, index) => {
      for (let offset = start; offset <= end; offset++) assert.equal(cellAt(parts, offset), index);
    });
    assert.equal(cellAt(parts, text.length + 9), 2);
    assert.equal(cellAt([], 0), 0);
  });

  it("count lines and characters as if each stood alone", () => {
    parts.forEach((part, index) => {
      const own = indexLines(texts[index] ?? "");
      const lines = cellLines(text, part);
      for (let offset = part.start; offset <= part.end; offset++) {
        const position = lines.positionAt(offset);
        assert.deepEqual(position, own.positionAt(offset - part.start));
        assert.equal(lines.offsetAt(position), own.offsetAt(position) + part.start);
      }
    });
  });

  it("end ranges that go on in another cell", () => {
    const [first = { start: 0, end: 0 }] = parts;
    const lines = cellLines(text, first);
    assert.deepEqual(lines.positionAt(text.length), { line: 1, character: 2 });
    const second = cellLines(text, parts[2] ?? first);
    assert.deepEqual(second.positionAt(0), { line: 0, character: 0 });
  });
});
