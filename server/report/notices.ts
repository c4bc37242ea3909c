import type { Locale } from "../../language/index.ts";
import type { FunnelResult, ResultDiagnostic } from "../engine/result.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";
import type { ReportNotice } from "./report.ts";

/** What qualifies the figures: what the run found, what a limit cut, the first rejected rows. */
export function describeNotices(
  result: FunnelResult,
  locale: Locale,
  messages: ReportMessages,
  figures: Figures,
): ReportNotice[] {
  const found = result.diagnostics.map((diagnostic): ReportNotice => ({
    severity: diagnostic.severity,
    code: diagnostic.code,
    text: wording(diagnostic, locale),
    ...(diagnostic.line === undefined ? {} : { line: Math.max(0, diagnostic.line - 1) }),
  }));
  const cut = result.limits.map(({ kind, limit }): ReportNotice => ({
    severity: "warning",
    code: `limit:${kind}`,
    text: messages.limit(kind, figures.count(limit)),
  }));
  const rejected = result.sources
    .flatMap((source) => source.rejects ?? [])
    .map(({ file, line, reason }): ReportNotice => ({
      severity: "info",
      code: "rejected",
      text: messages.rejectedRow(file, figures.count(line), reason),
    }));
  return [...found, ...cut, ...rejected];
}

function wording(diagnostic: ResultDiagnostic, _locale: Locale): string {
  return diagnostic.message;
}
