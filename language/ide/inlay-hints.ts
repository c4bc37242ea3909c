import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import { type Span, type TextEdit, contains } from "../text.ts";
import { mappingFix } from "./actions/mapping.ts";
import { funnelsOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** What holds without being written, shown where it would be. */
export interface InlayHint {
  readonly at: number;
  readonly label: string;
  readonly kind: "statement" | "type";
  readonly tooltip?: string;
  /** Writes it into the text. */
  readonly edits?: readonly TextEdit[];
}

/** Those of a part of the text. */
export function inlayHints(analysis: Analysis, range: Span, locale: Locale): readonly InlayHint[] {
  const all = [
    ...mappings(analysis, locale),
    ...defaults(analysis, locale),
    ...types(analysis, locale),
  ];
  return all.filter(({ at }) => contains(range, at)).sort((a, b) => a.at - b.at);
}

/** `actor user_id · time ts` in a source that doesn't say it. */
function mappings(analysis: Analysis, locale: Locale): readonly InlayHint[] {
  const sources = new Map(analysis.inferred.map(({ source, at, span }) => [source, { at, span }]));
  return [...sources].map(([source, { at, span }]) => {
    const items = analysis.inferred.filter((item) => item.source === source);
    const edits = mappingFix(analysis, span)?.edits;
    return {
      at,
      label: items.map(({ text }) => text).join(" · "),
      kind: "statement",
      tooltip: wordsOf(locale).inferredHint,
      ...(edits === undefined ? {} : { edits }),
    };
  });
}

/** `order sequential · window unlimited` at the head of a funnel. */
function defaults(analysis: Analysis, locale: Locale): readonly InlayHint[] {
  return funnelsOf(analysis.tree).flatMap((funnel) => {
    const model = analysis.program.funnels.find(
      ({ nameSpan }) => nameSpan.start === funnel.name?.span.start,
    );
    if (model === undefined || model.defaults.length === 0 || funnel.block === undefined) return [];
    return [
      {
        at: funnel.block.start + 1,
        label: model.defaults.join(" · "),
        kind: "statement" as const,
        tooltip: wordsOf(locale).defaultsHint,
      },
    ];
  });
}

/** What a param can stand for. */
function types(analysis: Analysis, locale: Locale): readonly InlayHint[] {
  return analysis.program.params.flatMap((param) =>
    param.file === undefined
      ? [
          {
            at: param.nameSpan.end,
            label: `: ${wordsOf(locale).valueTypes[param.type]}`,
            kind: "type" as const,
          },
        ]
      : [],
  );
}
