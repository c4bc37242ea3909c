import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  analyze,
  type Analysis,
  describeFinding,
  describeNote,
  emptyCatalog,
} from "../../language/index.ts";
import { lex } from "../../language/syntax/lexer.ts";
import { codesOf, source, webEvents } from "../support/mistakes.ts";
import { inProject } from "../support/project.ts";
import { propertyOptions } from "../support/properties.ts";

/** What holds of every analysis, whatever the text. */
function analyseAny(text: string): Analysis {
  const analysis = analyze(text, webEvents);
  let last = 0;
  for (const diagnostic of analysis.diagnostics) {
    const { span, code } = diagnostic;
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, code);
    assert.ok(last <= span.start, "diagnostics are in order");
    last = span.start;
    for (const locale of ["en", "ru"] as const) {
      const message = describeFinding(diagnostic, locale);
      assert.ok(message !== "" && !message.includes("undefined"), `${code}: ${message}`);
      for (const fix of diagnostic.fixes ?? [])
        assert.notEqual(describeNote(fix.title, locale), "");
      for (const { note } of diagnostic.related ?? [])
        assert.notEqual(describeNote(note, locale), "");
    }
  }
  return analysis;
}

const fixture = (name: string): string =>
  readFileSync(inProject("test", "language", "fixtures", name), "utf8");

/** Two funnels, of which one is edited; nothing is wrong at first. */
const edited = `${source}/** Doc. */
segment paying = actors with payment at least 2 times

funnel F on web {
  during 2026-01-01 .. 2026-03-31
  where not is_paid and amount > 5 // why
  segment paying
  window 14 days
  stage A "First": visit where channel in ("ads", "seo")
  stage B: sign_up or payment within 3 days
  optional stage C: any event
  stage D: (payment or visit) where props.price between 1 and 5
  split by channel top 5
  expect conversion(A -> B) >= 20% when actors(A) > 100 else warn
}
`;
const other = `
funnel G on web {
  stage A: visit
  stage B: sign_up
}
`;

describe("any text", () => {
  it("is analysed wherever it breaks off", function () {
    this.timeout(180_000);
    for (const text of [fixture("everything.funnel"), fixture("whole.funnel")])
      for (let end = 0; end <= text.length; end += 11) analyseAny(text.slice(0, end));
  });

  it("reports an edit in one funnel without touching the other", function () {
    this.timeout(180_000);
    const whole = edited + other;
    assert.deepEqual(codesOf(whole), []);
    const from = edited.indexOf("funnel F");
    const { tokens } = lex(edited);
    const inside = tokens.filter((token) => token.startOffset >= from);
    const errors: number[] = [];
    for (const [i, token] of inside.entries()) {
      const end = token.endOffset + 1;
      const next = inside[i + 1];
      const before = edited.slice(0, token.startOffset);
      const after = edited.slice(end);
      const edits = [before + after, `${before}${token.image} ${token.image}${after}`];
      if (next) {
        const between = edited.slice(end, next.startOffset);
        edits.push(before + next.image + between + token.image + edited.slice(next.endOffset + 1));
      }
      for (const text of edits) {
        const { program, diagnostics } = analyseAny(text + other);
        const found = program.funnels.find((funnel) => funnel.name === "G");
        assert.equal(found?.runnable, true, text);
        errors.push(diagnostics.filter(({ severity }) => severity === "error").length);
      }
    }
    // Swapping two tokens breaks two statements at most; a head that is lost takes its names along.
    assert.ok(Math.max(...errors) <= 3, `${Math.max(...errors)} errors for one edit`);
    const mean = errors.reduce((sum, count) => sum + count, 0) / errors.length;
    assert.ok(mean < 1.1, `${mean} errors on average`);
  });

  it("is analysed whatever characters it is made of", function () {
    this.timeout(180_000);
    const words = fixture("everything.funnel").match(/[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu) ?? [];
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom(
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        "\0",
        "\uD800",
        "\uFEFF",
        "/*",
        "*/",
        "/**",
        "//",
      ),
      fc.constantFrom(
        "`",
        '"',
        "'",
        "“",
        "{",
        "}",
        "(",
        ")",
        "<<<<<<<",
        "=======",
        ">>>>>>>",
        "2026-1",
      ),
    );
    const text = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (value) => void analyseAny(value)),
      propertyOptions(800),
    );
  });
});

