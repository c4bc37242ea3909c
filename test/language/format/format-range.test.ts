import assert from "node:assert/strict";
import { formatAfterTyping, formatRange } from "../../../language/editing.ts";
import { applyEdits } from "../../../language/index.ts";
import { marked } from "../../support/marked.ts";

const ugly = `source   web from 'x.csv' {
   actor    user
     time  ts


  event   name
}



funnel   F on   web {
  stage   A:visit    // why
 stage   B:   pay
}
`;

/** The text after formatting the lines that hold these words. */
function formatted(text: string, from: string, to = from): string {
  const range = { start: text.indexOf(from), end: text.indexOf(to) + to.length };
  return applyEdits(text, formatRange(text, range));
}

function typed(source: string, character: "\n" | "}"): string {
  const { text, offset } = marked(source);
  return applyEdits(text, formatAfterTyping(text, offset, character));
}

describe("formatting a range", () => {
  it("touches whole statements and nothing else", () => {
    assert.equal(formatted(ugly, "user"), ugly.replace("   actor    user", "  actor user"));
    assert.equal(
      formatted(ugly, "A:visit"),
      ugly.replace("  stage   A:visit    // why", "  stage A: visit // why"),
    );
    assert.equal(
      formatted(ugly, "user", "time"),
      ugly.replace("   actor    user\n     time  ts", "  actor user\n  time ts"),
    );
  });

  it("ends with the line before a selection's last line break", () => {
    const start = ugly.indexOf("   actor");
    const end = ugly.indexOf("     time");
    assert.equal(
      applyEdits(ugly, formatRange(ugly, { start, end })),
      ugly.replace("   actor    user", "  actor user"),
    );
  });

  it("leaves broken statements alone, and formats beside them", () => {
    const broken = ugly.replace("A:visit ", "A:visit  where (");
    assert.equal(formatted(broken, "A:visit"), broken);
    assert.equal(formatted(broken, "actor"), broken.replace("   actor    user", "  actor user"));
  });

  it("keeps line ends and byte order marks", () => {
    const windows = `\uFEFF${ugly.replaceAll("\n", "\r\n")}`;
    assert.equal(formatted(windows, "user"), windows.replace("   actor    user", "  actor user"));
  });

  it("of everything is formatting", () => {
    const once = applyEdits(ugly, formatRange(ugly, { start: 0, end: ugly.length }));
    assert.deepEqual(formatRange(once, { start: 0, end: once.length }), []);
  });

  it("never throws, wherever the range lies", () => {
    const broken = ugly.replace("}\n", "\n").replace("'x.csv'", "'x.csv");
    for (let start = 0; start < broken.length; start += 3)
      for (let end = start; end < broken.length; end += 7) formatRange(broken, { start, end });
  });
});

describe("formatting while typing", () => {
  it("lays out the statement above a new line", () => {
    const text = ugly.replace(" stage   B:   pay\n", " stage   B:   pay\n  <|>\n");
    assert.equal(
      typed(text, "\n"),
      text.replace("<|>", "").replace(" stage   B:   pay", "  stage B: pay"),
    );
  });

  it("leaves a statement alone that goes on below", () => {
    const text = ugly.replace("B:   pay", "B:   pay\n    <|>where   x = 1");
    assert.equal(typed(text, "\n"), text.replace("<|>", ""));
  });

  it("lays out the block that a brace closes", () => {
    const [source = ""] = ugly.split("\n\n\n\n");
    assert.equal(
      typed(`${source}<|>\n\n\n\nfunnel   F`, "}"),
      'source web from "x.csv" {\n  actor user\n  time ts\n\n  event name\n}\n\n\n\nfunnel   F',
    );
  });

  it("leaves comments alone", () => {
    for (const text of ["/*   }<|>  */\n", "//   x\n<|>", "/**   a\n<|>\n*/\n"])
      for (const character of ["\n", "}"] as const)
        assert.equal(typed(text, character), text.replace("<|>", ""));
  });
});
