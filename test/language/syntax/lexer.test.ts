import assert from "node:assert/strict";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { lex } from "../../../language/syntax/lexer.ts";
import { parseText } from "../../../language/syntax/parse.ts";

const written = (text: string): readonly string[] =>
  lex(text).tokens.map((token) => `${token.tokenType.name} ${token.value}`);

const codes = (text: string): readonly string[] => lex(text).problems.map(({ code }) => code);

describe("tokens", () => {
  it("are names of any letters, with marks and digits, but no other characters", () => {
    assert.deepEqual(written("шаг_1 naïve नमस्ते _x 名前 e\u0301tape"), [
      "PlainName шаг_1",
      "PlainName naïve",
      "PlainName नमस्ते",
      "PlainName _x",
      "PlainName 名前",
      "PlainName e\u0301tape",
    ]);
    assert.deepEqual(codes("a№b"), ["FNL1005"]);
  });

  it("keep digits together only where they are a date, a period or a number", () => {
    assert.deepEqual(
      written("2026-01-31..2026-02-01T12:30:05.25+03:00 2026-Q1 2026-01 1_000.5% 7"),
      [
        "Date 2026-01-31",
        "Range ..",
        "Date 2026-02-01T12:30:05.25+03:00",
        "Period 2026-Q1",
        "Period 2026-01",
        "Number 1000.5",
        "Percent %",
        "Number 7",
      ],
    );
    assert.deepEqual(codes("2026-01-31..2026-02-01 a-1 1 - 2 1..2"), []);
    const [problem] = lex("x 2026-1-31").problems;
    assert.deepEqual(problem?.args, { text: "2026-1-31", instead: "2026-01-31" });
  });

  it("are texts with escapes, whichever quotes they have", () => {
    const texts = ['"a\\"b"', "'c\\'d'", `"e'f"`, '"\\n\\t\\\\\\u{1F600}"', "`g\\`h`"].join(" ");
    assert.deepEqual(written(texts), [
      'Text a"b',
      "Text c'd",
      "Text e'f",
      "Text \n\t\\😀",
      "QuotedName g`h",
    ]);
    assert.deepEqual(codes('"\\u{110000}" "\\u{D800}" "\\u12" "\\'), [
      "FNL1008",
      "FNL1008",
      "FNL1008",
      "FNL1008",
      "FNL1003",
    ]);
  });

  it("end with their line where a quote is never closed", () => {
    assert.deepEqual(written('"abc  \nx'), ["Text abc  ", "PlainName x"]);
    assert.deepEqual(written("`abc\r\nx"), ["QuotedName abc", "PlainName x"]);
  });
});

describe("a backslash", () => {
  it("is said to part folders where a path stands", () => {
    const isPath = (text: string): unknown => lex(text).problems.map(({ args }) => args);
    assert.deepEqual(isPath('from "data\\events.csv"'), [{ text: "\\e", isPath: true }]);
    assert.deepEqual(isPath('import "data\\events.funnel"'), [{ text: "\\e", isPath: true }]);
    assert.deepEqual(isPath('= "data\\events"'), [{ text: "\\e", isPath: false }]);
  });
});

describe("a name in backticks", () => {
  it("says that it is empty, once", () => {
    const { diagnostics } = analyze("segment `` = `` > 5\n", emptyCatalog);
    assert.deepEqual(
      diagnostics.map(({ code, span }) => [code, span.start]),
      [
        ["FNL1080", 8],
        ["FNL1080", 13],
      ],
    );
  });
});

describe("comments", () => {
  const comments = (text: string) => parseText(text).tree.comments;

  it("are lines, blocks and Markdown, in order, with what Markdown says", () => {
    assert.deepEqual(
      comments(
        "// a \n/* b */ /**/ /** c */\n/**\n * # d\n *\n * e  \n */\n/**\n- f\n  - g\n*/",
      ).map(({ kind, text }) => [kind, text]),
      [
        ["line", " a "],
        ["block", " b "],
        ["block", ""],
        ["markdown", "c"],
        ["markdown", "# d\n\ne"],
        ["markdown", "- f\n  - g"],
      ],
    );
  });

  it("end before the next declaration where they are never closed", () => {
    const { tree, problems } = parseText('/* a\nfunnel\nb\n  source web from "e.csv"\n');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["FNL1004"],
    );
    assert.deepEqual(
      tree.declarations.map(({ kind }) => kind),
      ["source"],
    );
  });

  it("document what they stand directly above, without a blank line between", () => {
    const docOf = (text: string): string | undefined => {
      const [node] = parseText(text).tree.declarations;
      return node?.kind === "segment" ? node.doc : undefined;
    };
    const segment = "segment s = a > 1";
    assert.equal(docOf(`/** Why. */\n${segment}`), "Why.");
    assert.equal(docOf(`/** Why. */ ${segment}`), "Why.");
    assert.equal(docOf(`/** Why. */\r\n  ${segment}`), "Why.");
    assert.equal(docOf(`/** Why. */\n\n${segment}`), undefined);
    assert.equal(docOf(`/** Why. */\n// other\n${segment}`), undefined);
    assert.equal(docOf(`/* Why. */\n${segment}`), undefined);
  });

  it("don't hide what the marks of a conflict take out", () => {
    const text =
      "segment a = x > 1\n<<<<<<< HEAD\nsegment b = x > 2\n||||||| base\nsegment c = x > 3\n=======\nsegment d = x > 4\n>>>>>>> other\nsegment e = x > 5\n";
    const { tree, problems } = parseText(text);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["FNL1020"],
    );
    const names = tree.declarations.map((node) => (node.kind === "segment" ? node.name?.text : ""));
    assert.deepEqual(names, ["a", "b", "e"]);
    assert.deepEqual(parseText("a = b\n=======\n").problems.length > 0, true);
  });
});
