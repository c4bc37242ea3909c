import type { Analysis } from "../analyze.ts";
import type { NameNode, Node } from "../syntax/ast.ts";
import { lex } from "../syntax/lexer.ts";
import type { Span } from "../text.ts";
import { keywordWords } from "../vocabulary.ts";
import { figures, functions } from "./functions.ts";
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
  | "function";

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

const builtIn: ReadonlySet<string> = new Set([...functions, ...figures].map(({ name }) => name));

/** What `at` of a split takes besides a stage; all are keywords. */
const splitRows: ReadonlySet<string> = new Set(["entry", "first", "last", "every"]);

function kindOf(name: NameNode, parent: Node): SemanticTokenKind | undefined {
  switch (parent.kind) {
    case "source":
      return name === parent.name ? "source" : undefined;
    case "segment":
    case "segment-use":
      return "segment";
    case "funnel":
      return name === parent.name ? "funnel" : "source";
    case "stage":
      return "stage";
    case "figure":
      return name === parent.name ? "function" : "stage";
    case "split":
      return splitRows.has(name.text) ? undefined : "stage";
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
      return builtIn.has(name.text) ? "function" : undefined;
    default:
      return undefined;
  }
}

function declares(name: NameNode, parent: Node): boolean {
  switch (parent.kind) {
    case "source":
    case "segment":
    case "funnel":
    case "stage":
    case "let":
      return name === parent.name;
    default:
      return false;
  }
}
