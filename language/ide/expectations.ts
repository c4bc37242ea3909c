import type { Analysis } from "../analyze.ts";
import type { ExpectItem, ExpectTrendItem, FunnelNode } from "../syntax/ast.ts";
import { type Span, sliceSpan } from "../text.ts";

/** A funnel that something is expected of. */
export interface ExpectingFunnel {
  readonly name: string;
  /** Its keyword and name. */
  readonly span: Span;
  /** Never empty, in the order of the text. */
  readonly expectations: readonly WrittenExpectation[];
}

export interface WrittenExpectation {
  /** "conversion(Visit -> Paid) >= 20%": as written, on one line, without `expect` and `else`. */
  readonly text: string;
  readonly span: Span;
}

/** What the funnels of a file expect. From the tree alone: what can't be run yet is listed all the same. */
export function expectingFunnels(analysis: Analysis): readonly ExpectingFunnel[] {
  return analysis.tree.declarations.flatMap((node) => {
    if (node.kind !== "funnel" || node.name === undefined) return [];
    const expectations = expectationsOf(node, analysis.text);
    if (expectations.length === 0) return [];
    const { name, keywordSpan } = node;
    return [
      { name: name.text, span: { start: keywordSpan.start, end: name.span.end }, expectations },
    ];
  });
}

function expectationsOf({ items }: FunnelNode, text: string): readonly WrittenExpectation[] {
  return items.flatMap((item) =>
    item.kind === "expect" || item.kind === "expect-trend"
      ? [{ text: written(item, text), span: item.span }]
      : [],
  );
}

function written(item: ExpectItem | ExpectTrendItem, text: string): string {
  const words = sliceSpan(text, item.span).replace(/\s+/g, " ").trim();
  return words.replace(/^expect /, "").replace(/ else (?:warn|fail)$/, "");
}
