import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type OutlineItem,
  codeLenses,
  documentSymbols,
  foldingRanges,
  semanticTokens,
} from "../../../language/editing.ts";
import { analyze, emptyCatalog, indexLines } from "../../../language/index.ts";

const analysed = (text: string): ReturnType<typeof analyze> => analyze(text, emptyCatalog);

function outline(items: readonly OutlineItem[], indent = ""): string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}${detail === "" ? "" : ` (${detail})`}`,
    ...outline(children, `${indent}  `),
  ]);
}

describe("document symbols", () => {
  it("are sources, segments and funnels with their stages", () => {
    const text = `source web from "a.csv" { actor id }
segment mobile = device in ("ios", "android")
funnel F on web {
  stage Visit "Came": page_view
  optional stage Trial: "trial started" or trial
}
trend weekly`;
    assert.deepEqual(outline(documentSymbols(analysed(text))).slice(0, 5), [
      "source web (a.csv)",
      'segment mobile (device in ("ios", "android"))',
      "funnel F (web)",
      "  stage Visit (Came)",
      '  stage Trial ("trial started" or trial)',
    ]);
  });

  it("have a name while one is still to be typed", () => {
    const items = documentSymbols(analysed("funnel {\n  stage : a\n}"));
    assert.deepEqual(outline(items)[0], "funnel funnel");
  });

  it("leave out a word that is no declaration yet", () => {
    assert.deepEqual(outline(documentSymbols(analysed("segment s = a\nfunnel F {\n}\nfun"))), [
      "segment s (a)",
      "funnel F",
    ]);
  });

  it("keep each name within its item", () => {
    const inside = (items: readonly OutlineItem[]): boolean =>
      items.every(
        ({ span, nameSpan, children }) =>
          span.start <= nameSpan.start && nameSpan.end <= span.end && inside(children),
      );
    const sample = readFileSync(
      new URL("../../../samples/saas-signup.funnel", import.meta.url),
      "utf8",
    );
    for (let end = 0; end < sample.length; end += 97) {
      assert.ok(inside(documentSymbols(analysed(sample.slice(0, end)))), `up to ${end}`);
    }
  });
});

describe("folding", () => {
  function folded(text: string): string[] {
    const lines = indexLines(text);
    return foldingRanges(analysed(text)).map(({ span, kind }) => {
      const from = lines.positionAt(span.start).line;
      return `${from}-${lines.positionAt(span.end).line} ${kind}`;
    });
  }

  it("folds blocks but for their last line, and comments whole", () => {
    const text = `/**
# Title
*/
source web from "a.csv" {
  actor id
  options {
    delimiter ";"
  }
}
// one
// two
funnel F on web { stage A: a }
funnel G on web {
  stage A: a
}`;
    assert.deepEqual(folded(text), [
      "0-2 comment",
      "3-7 block",
      "5-6 block",
      "9-10 comment",
      "12-13 block",
    ]);
  });

  it("folds regions, and an open block to its end", () => {
    assert.deepEqual(
      folded("// #region x\nsegment a = true\n// #endregion\nfunnel F {\n  stage A: a\n"),
      ["0-2 region", "3-4 block"],
    );
  });
});

describe("code lenses", () => {
  it("stand over each named funnel and study, below its documentation", () => {
    const text =
      "/** Doc. */\nfunnel A on web {}\nfunnel {}\nfunnel `B b` on web {}\naudience C on A = reached D";
    const lenses = codeLenses(analysed(text), "ru");
    assert.deepEqual(
      lenses.map(({ span, title, run }) => [text.slice(span.start, span.end), title, run?.funnel]),
      [
        ["funnel A", "▷ Запустить воронку", "A"],
        ["funnel `B b`", "▷ Запустить воронку", "B b"],
        ["audience C", "▷ Посчитать аудиторию", "C"],
      ],
    );
  });
});

describe("semantic tokens", () => {
  function tokens(text: string): string {
    return semanticTokens(analysed(text))
      .map(
        ({ span, kind, declaration }) =>
          `${text.slice(span.start, span.end)}:${kind}${declaration ? "!" : ""}`,
      )
      .join(" ");
  }

  it("tell soft keywords from names", () => {
    assert.equal(
      tokens("source time from 'a.csv' { actor actor time time event event }"),
      "source:keyword time:source! from:keyword actor:keyword actor:column time:keyword time:column event:keyword event:column",
    );
    assert.equal(
      tokens(
        "funnel F on time {\n  where order = 1 and props.stage = 'x'\n  stage stage: stage or window within 2 days\n  split by top top 5\n}",
      ),
      "funnel:keyword F:funnel! on:keyword time:source where:keyword order:column and:keyword props:column stage:key stage:keyword stage:stage! stage:event or:keyword window:event within:keyword days:keyword split:keyword by:keyword top:column top:keyword",
    );
  });

  it("tell figures from stages", () => {
    assert.equal(
      tokens("funnel F { stage A: a stage B: b expect conversion(A -> B) > lower }")
        .split(" ")
        .slice(8)
        .join(" "),
      "expect:keyword conversion:function A:stage B:stage lower:measure",
    );
  });
});
