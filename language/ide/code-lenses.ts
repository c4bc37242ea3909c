import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { Declaration, NameNode } from "../syntax/ast.ts";
import type { Span } from "../text.ts";
import { notYet } from "../semantics/checks/not-yet.ts";
import { wordsOf } from "./words.ts";

/** A line above a declaration. */
export interface Lens {
  /** The keyword and name of the declaration, below its documentation. */
  readonly span: Span;
  readonly title: string;
  /** What a click runs; without it, there is nothing to click. */
  readonly run?: { readonly funnel: string };
}

/**
 * One "run" over each funnel, and over each study that this version runs. From the tree alone, so that
 * typing never waits for data.
 */
export function codeLenses(analysis: Analysis, locale: Locale): readonly Lens[] {
  return analysis.tree.declarations.flatMap((node) => {
    const title = runTitle(node.kind, locale);
    if (title === undefined || node.kind === "import" || !node.name) return [];
    const { name, keywordSpan } = node;
    return [{ span: headOf(keywordSpan, name), title: `▷ ${title}`, run: { funnel: name.text } }];
  });
}

function runTitle(kind: Declaration["kind"], locale: Locale): string | undefined {
  const { runFunnel, runStudy } = wordsOf(locale);
  switch (kind) {
    case "funnel":
      return runFunnel;
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return notYet.has(kind) ? undefined : runStudy[kind];
    case "import":
    case "connection":
    case "param-declaration":
    case "source":
    case "segment":
      return undefined;
  }
}

/** How often each source and segment is used, in this file. */
export function referenceLenses(analysis: Analysis, locale: Locale): readonly Lens[] {
  const counts = new Map<number, number>();
  for (const { target, isDeclaration } of analysis.references) {
    if (target.file !== undefined || isDeclaration) continue;
    const { start } = target.declaration;
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const { uses } = wordsOf(locale);
  return analysis.tree.declarations.flatMap((node) => {
    if ((node.kind !== "source" && node.kind !== "segment") || node.name === undefined) return [];
    const count = counts.get(node.name.span.start) ?? 0;
    return [{ span: headOf(node.keywordSpan, node.name), title: uses(count) }];
  });
}

function headOf(keyword: Span, name: NameNode): Span {
  return { start: keyword.start, end: name.span.end };
}
