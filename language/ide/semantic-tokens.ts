import type { Analysis } from "../analyze.ts";
import type { NameNode, Node } from "../syntax/ast.ts";
import { findFigure } from "../semantics/figures/signatures.ts";
import { lex } from "../syntax/lexer.ts";
import { Param } from "../syntax/tokens.ts";
import type { Span } from "../text.ts";
import { keywordWords } from "../vocabulary.ts";
import { functions } from "./functions.ts";
import { endOf } from "./place.ts";
import { childrenOf } from "./tree.ts";

export type SemanticTokenKind =
  | "keyword"
  | "source"
  | "segment"
  | "funnel"
  | "stage"
  | "event"
  | "column"
  | "key"
  | "function"
  | "measure"
  | "param";

export interface SemanticToken {
  readonly span: Span;
  readonly kind: SemanticTokenKind;
  readonly declaration: boolean;
}

/**
 * What each word is, in the order of the text. Corrects the highlighting by patterns, which can't tell
 * a soft keyword from a name everywhere: a word that the tree has as a name is one, and any other word
 * of the vocabulary is a keyword.
 */
export function semanticTokens(analysis: Analysis): readonly SemanticToken[] {
  const names: SemanticToken[] = [];
  collect(analysis.tree, undefined, names);
  const named = new Set(names.map(({ span }) => span.start));
  const words = lex(analysis.text).tokens.flatMap((token): SemanticToken[] => {
    const span = { start: token.startOffset, end: endOf(token) };
    if (token.tokenType === Param) return [{ span, kind: "param", declaration: false }];
    if (named.has(span.start) || !keywordWords.has(token.image)) return [];
    return [{ span, kind: "keyword", declaration: false }];
  });
  return [...names, ...words].sort((a, b) => a.span.start - b.span.start);
}

function collect(node: Node, parent: Node | undefined, names: SemanticToken[]): void {
  if (node.kind === "name" && parent !== undefined) {
    const kind = kindOf(node, parent);
    if (kind !== undefined) {
      names.push({ span: node.span, kind, declaration: declares(node, parent) });
    }
  }
  for (const child of childrenOf(node)) collect(child, node, names);
}

const functionNames: ReadonlySet<string> = new Set(functions.map(({ name }) => name));

/** What `at` of a split takes besides a stage; all are keywords. */
const splitRows: ReadonlySet<string> = new Set(["entry", "first", "last", "every"]);

/** Undefined: a keyword, or a name that means nothing. */
function kindOf(name: NameNode, parent: Node): SemanticTokenKind | undefined {
  switch (parent.kind) {
    case "source":
      return name === parent.name ? "source" : undefined;
    case "connection":
      return name === parent.name ? "source" : undefined;
    case "table-reference":
    case "join":
      return "source";
    case "param-declaration":
      return "param";
    case "segment":
    case "segment-use":
    case "compare":
      return "segment";
    case "funnel":
      return name === parent.name ? "funnel" : "source";
    case "retention":
      return name === parent.name ? "funnel" : "source";
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return "funnel";
    case "stage":
    case "exit":
    case "without":
    case "goal":
    case "score-goal":
    case "scenario-stage":
    case "audience-value":
      return "stage";
    case "figure":
      if (name !== parent.name) return takesSource(parent.name) ? "source" : "stage";
      return findFigure(name.text) ? "function" : "measure";
    case "measure":
    case "measure-use":
      return "measure";
    case "split":
      return splitRows.has(name.text) ? undefined : "stage";
    case "row-stage":
    case "total":
      return name.written === "string" ? undefined : "event";
    case "event-step":
      // Quotes keep the colour of strings.
      if (name !== parent.event) return "source";
      return name.written === "string" ? undefined : "event";
    case "any-event":
      return "source";
    case "column":
      return name === parent.path[0] ? "column" : "key";
    case "let":
      return "column";
    case "call":
      return functionNames.has(name.text) ? "function" : undefined;
    case "grade":
      return "stage";
    default:
      return undefined;
  }
}

function takesSource(figure: NameNode): boolean {
  return findFigure(figure.text)?.parameters[0]?.kind === "source";
}

function declares(name: NameNode, parent: Node): boolean {
  switch (parent.kind) {
    case "source":
    case "connection":
    case "param-declaration":
    case "segment":
    case "funnel":
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
    case "stage":
    case "exit":
    case "measure":
    case "grade":
    case "let":
      return name === parent.name;
    case "row-stage":
    case "total":
      return name === parent.event;
    default:
      return false;
  }
}