/** Milliseconds of the processor, which other processes don't lengthen. */
function timeOf(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

describe("an odd file", () => {
  const funnel = "funnel F on web {\n  stage A: visit\n  stage B: sign_up\n}\n";
  const whole = source + funnel;

  it("without statements has no error", () => {
    for (const text of ["", "\uFEFF", "\n\n", "  \t", "// only a comment", "/* a */ /** # b */"])
      assert.deepEqual(codesOf(text), [], JSON.stringify(text));
  });

  it("is read with any line breaks, with a byte order mark, with blanks of all sorts", () => {
    for (const text of [
      `\uFEFF${whole}`,
      whole.replaceAll("\n", "\r\n"),
      whole.replaceAll("\n", "\r"),
      whole.replaceAll(" ", "\t"),
      whole.replaceAll(" ", "\u00A0"),
      whole.replaceAll("\n", "\u2028\n"),
      whole.replaceAll("\n", " "),
      whole.trimEnd(),
    ]) {
      assert.deepEqual(codesOf(text), [], JSON.stringify(text));
      assert.equal(analyze(text, webEvents).program.funnels[0]?.runnable, true);
    }
  });

  it("with 10,000 nested parentheses is one error, and its neighbours run", () => {
    const deep = `${source}funnel D on web {\n  where ${"(".repeat(10_000)}amount${")".repeat(10_000)} > 5\n  stage A: visit\n  stage B: sign_up\n}\n${funnel}`;
    assert.deepEqual(codesOf(deep), ["FNL1018 ("]);
    const { funnels } = analyze(deep, webEvents).program;
    assert.deepEqual(
      funnels.map((model) => [model.name, model.runnable]),
      [
        ["D", false],
        ["F", true],
      ],
    );
    for (const opening of ["(", "not ", "lower(", "- (", "{", "if(true, "])
      analyseAny(`${source}segment s = ${opening.repeat(10_000)}`);
    const nested = `${"(".repeat(200)}amount${")".repeat(200)} > 5`;
    assert.deepEqual(codesOf(`${source}segment s = ${nested}\n`), []);
  });

  it("with endless chains is one error", () => {
    const chain = (part: string, joint: string): string =>
      `${source}segment s = ${Array.from({ length: 10_000 }, () => part).join(joint)}\n`;
    assert.deepEqual(codesOf(chain("is_paid", " or ")), ["FNL1019 or"]);
    assert.deepEqual(codesOf(chain("is_paid", " and ")), ["FNL1019 and"]);
    const sum = chain("amount", " + ").trimEnd();
    assert.deepEqual(codesOf(`${sum} > 5\n`), ["FNL1019 +"]);
    const nested = (levels: number): string =>
      levels === 0 ? "amount" : `(${nested(levels - 1)}${" + amount".repeat(400)})`;
    assert.deepEqual(codesOf(`${source}segment s = ${nested(10)} > 5\n`), ["FNL1019 +"]);
    assert.deepEqual(codesOf(`${source}segment s = ${"not ".repeat(10_000)}is_paid\n`), [
      "FNL1019 not",
    ]);
  });

  it("of five megabytes is analysed within a second or two", function () {
    this.timeout(180_000);
    const size = 5_000_000;
    const less = 1_000_000;
    for (const [name, text] of [
      ["a name", "a".repeat(size)],
      ["digits", "1".repeat(size)],
      ["digits and hyphens", "1-".repeat(size / 2)],
      ["digits and dots", "1.1".repeat(size / 3)],
      ["a text", `source web from "${"a".repeat(size)}"`],
      ["quotes", '"'.repeat(less)],
      ["unclosed comments", "/*\n".repeat(less / 3)],
      ["conflict marks", "<<<<<<< \n".repeat(less / 9)],
      ["unknown characters", "§".repeat(less)],
      ["blanks", " ".repeat(size)],
      ["line breaks", "\r\n".repeat(less / 2)],
    ] as const) {
      const spent = timeOf(() => void analyze(text, emptyCatalog));
      assert.ok(spent < 5000, `${name}: ${Math.round(spent)} ms`);
    }
  });

  it("of thousands of declarations is analysed in time that grows with its size", function () {
    this.timeout(180_000);
    const time = (text: string): number => timeOf(() => void analyze(text, webEvents));
    const funnels = (count: number, body: string): string =>
      source +
      Array.from({ length: count }, (_, i) => `funnel F${i} on web {\n${body}\n}\n`).join("");
    const good = "  stage A: visit\n  stage B: sign_up";
    time(funnels(500, good));
    for (const body of [
      good,
      "  stage A visit\n  stge B sign_up",
      "  stage A: visit\n  stage B:",
    ]) {
      const small = time(funnels(200, body));
      const large = time(funnels(1600, body));
      assert.ok(large < 24 * Math.max(small, 20), `${body}: ${small} ms, ${large} ms`);
    }
  });
});
