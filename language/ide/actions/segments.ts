import type { Analysis } from "../../analyze.ts";
import type { Locale } from "../../messages/index.ts";
import { writeName } from "../../semantics/write.ts";
import type { Expr, FunnelNode, WhereItem } from "../../syntax/ast.ts";
import { type Span, overlaps, sliceSpan } from "../../text.ts";
import type { Data } from "../data.ts";
import { knownDeclarations } from "../declared.ts";
import { funnelsOf, visit } from "../tree.ts";
import { wordsOf } from "../words.ts";
import type { CodeAction } from "./action.ts";

/**
 * A funnel's own `where` becomes a segment, which other funnels can use as well. A stage's can't: a
 * segment holds for all rows of a funnel.
 */
export function extractSegment(
  analysis: Analysis,
  data: Data,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  for (const funnel of funnelsOf(analysis.tree)) {
    for (const item of funnel.items) {
      if (item.kind !== "where" || !overlaps(item.span, selection)) continue;
      const { condition } = item;
      if (condition === undefined || hasMistake(analysis, item)) continue;
      const name = segmentName(condition, data);
      const lineBreak = analysis.text.includes("\r\n") ? "\r\n" : "\n";
      const written = sliceSpan(analysis.text, condition.span);
      const at = startOf(funnel, analysis);
      return [
        {
          title: wordsOf(locale).extractSegment(name),
          kind: "extract",
          edits: [
            {
              span: { start: at, end: at },
              newText: `segment ${writeName(name)} = ${written}${lineBreak}${lineBreak}`,
            },
            { span: item.span, newText: `segment ${writeName(name)}` },
          ],
          preferred: false,
        },
      ];
    }
  }
  return [];
}

function hasMistake({ diagnostics }: Analysis, item: WhereItem): boolean {
  return diagnostics.some(
    ({ severity, span }) => severity === "error" && overlaps(span, item.span),
  );
}

/** From the first column of the condition, as far as the name is free. */
function segmentName(condition: Expr, data: Data): string {
  let base = "";
  visit(condition, (node) => {
    if (base === "" && node.kind === "column") base = node.path.at(-1)?.text ?? "";
  });
  const plain = base.replace(/[^\p{L}\p{M}\p{Nd}_]+/gu, "_").replace(/^[^\p{L}_]+/u, "");
  const start = plain === "" ? "rows" : `by_${plain}`;
  const taken = new Set(
    knownDeclarations(data).map((node) => (node.kind === "import" ? "" : node.name?.text)),
  );
  for (let count = 1; ; count++) {
    const name = count === 1 ? start : `${start}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Before the documentation of the funnel, which has to stay right above it. */
function startOf(funnel: FunnelNode, { text, tree }: Analysis): number {
  const doc = tree.comments.findLast(
    ({ kind, span }) => kind === "markdown" && span.end <= funnel.span.start,
  );
  const isOwn =
    funnel.doc !== undefined &&
    doc !== undefined &&
    /^\s*$/.test(text.slice(doc.span.end, funnel.span.start));
  return isOwn ? doc.span.start : funnel.span.start;
}
