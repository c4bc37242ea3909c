import assert from "node:assert/strict";
import {
  analyze,
  applyEdits,
  type Catalog,
  type Diagnostic,
  type DiagnosticCode,
} from "../../language/index.ts";
import { fakeCatalog } from "./catalog.ts";

/** What the file of {@link source} holds. */
export const webEvents = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 100, sign_up: 50, payment: 20, "Demo Done": 5 },
    channel: { ads: 3, seo: 4 },
    amount: "number",
    is_paid: "boolean",
    props: "json",
    day: "text",
    "Lead Source": "text",
    created: "time",
  },
});

export const source = 'source web from "e.csv" {\n  actor user_id\n  time ts\n  event name\n}\n\n';

/** A whole file around the statements of a funnel's block. */
export function inFunnel(...lines: readonly string[]): string {
  return `${source}funnel F on web {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

/** The same, with three stages before. */
export function afterStages(...lines: readonly string[]): string {
  return inFunnel("stage A: visit", "stage B: sign_up", "stage C: payment", ...lines);
}

/** A condition over the rows of the file. */
export function condition(text: string): string {
  return inFunnel(`where ${text}`, "stage A: visit", "stage B: sign_up");
}

export interface Mistake {
  /** The text with the wrong part in `⟦…⟧`. */
  readonly text: string;
  readonly code: DiagnosticCode;
  /** The text after the fix, in which nothing is wrong any more; without it, nothing is offered. */
  readonly fixed?: string;
  /** Further readings, in the order in which they are offered. */
  readonly alternatives?: readonly string[];
  readonly catalog?: Catalog;
}

/** One mistake is one diagnostic, at its place, and its fixes do away with it. */
export function checkMistake(mistake: Mistake): void {
  checkBesides(mistake, []);
}

/** The same for a text that has something else to it which isn't what the test is about. */
export function checkBesides(mistake: Mistake, besides: readonly DiagnosticCode[]): void {
  const { text, start, end } = unmark(mistake.text);
  const catalog = mistake.catalog ?? webEvents;
  const problemsOf = (written: string): readonly Diagnostic[] =>
    analyze(written, catalog).diagnostics.filter(({ code }) => !besides.includes(code));
  const diagnostics = problemsOf(text);
  const seen = diagnostics.map((found) => [
    found.code,
    text.slice(found.span.start, found.span.end),
  ]);
  assert.deepEqual(seen, [[mistake.code, text.slice(start, end)]], mistake.text);
  const [diagnostic] = diagnostics;
  assert.equal(diagnostic?.span.start, start, mistake.text);
  const fixes = diagnostic?.fixes ?? [];
  const wanted =
    mistake.fixed === undefined ? [] : [mistake.fixed, ...(mistake.alternatives ?? [])];
  assert.deepEqual(
    fixes.map((fix) => applyEdits(text, fix.edits)),
    wanted,
    mistake.text,
  );
  for (const fixed of wanted)
    assert.deepEqual(
      problemsOf(fixed).map((found) => found.code),
      [],
      fixed,
    );
}

/** The codes that a text gives, with what each is about. */
export function codesOf(text: string, catalog: Catalog = webEvents): readonly string[] {
  return analyze(text, catalog).diagnostics.map(
    (found) => `${found.code} ${text.slice(found.span.start, found.span.end)}`,
  );
}

function unmark(marked: string): {
  readonly text: string;
  readonly start: number;
  readonly end: number;
} {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  assert.ok(start >= 0 && end >= start, `no ⟦…⟧ in ${marked}`);
  return { text: marked.replace("⟦", "").replace("⟧", ""), start, end };
}
