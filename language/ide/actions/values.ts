import type { Analysis } from "../../analyze.ts";
import type { Locale } from "../../messages/index.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { DurationNode, NameNode, Node } from "../../syntax/ast.ts";
import { type Span, overlaps, sliceSpan } from "../../text.ts";
import { writeEvent } from "../names.ts";
import { nodesAt } from "../tree.ts";
import { wordsOf } from "../words.ts";
import { type CodeAction, rewrite } from "./action.ts";

/** Other ways to write the name or duration at the start of a selection. */
export function rewriteValue(
  analysis: Analysis,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  const path = nodesAt(analysis.tree, selection.start);
  const node = path.at(-1);
  const parent = path.at(-2);
  if (node?.kind === "name" && parent !== undefined) {
    // Where something is wrong with the name, other ways to write it don't mend it.
    if (analysis.diagnostics.some(({ span }) => overlaps(span, node.span))) return [];
    return rewriteName(node, parent, analysis.text, locale);
  }
  return node?.kind === "duration" ? rewriteDuration(node, analysis.text, locale) : [];
}

/** With quotes or backticks, and without them where they aren't needed. */
function rewriteName(
  node: NameNode,
  parent: Node,
  text: string,
  locale: Locale,
): readonly CodeAction[] {
  const written = sliceSpan(text, node.span);
  const isEvent = parent.kind === "event-step" && node === parent.event;
  const plain = isEvent ? writeEvent(node.text) : writeName(node.text);
  const quoted = isEvent ? writeString(node.text) : `\`${node.text}\``;
  const isKnown = isEvent || mayBeQuoted.has(parent.kind);
  const to = node.written === "plain" ? quoted : plain;
  if (!isKnown || to === written) return [];
  // Functions and figures are known by their plain names only.
  if ((parent.kind === "call" || parent.kind === "figure") && node === parent.name) return [];
  return [rewrite(wordsOf(locale).writeAs(to), [{ span: node.span, newText: to }])];
}

const mayBeQuoted: ReadonlySet<Node["kind"]> = new Set<Node["kind"]>([
  "column",
  "stage",
  "segment",
  "segment-use",
  "source",
  "funnel",
  "let",
  "measure",
  "figure",
  "without",
  "goal",
]);

const seconds: Readonly<Record<DurationNode["unit"], number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const mostDigits = 6;

/** The same time in other units, where it is a whole number of them. */
function rewriteDuration(node: DurationNode, text: string, locale: Locale): readonly CodeAction[] {
  const total = Number(node.amount) * seconds[node.unit];
  if (!Number.isSafeInteger(total) || total <= 0) return [];
  return (Object.keys(seconds) as DurationNode["unit"][]).flatMap((unit) => {
    const amount = total / seconds[unit];
    if (unit === node.unit || !Number.isInteger(amount)) return [];
    if (String(amount).length > mostDigits) return [];
    const newText = `${amount} ${unit}${amount === 1 ? "" : "s"}`;
    const before = sliceSpan(text, node.span);
    const title = wordsOf(locale).writeInstead(before, newText);
    return [rewrite(title, [{ span: node.span, newText }])];
  });
}
