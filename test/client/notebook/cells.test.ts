import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { type Cell, cutFile, writeFile } from "../../../client/notebook/cells.ts";
import { readMarkdownBlock, writeMarkdownBlock } from "../../../client/notebook/markdown-block.ts";
import { declarationWords } from "../../../client/notebook/scan.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { keywordsAt } from "../../../language/vocabulary.ts";
import { inProject } from "../../support/project.ts";

const samples = globSync("samples/*.funnel", { cwd: inProject() }).map((file) =>
  readFileSync(inProject(file), "utf8"),
);

const shown = (text: string): string[] =>
  cutFile(text).cells.map((cell) => `${cell.kind}: ${cell.text}`);

/** As the editor hands a file back of which one cell was edited. */
function edited(text: string, index: number, edit: (cell: string) => string): string {
  const { cells, frame } = cutFile(text);
  const changed = cells.map((cell, at) =>
    at === index ? { ...cell, text: edit(cell.text) } : cell,
  );
  return writeFile(changed, frame);
}

/** Lines that matter where cells are cut, whole and broken. */
const line = fc.constantFrom(
  "",
  "  ",
  "\t",
  "// note",
  "  // note",
  "/* note */",
  "/** doc */",
  "  /** doc */ ",
  "/** two",
  " * lines",
  "*/",
  "/* open",
  'source web from "a.csv" {',
  "funnel Main on web {",
  "  funnel Inner on web {",
  "funnel `a b` on web { stage A: a } // done",
  "  stage A: a",
  "}",
  'segment ads = channel = "}"',
  "segment ads",
  "  and x = '/*' ",
  "funel Wrong on web {",
  'import "x.funnel"',
  "<<<<<<< ours",
  '"never closed',
  "\u{1F600}\u2028\u0000",
  "\uFEFF",
);
const file = fc
  .tuple(
    fc.constantFrom("", "\uFEFF"),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n", "\r")), { maxLength: 14 }),
    line,
  )
  .map(([mark, lines, last]) => mark + lines.flat().join("") + last);

/** A sample with something cut out and something put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.nat(),
    fc.nat(60),
    fc.string({ unit: "binary" }),
    fc.boolean(),
  )
  .map(([text, at, length, put, isWindows]) => {
    const start = at % text.length;
    const made = text.slice(0, start) + put + text.slice(start + length);
    // Lone surrogates have no form in UTF-8: no file has any.
    return Buffer.from(isWindows ? made.replaceAll("\n", "\r\n") : made).toString();
  });

describe("the cells of a file", () => {
  it("begin with the language's own words", () => {
    const known = keywordsAt("file").map(({ word }) => word);
    assert.deepEqual([...declarationWords].sort(), [...known].sort());
  });

  it("are its declarations with their comments, and the Markdown that documents none", () => {
    const text = `/**
 * # Title
 *
 * Words.
 */

// Of the source.
source web from "a.csv" {
  // inside

  actor user
}
// behind the source

// far above

/** Documents it. */
funnel Main on web {
  stage A: a
}
/** Alone: a comment stands below it. */
// Of the segment.
segment ads = x = 1
  and y = 2

