import { fileURLToPath, pathToFileURL } from "node:url";
import { expectingFunnels } from "../../language/editing.ts";
import {
  type Analysis,
  type LineIndex,
  type Locale,
  type Span,
  analyze,
  describeFinding,
  emptyCatalog,
  indexLines,
  severityOf,
} from "../../language/index.ts";
import type { FileOutcome } from "../engine/run/run-file.ts";
import type {
  ExpectationOutcome,
  ExpectingFile,
  ListExpectationsParams,
  ListExpectationsResult,
  TextRange,
} from "../protocol/index.ts";
import type { FunnelReport } from "../report/report.ts";
import { unmetFinding } from "../report/unmet.ts";
import { isWithin } from "./convert.ts";
import { type Documents, notebookUri } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

/** What each funnel of the workspace's files expects: of open texts as they are now, else as they are saved. */
export async function listExpectations(
  { uri }: ListExpectationsParams,
  documents: Documents,
  files: WorkspaceFiles,
): Promise<ListExpectationsResult> {
  const found: ExpectingFile[] = [];
  const add = (file: string, analysis: Analysis, lines: LineIndex): void => {
    const funnels = expectingFunnels(analysis).map(({ name, span, expectations }) => ({
      name,
      range: rangeOf(lines, span),
      expectations: expectations.map((one) => ({
        text: one.text,
        range: rangeOf(lines, one.span),
      })),
    }));
    if (funnels.length > 0) found.push({ uri: file, funnels });
  };
  const open = new Set(documents.uris().filter((one) => !one.endsWith(notebookUri(""))));
  for (const one of uri === undefined ? open : open.has(uri) ? [uri] : []) {
    if (!one.startsWith("file:")) continue;
    const snapshot = await documents.snapshot(one);
    if (snapshot !== undefined) add(one, snapshot.analysis, snapshot.lines);
  }
  // Addresses may be written in several ways.
  const wanted = uri?.startsWith("file:") === true ? fileURLToPath(uri) : uri;
  for (const path of await files.list()) {
    if (documents.openAt(path) !== undefined || (wanted ?? path) !== path) continue;
    const text = await files.text(path);
    if (text?.includes("expect") !== true) continue;
    add(pathToFileURL(path).href, analyze(text, emptyCatalog), indexLines(text));
  }
  return { files: found };
}

/** How the expectations of a funnel came out. */
export function expectationOutcomes(
  at: Snapshot,
  { funnel, run }: Extract<FileOutcome, { kind: "run" }>,
  report: FunnelReport,
  locale: Locale,
): readonly ExpectationOutcome[] {
  const results = run.result.expectations ?? [];
  return report.expectations.flatMap(
    ({ status, text, actual }, index): readonly ExpectationOutcome[] => {
      const span = funnel.expectations[index]?.span;
      const expected = results[index]?.text;
      if (span === undefined || expected === undefined || !isWithin(at, span)) return [];
      const range = rangeOf(at.lines, span);
      const found = { funnel: funnel.name, expected, actual, range };
      if (status === "pass") return [{ ...found, status }];
      const finding = unmetFinding(status, text);
      const message = describeFinding(finding, locale);
      const problem = { code: finding.code, message, severity: severityOf(finding.code) };
      return [{ ...found, status, problem: { ...problem, ...range.start } }];
    },
  );
}

function rangeOf(lines: LineIndex, { start, end }: Span): TextRange {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
