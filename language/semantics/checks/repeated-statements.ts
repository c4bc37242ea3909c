import { diagnose } from "../../diagnostics.ts";
import type { AudienceNode, FunnelItem, SourceItem, StudyNode } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import type { Scope } from "../scope.ts";
import { studyNodes } from "../studies/resolve.ts";
import { type CheckContext, removing } from "./check.ts";

/** Statements that stand once: a second one would be left out without a word. */
export function repeatedStatements({ scope, funnels }: CheckContext): void {
  for (const source of scope.allSources)
    once(source.node.items, (item) => onceInSource(item), scope);
  for (const { node } of funnels) {
    once(node.items, onceInFunnel, scope);
    for (const item of node.items)
      if (item.kind === "stage")
        once(item.modifiers, (modifier) => modifierWord[modifier.kind], scope);
  }
  for (const source of scope.allSources)
    for (const item of source.node.items)
      if (item.kind === "options") once(item.options, (option) => option.key, scope);
  for (const node of studyNodes(scope))
    if (node.kind !== "audience") once<StudyItem>(node.items, onceInStudy, scope);
}

const modifierWord = { within: "within", after: "after", "at-least": "at least" } as const;

function onceInSource(item: SourceItem): string | undefined {
  switch (item.kind) {
    case "actor":
    case "time":
    case "event":
    case "timezone":
    case "options":
      return item.kind;
    case "row-stages":
      return "stages";
    case "amount":
      return item.keyword;
    case "session":
    case "totals":
    case "currency":
    case "sheet":
    case "dedupe":
    case "each":
      return item.kind;
    case "where":
    case "let":
    case "join":
      return undefined;
  }
}

function onceInFunnel(item: FunnelItem): string | undefined {
  switch (item.kind) {
    case "actor":
    case "during":
    case "order":
    case "window":
    case "compare":
    case "trend":
      return item.kind;
    case "setting":
      return item.keyword;
    case "where":
    case "segment-use":
    case "stage":
    case "split":
    case "expect":
    case "expect-trend":
    case "same":
    case "exit":
    case "without":
    case "note":
    case "measure":
      return undefined;
  }
}

type StudyItem = Exclude<StudyNode, AudienceNode>["items"][number];

function onceInStudy(item: StudyItem): string | undefined {
  switch (item.kind) {
    case "retention-steps":
      return item.role;
    case "every":
    case "variant":
    case "control":
    case "goal":
    case "confidence":
    case "minimum":
    case "learn":
    case "grades":
      return item.kind;
    case "planned-split":
      return "split";
    case "signals":
      return "from";
    case "score-goal":
      return "goal";
    case "from-column":
      return "from column";
    case "where":
    case "split":
    case "measure":
    case "measure-use":
    case "points":
    case "scenario-stage":
      return undefined;
  }
}

function once<Item extends { readonly span: Span }>(
  items: readonly Item[],
  wordOf: (item: Item) => string | undefined,
  scope: Scope,
): void {
  const seen = new Map<string, Item>();
  for (const item of items) {
    const keyword = wordOf(item);
    if (keyword === undefined) continue;
    const first = seen.get(keyword);
    if (!first) {
      seen.set(keyword, item);
      continue;
    }
    scope.report(
      diagnose("FNL4008", { keyword }, item.span, {
        fixes: [removing(item.span, scope.text)],
        related: [{ span: first.span, note: { key: "firstHere", args: { keyword } } }],
      }),
    );
  }
}
