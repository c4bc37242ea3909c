import { diagnose } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { figureConstructs } from "./available-figures.ts";
import type { CheckContext } from "./check.ts";
import { type Construct, notYet } from "./not-yet.ts";

/**
 * The one place that says what this version can't run: an error where leaving it out would change
 * figures, so that the funnels that need it don't run; a warning where only something more would be
 * shown.
 */
export function available({ scope, funnels }: CheckContext): void {
  const used = new Set(funnels.flatMap(({ sources }) => sources));
  const found = [
    ...declarationConstructs(scope),
    ...scope.allSources.flatMap((source) => sourceConstructs(source, used.has(source))),
    ...funnels.flatMap((funnel) => funnelConstructs(funnel, scope)),
  ];
  for (const { name, keyword = name, span, isWhole = false, fixes = [] } of found) {
    const availability = notYet.get(name);
    if (availability === "blocks") scope.report(diagnose("FNL1025", { keyword }, span, { fixes }));
    if (availability === "extra")
      scope.report(diagnose("FNL1029", { keyword, isWhole }, span, { fixes }));
  }
}

function declarationConstructs(scope: Scope): readonly Construct[] {
  return scope.file.declarations.flatMap((node): readonly Construct[] => {
    switch (node.kind) {
      case "connection":
      case "experiment":
      case "drivers":
      case "score":
        return [{ name: node.kind, span: node.keywordSpan, isWhole: true }];
      case "retention":
      case "scenario":
      case "audience":
      case "import":
      case "param-declaration":
      case "source":
      case "segment":
      case "funnel":
        return [];
    }
  });
}

/** A source that can't be read at all says so once, whatever its statements are. */
function sourceConstructs(
  { node, items, added }: SourceEntry,
  isUsed: boolean,
): readonly Construct[] {
  if (node.table) {
    const span = wordAt(node.table.span, "table");
    return [{ name: isUsed ? "table" : "unused table", keyword: "table", span, isWhole: true }];
  }
  return items.flatMap((item): readonly Construct[] => {
    // What a preset says stands nowhere, and has the preset's place.
    const place = (word: string): Span =>
      added.includes(item) ? item.span : wordAt(item.span, word);
    switch (item.kind) {
      case "session":
      case "currency":
        return [{ name: item.kind, span: place(item.kind) }];
      case "amount":
        return [{ name: item.keyword, span: item.keywordSpan }];
      case "actor":
      case "sheet":
      case "dedupe":
      case "each":
      case "join":
      case "time":
      case "event":
      case "timezone":
      case "where":
      case "let":
      case "options":
      case "row-stages":
      case "totals":
        return [];
    }
  });
}

function funnelConstructs({ node }: ResolvedFunnel, scope: Scope): readonly Construct[] {
  const measures = new Set(
    node.items.map((item) => (item.kind === "measure" ? item.name?.text : undefined)),
  );
  return node.items.flatMap((item): readonly Construct[] => {
    switch (item.kind) {
      case "order":
        return item.order ? [{ name: `order ${item.order.value}`, span: item.order.span }] : [];
      case "setting": {
        if (item.keyword === "chart") return [{ name: "chart", span: item.keywordSpan }];
        const { value } = item;
        return value ? [{ name: `${item.keyword} ${value.text}`, span: value.span }] : [];
      }
      case "window":
        return item.value?.kind === "session"
          ? [{ name: "window session", span: item.value.span }]
          : [];
      case "split": {
        if (!item.at || (item.at.written === "plain" && item.at.text === "entry")) return [];
        const keyword = `at ${item.at.text}`;
        const isWord = item.at.written === "plain" && splitPlaces.has(item.at.text);
        return [{ name: isWord ? keyword : "at stage", keyword, span: item.at.span }];
      }
      case "stage":
        return item.modifiers.flatMap((modifier) => {
          if (modifier.kind === "within") return [];
          const name = modifier.kind === "after" ? "after" : "at least";
          return [{ name, span: wordAt(modifier.span, name) }];
        });
      case "exit":
      case "measure":
        return [{ name: item.kind, span: item.keywordSpan }];
      case "same":
      case "without":
      case "compare":
      case "trend":
      case "note":
        return [{ name: item.kind, span: wordAt(item.span, item.kind) }];
      case "expect":
        return [item.left, item.right, item.when?.left, item.when?.right].flatMap((side) =>
          figureConstructs(side, measures),
        );
      case "expect-trend": {
        const start = scope.text.indexOf("trend", item.span.start);
        return [{ name: "expect trend", span: wordAt({ start, end: start }, "trend") }];
      }
      case "actor":
      case "during":
      case "where":
      case "segment-use":
        return [];
    }
  });
}

const splitPlaces: ReadonlySet<string> = new Set(["first", "last", "every"]);

function wordAt({ start }: Span, word: string): Span {
  return { start, end: start + word.length };
}
