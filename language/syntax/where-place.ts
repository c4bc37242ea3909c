import { diagnose, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type {
  FilteredSteps,
  FunnelItem,
  FunnelNode,
  RetentionItem,
  RetentionNode,
  StepsNode,
} from "./ast.ts";
import type { BuildContext } from "./build/context.ts";

/**
 * After a stage a `where` is the stage's, however it is laid out; so too after an exit, and after `start`
 * and `return` of a retention. One that starts a line no deeper than its stage looks like the whole
 * funnel's (retention's): an error that offers both readings.
 */
export function checkPlaceOfWhere(node: FunnelNode | RetentionNode, context: BuildContext): void {
  const first = node.items.find((item) => ownerOf(item) !== undefined);
  if (!first) return;
  const above = once(() => placeAbove(first.span, node.kind, context.text));
  let last: Owner | undefined;
  for (const item of node.items) {
    const owner = ownerOf(item);
    if (owner) {
      last = owner;
      if (owner.steps?.kind === "filtered-steps") checkIndent(owner, owner.steps, above, context);
    } else if (item.kind === "where" && last) {
      // After `within` and the like it can only be the funnel's, and stands too late for that.
      const fixes = [moveUp(item.span, above(), context.text)];
      const whereSpan = { start: item.span.start, end: item.span.start + "where".length };
      context.report(diagnose("FNL1031", { block: node.kind }, whereSpan, { fixes }));
    }
  }
}

/** What a condition behind it belongs to. */
interface Owner {
  readonly span: Span;
  readonly name: string;
  readonly steps: StepsNode | undefined;
}

function ownerOf(item: FunnelItem | RetentionItem): Owner | undefined {
  switch (item.kind) {
    case "stage":
    case "exit":
      return { span: item.span, name: item.name?.text ?? "", steps: item.steps };
    case "retention-steps":
      return { span: item.span, name: item.role, steps: item.steps };
    default:
      return undefined;
  }
}

function checkIndent(
  owner: Owner,
  { whereSpan, span }: FilteredSteps,
  above: () => Above,
  context: BuildContext,
): void {
  const { text } = context;
  const own = indentAt(text, whereSpan.start);
  const ofOwner = indentAt(text, owner.span.start);
  if (own === undefined || ofOwner === undefined || own > ofOwner) return;
  const lineStart = whereSpan.start - own;
  const deeper = " ".repeat(ofOwner + 2);
  const args = { stage: owner.name };
  const fixes: Fix[] = [
    {
      title: { key: "conditionOfStage", args },
      edits: [{ span: { start: lineStart, end: whereSpan.start }, newText: deeper }],
    },
    moveUp({ start: whereSpan.start, end: span.end }, above(), text),
  ];
  context.report(diagnose("FNL1022", { ...args, block: above().block }, whereSpan, { fixes }));
}

/** Columns before a place that starts its line; undefined where something stands before it. */
function indentAt(text: string, offset: number): number | undefined {
  let start = offset;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const before = text[start - 1];
  return before === undefined || before === "\n" || before === "\r" ? offset - start : undefined;
}

/** Where a line above the first stage begins, behind its indentation, and what ends it. */
interface Above {
  readonly offset: number;
  readonly lineEnd: string;
  readonly block: "funnel" | "retention";
}

function placeAbove(firstStage: Span, block: Above["block"], text: string): Above {
  const offset = firstStage.start;
  const before = text.lastIndexOf("\n", offset);
  const lineBreak = before >= 0 ? before : text.indexOf("\n", offset);
  const indent = " ".repeat(indentAt(text, offset) ?? 2);
  return { offset, lineEnd: (text[lineBreak - 1] === "\r" ? "\r\n" : "\n") + indent, block };
}

/** A funnel may have thousands of wrong places, which all have the same one above. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Takes a condition out of its line and puts it on one of its own above the first stage. */
function moveUp(span: Span, above: Above, text: string): Fix {
  const own = indentAt(text, span.start);
  const condition = text.slice(span.start, span.end);
  let start = span.start - (own ?? 0);
  if (own !== undefined && start > 0) {
    start--;
    if (text[start] === "\n" && text[start - 1] === "\r") start--;
  } else while (text[start - 1] === " ") start--;
  const at = { start: above.offset, end: above.offset };
  return {
    title: { key: "conditionOfFunnel", args: { block: above.block } },
    edits: [
      { span: at, newText: condition + above.lineEnd },
      { span: { start, end: span.end }, newText: "" },
    ],
  };
}
