import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnInfo } from "../catalog.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeName } from "../write.ts";
import type { CheckContext } from "./check.ts";

type Part = "actor" | "time" | "event";

const parts: readonly Part[] = ["actor", "time", "event"];

/** A source says who did what and when; what is missing is offered from the columns of its table. */
export function sourceParts({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    // Without its location nothing of a source is clear, and that has been reported.
    if (source.isPartial || !source.node.location) continue;
    if (scope.hasMisread(source.node.span)) continue;
    const missing = parts.filter((part) => source[part] === undefined);
    if (missing.length === parts.length && source.node.items.length === 0) {
      const fixes = wholeBlock(source, scope);
      const args = { source: source.name, item: "actor" as const };
      scope.report(diagnose("FNL4011", args, source.nameNode.span, { fixes }));
      continue;
    }
    for (const part of missing) {
      const fixes = candidates(part, source)
        .slice(0, 3)
        .map((column, i) => insertion(part, column, source, scope, i === 0));
      const args = { source: source.name, item: part };
      scope.report(diagnose("FNL4011", args, source.nameNode.span, { fixes }));
    }
  }
}

const likelyNames: Readonly<Record<Part, RegExp>> = {
  actor:
    /user|actor|client|customer|visitor|person|account|contact|lead|member|uid|distinct|польз|клиент|посетит|участник/i,
  time: /time|date|_at$|^at$|^ts$|stamp|when|created|время|дата|когда/i,
  event: /event|action|activity|^name$|_name$|type|stage|step|событ|действ|этап/i,
};

/** The columns that may be meant, the likeliest first. */
export function candidates(part: Part, source: SourceEntry): readonly string[] {
  const scored = (source.columns ?? [])
    .map((column) => ({ name: column.name, score: score(part, column) }))
    .filter((column) => column.score > 0);
  return scored.sort((a, b) => b.score - a.score).map((column) => column.name);
}

function score(part: Part, column: ColumnInfo): number {
  const isNamed = likelyNames[part].test(column.name) ? 2 : 0;
  const isId = /id$/i.test(column.name);
  switch (part) {
    case "actor":
      return column.type === "time" || column.type === "boolean" ? 0 : isNamed + (isId ? 1 : 0);
    case "time":
      return column.type === "time" ? 3 + isNamed : column.type === "boolean" ? 0 : isNamed;
    case "event":
      return column.type === "text" && !isId ? isNamed : 0;
  }
}

function insertion(
  part: Part,
  column: string,
  source: SourceEntry,
  scope: Scope,
  preferred: boolean,
): Fix {
  const statement = `${part} ${writeName(column)}`;
  const { block } = source.node;
  const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
  const at = block ? block.start + 1 : (source.node.location?.span.end ?? source.node.span.end);
  const newText = block
    ? `${lineBreak}  ${statement}`
    : ` {${lineBreak}  ${statement}${lineBreak}}`;
  const isOneLine = block && !/[\r\n]/.test(scope.text.slice(block.start, block.end));
  return {
    title: { key: "insertLine", args: { text: statement } },
    edits: [{ span: { start: at, end: at }, newText: isOneLine ? ` ${statement}` : newText }],
    ...(preferred && { preferred }),
  };
}

/** All three statements at once, where a column is likely for each. */
function wholeBlock(source: SourceEntry, scope: Scope): readonly Fix[] {
  const taken: string[] = [];
  const lines: string[] = [];
  for (const part of parts) {
    const column = candidates(part, source).find((name) => !taken.includes(name));
    if (column === undefined) return [];
    taken.push(column);
    lines.push(`  ${part} ${writeName(column)}`);
  }
  const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
  const { block, span } = source.node;
  const place = block ?? { start: span.end, end: span.end };
  const newText = ["{", ...lines, "}"].join(lineBreak);
  return [
    {
      title: { key: "describeSource", args: { columns: taken.join(", ") } },
      edits: [{ span: place, newText: block ? newText : ` ${newText}` }],
      preferred: true,
    },
  ];
}
