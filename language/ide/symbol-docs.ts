import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { SymbolId } from "../semantics/references.ts";
import type { Declaration } from "../syntax/ast.ts";
import type { Data } from "./data.ts";
import {
  describeColumn,
  describeDeclared,
  describeExit,
  describeFunnel,
  describeSource,
  describeStage,
} from "./describe.ts";
import { code, paragraphs } from "./markdown.ts";
import { wordsOf } from "./words.ts";

/** What a declared name stands for, in Markdown; undefined where its declaration isn't known. */
export function describeSymbol(
  analysis: Analysis,
  data: Data,
  symbol: SymbolId,
  locale: Locale,
): string | undefined {
  for (const node of data.reach.declarations) {
    const found =
      describeDeclaration(node, symbol, analysis, data, locale) ??
      describeItem(node, symbol, analysis.text, locale);
    if (found !== undefined) return found;
  }
  return undefined;
}

function describeDeclaration(
  node: Declaration,
  { kind, name }: SymbolId,
  analysis: Analysis,
  data: Data,
  locale: Locale,
): string | undefined {
  if (node.kind === "import" || node.name?.text !== name || symbolKind(node.kind) !== kind) {
    return undefined;
  }
  const word = wordsOf(locale).declarations[node.kind];
  switch (node.kind) {
    case "source": {
      const own = analysis.inferred.filter(({ source }) => source === name);
      return describeSource(
        node,
        data,
        locale,
        own.map(({ text }) => text),
      );
    }
    case "funnel": {
      const model = analysis.program.funnels.find((funnel) => funnel.name === name);
      return describeFunnel(node, model, locale);
    }
    case "segment":
    case "param-declaration":
    case "connection":
    case "audience":
      return describeDeclared(word, node, analysis.text);
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
      return describeDeclared(word, node, analysis.text);
  }
}

function symbolKind(kind: Exclude<Declaration["kind"], "import">): SymbolId["kind"] {
  switch (kind) {
    case "param-declaration":
      return "param";
    case "source":
    case "segment":
    case "funnel":
    case "connection":
      return kind;
    default:
      return "study";
  }
}

/** What stands in the block of a funnel, a source or a retention. */
function describeItem(
  node: Declaration,
  { kind, name, owner }: SymbolId,
  text: string,
  locale: Locale,
): string | undefined {
  if (!("items" in node) || (owner !== undefined && owner !== node.name?.text)) return undefined;
  for (const item of node.items) {
    if (item.kind !== kind || !("name" in item) || item.name?.text !== name) continue;
    switch (item.kind) {
      case "stage":
        return node.kind === "funnel" ? describeStage(item, node, text, locale) : undefined;
      case "exit":
        return describeExit(item, text, locale);
      case "measure":
        return describeDeclared(wordsOf(locale).measure, item, text);
      case "let":
        return paragraphs(
          describeColumn({ name, computed: item, sources: [] }, locale),
          item.value && code(text.slice(item.value.span.start, item.value.span.end)),
        );
    }
  }
  return undefined;
}
