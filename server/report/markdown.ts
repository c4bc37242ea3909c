import { harmless } from "./harmless.ts";
import type {
  FunnelReport,
  ReportNotice,
  SplitReport,
  StageReport,
  TableHeadings,
} from "./report.ts";
import type { ReportTable } from "./report-table.ts";
import type { StudyReport } from "./study-report.ts";

/**
 * A result in Markdown, in the order and the words of every other form: for an issue, a wiki, a pull
 * request. Whatever stands in names stays text. Ends with a line break.
 */
export function funnelMarkdown(report: FunnelReport): string {
  const { overview, headings, stages, splits } = report;
  const groups = [...new Set(splits.map(({ group }) => group))];
  const changes = report.changes.flatMap(({ title, sentences, table }) => [
    ...sentences.map((text) => `${title === "" ? "" : `**${escaped(title)}:** `}${escaped(text)}`),
    ...(table === undefined ? [] : [tableOf(table)]),
  ]);
  return joined([
    `## ${escaped(report.title)}`,
    escaped(overview.context),
    `**${escaped(overview.conversion)}** · ${escaped(overview.figures)}`,
    ...[overview.open, overview.expected].filter((text) => text !== "").map(escaped),
    ...report.positions.map(tableOf),
    stageTable(stages, headings),
    ...groups.map((group) =>
      splitTable(
        group,
        splits.filter((split) => split.group === group),
        stages,
        headings,
      ),
    ),
    ...report.measures.map(tableOf),
    ...(report.reasons.length === 0
      ? []
      : [
          `**${escaped(report.reasonsTitle)}**`,
          list(
            report.reasons.map(
              ({ stage, lost, parts }) => `${stage} · ${lost}: ${parts.join(", ")}`,
            ),
          ),
        ]),
    ...changes,
    list(report.expectations.map(({ state, text }) => `${state}: ${text}`)),
    ...noticesOf(report.notices),
    escaped(report.rows),
    escaped(report.defaults),
  ]);
}

export function studyMarkdown(report: StudyReport): string {
  return joined([
    `## ${escaped(report.title)}`,
    escaped(report.context),
    ...report.summary.map((text, index) => (index === 0 ? `**${escaped(text)}**` : escaped(text))),
    ...report.tables.map(tableOf),
    ...noticesOf(report.notices),
    escaped(report.rows),
  ]);
}

function noticesOf(notices: readonly ReportNotice[]): readonly string[] {
  return [list(notices.map(({ text }) => text))];
}

function stageTable(stages: readonly StageReport[], headings: TableHeadings): string {
  return table(
    [
      headings.stage,
      headings.count,
      headings.fromPrevious,
      headings.interval,
      headings.fromFirst,
      headings.lost,
      headings.median,
      headings.p90,
    ],
    stages.map((stage) => [
      stage.title,
      stage.count,
      stage.fromPrevious,
      stage.interval,
      stage.fromFirst,
      stage.lost,
      stage.median,
      stage.p90,
    ]),
  );
}

function splitTable(
  group: string,
  splits: readonly SplitReport[],
  stages: readonly StageReport[],
  { conversion, interval, median }: TableHeadings,
): string {
  return table(
    [group, ...stages.map(({ title }) => title), conversion, interval, median],
    splits.map((split) => [
      split.value,
      ...split.stages.map(({ count }) => count),
      split.conversion,
      split.interval,
      split.median,
    ]),
  );
}

function tableOf({ title, headings, rows, note }: ReportTable): string {
  const cells = rows.map(({ name, cells: all }) => [
    name,
    ...all.map(({ text, isPartial }) => (isPartial === true ? `${text}*` : text)),
  ]);
  return joined([`**${escaped(title)}**`, table(headings, cells), escaped(note)]).trimEnd();
}

/** Names on the left, figures on the right. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = headings.map((_, index) => (index === 0 ? ":--" : "--:"));
  return [line(headings), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

function list(items: readonly string[]): string {
  return items.map((text) => `- ${escaped(text)}`).join("\n");
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** As text: no link, no HTML, no cell that ends too early. */
function escaped(text: string): string {
  return harmless(text)
    .replaceAll(/[\\`*_[\]<>|~]/g, String.raw`\$&`)
    .replaceAll("&", "&amp;")
    .replace(/^(#|[-+]\s|\d+[.)]\s)/, String.raw`\$1`);
}
