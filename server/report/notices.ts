import { type Finding, type Locale, describeFinding } from "../../language/index.ts";
import type { FunnelResult, ResultDiagnostic } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";
import type { ReportNotice } from "./report.ts";

/** So many rejected rows are quoted: enough to see what is wrong with them. */
const shownRejects = 3;

/** Rows that a source left out, or read otherwise than they are meant. */
const ofSources: ReadonlySet<string> = new Set([
  "FNL5102",
  "FNL5103",
  "FNL5104",
  "FNL5105",
  "FNL5106",
  "FNL5150",
  "FNL5152",
]);

/**
 * Says what is true of the rows of a source only with the first report that says it, and all else with
 * each. `said` remembers what was said; one for all reports that are read together.
 */
export function sayOnce<Report extends { readonly notices: readonly ReportNotice[] }>(
  report: Report,
  said: Set<string>,
): Report {
  const notices = report.notices.filter(({ ofSource, code, text }) => {
    const key = `${code} ${text}`;
    const isNew = ofSource !== true || !said.has(key);
    said.add(key);
    return isNew;
  });
  return { ...report, notices };
}

/** What qualifies the figures: what the run found, what a limit cut, the first rejected rows. */
export function describeNotices(
  result: Pick<FunnelResult, "diagnostics" | "limits" | "sources">,
  locale: Locale,
  messages: ReportMessages,
  figures: Figures,
): ReportNotice[] {
  const found = result.diagnostics.map((diagnostic): ReportNotice => ({
    severity: diagnostic.severity,
    code: diagnostic.code,
    text: harmless(wording(diagnostic, locale)),
    ...(diagnostic.line === undefined ? {} : { line: Math.max(0, diagnostic.line - 1) }),
    ...(ofSources.has(diagnostic.code) ? { ofSource: true } : {}),
  }));
  const cut = result.limits.map(({ kind, limit }): ReportNotice => ({
    severity: "warning",
    code: `limit:${kind}`,
    text: messages.limit(kind, figures.count(limit)),
  }));
  const rejected = result.sources
    .flatMap((source) => source.rejects ?? [])
    .slice(0, shownRejects)
    .map(({ file, line, reason }): ReportNotice => ({
      severity: "info",
      code: "rejected",
      text: harmless(messages.rejectedRow(file, figures.count(line), reason)),
      ofSource: true,
    }));
  return [...found, ...cut, ...rejected];
}

/** A result carries its English wording; the other languages are made from code and arguments. */
function wording({ code, args, message }: ResultDiagnostic, locale: Locale): string {
  if (locale === "en") return message;
  // Diagnostics of a result are findings, written down with their codes as plain text.
  return describeFinding({ code, args } as Finding, locale);
}