import "other.funnel"
// the end
`;
    assert.deepEqual(shown(text), [
      "markdown: # Title\n\nWords.",
      'code: // Of the source.\nsource web from "a.csv" {\n  // inside\n\n  actor user\n}\n// behind the source',
      "code: // far above\n\n/** Documents it. */\nfunnel Main on web {\n  stage A: a\n}",
      "markdown: Alone: a comment stands below it.",
      "code: // Of the segment.\nsegment ads = x = 1\n  and y = 2",
      'code: import "other.funnel"\n// the end',
    ]);
  });

  it("hold with errors: a brace or a comment that is never closed ends above the next declaration", () => {
    assert.deepEqual(shown("funnel A on w {\n  stage X: x\nsegment s\n\nfunnel B on w {\n}\n"), [
      "code: funnel A on w {\n  stage X: x\nsegment s",
      "code: funnel B on w {\n}",
    ]);
    assert.deepEqual(shown("/* open\n\nsegment a = x\n"), ["code: /* open\n\nsegment a = x"]);
    assert.deepEqual(shown("funel A on w {\n}\n\nfunnl B on w {\n}\n"), [
      "code: funel A on w {\n}",
      "code: funnl B on w {\n}",
    ]);
  });

  it("have each declaration of the samples whole, in one cell", () => {
    for (const text of samples) {
      const { declarations } = analyze(text, emptyCatalog).tree;
      const { cells, frame } = cutFile(text);
      let start = frame.lead.length;
      const spans = cells.map(({ kind, origin }) => {
        const span = { kind, start, end: start + origin.body.length };
        start = span.end + origin.trail.length;
        return span;
      });
      const code = spans.filter(({ kind }) => kind === "code");
      assert.equal(code.length, declarations.length);
      for (const [index, { span }] of declarations.entries()) {
        const cell = code[index];
        assert.ok(cell !== undefined && cell.start <= span.start && span.end <= cell.end);
      }
    }
  });

  it("are the file again, byte for byte, whatever stands in it", () => {
    const same = (text: string): void => {
      const { cells, frame } = cutFile(text);
      assert.equal(writeFile(cells, frame), text);
      // The editor may hand texts back with its own line breaks, without a byte order mark.
      const back = cells.map((cell): Cell => ({
        ...cell,
        text: cell.text.replace(/^\uFEFF/, "").replaceAll("\n", "\r\n"),
      }));
      assert.equal(writeFile(back, frame), text);
    };
    for (const text of samples) same(text);
    fc.assert(fc.property(file, same), { numRuns: 4000 });
    fc.assert(fc.property(mutated, same), { numRuns: 500 });
  });

  it("leave every other cell as it is when one is edited", () => {
    const check = (text: string, pick: number): void => {
      const { cells } = cutFile(text);
      const index = pick % Math.max(1, cells.length);
      const cell = cells[index];
      if (cell?.kind !== "code") return;
      const now = edited(text, index, (before) => `${before}x`);
      const start = text.slice(0, text.length - restFrom(text, index).length);
      assert.ok(now.startsWith(start), "what stands above");
      assert.ok(now.endsWith(restFrom(text, index + 1)), "what stands below");
      assert.ok(now.slice(start.length).includes(`${cell.origin.body.replace(/^\uFEFF/, "")}x`));
    };
    fc.assert(fc.property(file, fc.nat(), check), { numRuns: 3000 });
    fc.assert(fc.property(mutated, fc.nat(), check), { numRuns: 300 });
  });

  it("keep the line breaks of lines that weren't edited, and write new ones as most are", () => {
    const text = "segment a = x\r\n  and y\n  and z\r\n\r\nsegment b = x\r\n";
    assert.equal(
      edited(text, 0, (cell) => cell.replace("  and z", "  and w\n  and v")),
      "segment a = x\r\n  and y\n  and w\r\n  and v\r\n\r\nsegment b = x\r\n",
    );
  });

  it("write edited Markdown as it was written before", () => {
    const starred = "/**\r\n * One\r\n *\r\n *   two\r\n */\r\n\r\nsegment a = x\r\n";
    assert.equal(
      edited(starred, 0, (cell) => cell.replace("One", "1\n\n3")),
      "/**\r\n * 1\r\n *\r\n * 3\r\n *\r\n *   two\r\n */\r\n\r\nsegment a = x\r\n",
    );
    assert.equal(
      edited("/** One */", 0, () => "Two"),
      "/** Two */",
    );
    assert.equal(
      edited("/** One */\n", 0, () => "Two\n- a"),
      "/**\nTwo\n- a\n*/\n",
    );
    // Read back, lines that all begin with an asterisk would lose it.
    assert.equal(
      edited("/** One */\n", 0, () => "* a\n* b"),
      "/**\n * * a\n * * b\n */\n",
    );
    assert.equal(
      edited("/** One */\n", 0, () => "a */ b"),
      "/** a *\\/ b */\n",
    );
  });

  it("read any Markdown back as it was written", () => {
    const markdown = fc
      .array(fc.constantFrom("", "* a", "a", "  b", "/", "*", "*/", "* ", "/**", "// c"), {
        maxLength: 6,
      })
      .map((lines) => lines.join("\n"));
    const before = fc.constantFrom(
      undefined,
      "/** a */",
      "/**\n * a\n *\n * b\n */",
      "/** a\n  b\n*/ ",
    );
    fc.assert(
      fc.property(markdown, before, (text, was) => {
        const made = writeMarkdownBlock(text, "\n", was);
        const wanted = text
          .replaceAll("*/", "*\\/")
          .replace(/^(?:[ \t]*\n)+/, "")
          .trim();
        assert.equal(readMarkdownBlock(made).trim(), wanted);
        const [cell, ...others] = cutFile(`${made}\n`).cells;
        assert.equal(others.length, 0);
        assert.equal(cell?.kind, "markdown");
      }),
      { numRuns: 3000 },
    );
  });

  it("stand apart by blank lines where they are new, moved or taken away", () => {
    const text = "segment a = x\nsegment b = y\n\n/** Words */\n\nsegment c = z";
    const { cells, frame } = cutFile(text);
    const [a, b, words, c] = cells;
    assert.ok(a && b && words && c);
    const made: Cell = { kind: "code", text: "segment n = n\n", origin: undefined };
    const note: Cell = { kind: "markdown", text: "Note", origin: undefined };
    assert.equal(
      writeFile([a, made, b, words, c], frame),
      text.replace("segment b", "\nsegment n = n\n\nsegment b"),
    );
    assert.equal(writeFile([c, a], frame), "segment c = z\n\nsegment a = x\n");
    assert.equal(writeFile([a, b, words, c, note], frame), `${text}\n\n/**\nNote\n*/\n`);
    assert.equal(writeFile([a, b], frame), "segment a = x\nsegment b = y\n");
    assert.equal(writeFile([a, { ...made, text: " \n" }, b, words, c], frame), text);
    assert.equal(writeFile([], frame), "");
    const empty = cutFile("\uFEFF\r\n \r\n");
    assert.equal(writeFile([], empty.frame), "\uFEFF\r\n \r\n");
    assert.equal(writeFile([made], empty.frame), "\uFEFF\r\n \r\nsegment n = n\r\n");
  });
});

/** A file from its cell of an index on. */
function restFrom(text: string, index: number): string {
  const rest = cutFile(text).cells.slice(index);
  return rest.map(({ origin }) => origin.body + origin.trail).join("");
}
