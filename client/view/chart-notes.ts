import {
  type Guard,
  either,
  isCount,
  isFraction,
  isObject,
  isString,
  isTrue,
  listOf,
  optional,
  shape,
} from "../panel/guards.ts";
import type { ColourRule, ColourRules } from "./theme.ts";

/** What a chart says about itself to whoever shows it, under `usermeta`. */
export interface ChartNotes {
  readonly colours: ColourRules;
  /** A text and its estimated width in ems: how much wider the real font is follows from it. */
  readonly sample: { readonly text: string; readonly ems: number };
}

const isRule: Guard<ColourRule> = either<ColourRule>(
  shape<Extract<ColourRule, { variables: readonly string[] }>>({
    variables: listOf(isString),
    isSolid: optional(isTrue),
    contrast: optional(isCount),
  }),
  shape<Extract<ColourRule, { share: number }>>({
    mix: (value): value is readonly [string, string] =>
      Array.isArray(value) && value.length === 2 && value.every(isString),
    share: isFraction,
    contrast: optional(isCount),
  }),
);

const isRuleList: Guard<ColourRules["plain"]> = listOf(
  (value): value is readonly [string, ColourRule] =>
    Array.isArray(value) && value.length === 2 && isString(value[0]) && isRule(value[1]),
);

const isNotes: Guard<ChartNotes> = shape<ChartNotes>({
  colours: shape<ColourRules>({ plain: isRuleList, highContrast: isRuleList }),
  sample: shape<ChartNotes["sample"]>({ text: isString, ems: isCount }),
});

/** The notes of a compiled chart; nothing where it has none of this form. */
export function readNotes(vega: object): ChartNotes | undefined {
  const usermeta = "usermeta" in vega ? vega.usermeta : undefined;
  if (!isObject(usermeta) || !("funnel" in usermeta)) return undefined;
  return isNotes(usermeta.funnel) ? usermeta.funnel : undefined;
}
