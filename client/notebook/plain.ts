import type { FunnelOutcome } from "../../server/protocol/index.ts";

type Row = readonly string[];

/** A result as plain text, for wherever charts can't be shown. */
export function plainResult(outcome: FunnelOutcome): string {
  switch (outcome.kind) {
    case "failure": {
      const lines = outcome.problems.map(({ code, message }) => `${message} (${code})`);
      return [outcome.funnel, ...lines].join("\n");
    }
    case "report": {
      const { title, summary, headings, stages, notices } = outcome.report;
      const { stage, count, fromPrevious, fromFirst, median } = headings;
      const rows = stages.map((one) => [
        one.title,
        one.count,
        one.fromPrevious,
        one.fromFirst,
        one.median,
      ]);
      const table = plainTable([[stage, count, fromPrevious, fromFirst, median], ...rows]);
      return [`${title}: ${summary}`, table, ...textsOf(notices)].join("\n\n");
    }
    case "study": {
      const { title, context, summary, tables, notices } = outcome.report;
      const parts = tables.map((table) => {
        const rows = table.rows.map(({ name, cells }) => [
          name,
          ...cells.map(({ text, isPartial }) => (isPartial === true ? `${text}*` : text)),
        ]);
        const body = plainTable([table.headings, ...rows]);
        return [table.title, body, table.note].filter((text) => text !== "").join("\n");
      });
      const said = [title, context, ...summary].join("\n");
      return [said, ...parts, ...textsOf(notices)].join("\n\n");
    }
  }
}

function textsOf(notices: readonly { readonly text: string }[]): readonly string[] {
  return notices.length === 0 ? [] : [notices.map(({ text }) => text).join("\n")];
}

/** In characters as they are counted on the screen, nearly. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Names on the left, figures below each other on the right. */
function plainTable(rows: readonly Row[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, text] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, lengthOf(text));
  }
  return rows
    .map((row) =>
      row
        .map((text, at) => {
          const gap = " ".repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(text)));
          return at === 0 ? text + gap : gap + text;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
