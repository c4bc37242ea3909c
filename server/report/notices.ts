import { type Finding, type Locale, describeFinding } from "../../language/index.ts";
import type { FunnelResult, ResultDiagnostic } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";
import type { ReportNotice } from "./report.ts";

/** So many rejected rows are quoted: enough to see what is wrong with them. */
const shownRejects = 3;

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
    }));
  return [...found, ...cut, ...rejected];
}

/** A result carries its English wording; the other languages are made from code and arguments. */
function wording({ code, args, message }: ResultDiagnostic, locale: Locale): string {
  if (locale === "en") return message;
  // Diagnostics of a result are findings, written down with their codes as plain text.
  return describeFinding({ code, args } as Finding, locale);
}
