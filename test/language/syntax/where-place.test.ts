import assert from "node:assert/strict";
import { type Diagnostic, analyze, emptyCatalog } from "../../../language/index.ts";

const source = 'source web from "events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n\n';

function misplaced(text: string): readonly Diagnostic[] {
  return analyze(text, emptyCatalog).diagnostics.filter(({ code }) => /^FNL10(22|31)$/.test(code));
}

/** The text after the last fix of a diagnostic: the one that makes the condition the funnel's. */
function moved(text: string, diagnostic: Diagnostic | undefined): string {
  const edits = [...(diagnostic?.fixes?.at(-1)?.edits ?? [])];
  edits.sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end),
    text,
  );
}

describe("a `where` that stands too late to be the funnel's", () => {
  const wrong = (n: number): string =>
    `${source}funnel F on web {\n  stage A: visit\n  stage B: buy within 1 day\n${"  where amount > 1\n".repeat(n)}}\n`;

  for (const [name, lineBreak] of [
    ["line feeds", "\n"],
    ["carriage returns, too", "\r\n"],
  ] as const) {
    it(`moves above the first stage in a file with ${name}`, () => {
      const text = wrong(1).replaceAll("\n", lineBreak);
      const [found] = misplaced(text);
      const right = `${source}funnel F on web {\n  where amount > 1\n  stage A: visit\n  stage B: buy within 1 day\n}\n`;
      assert.equal(moved(text, found), right.replaceAll("\n", lineBreak));
    });
  }

  it("takes time that grows with their number", function () {
    this.timeout(60_000);
    const time = (count: number): number => {
      const text = wrong(count);
      const started = process.cpuUsage().user;
      assert.equal(misplaced(text).length, Math.min(count, 500));
      return (process.cpuUsage().user - started) / 1000;
    };
    time(500);
    const small = time(1000);
    const large = time(8000);
    assert.ok(large < 24 * Math.max(small, 20), `${small} ms, ${large} ms`);
  });
});
