import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { Span } from "../text.ts";
import { funnelsOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** A line above a declaration that can be clicked. */
export interface Lens {
  /** The keyword and name of the declaration, below its documentation. */
  readonly span: Span;
  readonly title: string;
  readonly run: { readonly funnel: string };
}

/** One "run" over each funnel. From the tree alone, so that typing never waits for data. */
export function codeLenses(analysis: Analysis, locale: Locale): readonly Lens[] {
  const title = `▷ ${wordsOf(locale).runFunnel}`;
  return funnelsOf(analysis.tree).flatMap((funnel) =>
    funnel.name === undefined
      ? []
      : [
          {
            span: { start: funnel.keywordSpan.start, end: funnel.name.span.end },
            title,
            run: { funnel: funnel.name.text },
          },
        ],
  );
}
