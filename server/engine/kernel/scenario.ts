import {
  type Fraction,
  add,
  compare,
  divide,
  fromDecimal,
  multiply,
  round,
  whole,
} from "../statistics/fraction.ts";
import type { ScenarioResult } from "../result.ts";

/** A stage as the funnel counted it. */
export interface CountedStage {
  readonly name: string;
  readonly count: number;
  readonly optional: boolean;
}

/** `set`: the conversion from the stage before; `scale`: by that part of it. */
export interface Change {
  readonly stage: string;
  readonly kind: "set" | "scale";
  readonly share: number;
}

/**
 * What the counts of a funnel were if some conversions were others and all else stayed as it is: each
 * count is the one before times the share. Where each stage is counted from the first (`fromFirst`), the
 * one before is the first. Exact, then rounded to six decimals. Null is what nobody can tell: the share of
 * nobody, and a part of it.
 */
export function scenarioStages(
  stages: readonly CountedStage[],
  changes: readonly Change[],
  fromFirst: boolean,
): ScenarioResult["stages"] {
  const changeOf = new Map(changes.map((change) => [change.stage, change]));
  const entered = stages[0]?.count ?? 0;
  let before: { readonly count: number; readonly scenario: Fraction | null } = {
    count: entered,
    scenario: fromDecimal(entered),
  };
  return stages.map(({ name, count, optional }, index) => {
    if (index === 0) {
      return { name, count, share: null, scenario_count: count, scenario_share: null };
    }
    const change = changeOf.get(name);
    const share = divide(fromDecimal(count), fromDecimal(before.count));
    const then = change === undefined ? share : changed(share, change);
    const scenario = partOf(before.scenario, then);
    if (!optional && !fromFirst) before = { count, scenario };
    return {
      name,
      count,
      share: rounded(share),
      scenario_count: rounded(scenario),
      scenario_share: rounded(then),
      ...(change === undefined ? {} : { changed: true as const }),
    };
  });
}

/** Never above 1, but where counts are more than those before already: then never above that. */
function changed(share: Fraction | null, change: Change): Fraction | null {
  const by = fromDecimal(change.share);
  if (change.kind === "set") return by;
  if (share === null) return null;
  const wanted = multiply(share, add(whole(1), by));
  const most = compare(share, whole(1)) > 0 ? share : whole(1);
  return compare(wanted, most) > 0 ? most : wanted;
}

/** Nobody remains nobody, whatever the share. */
function partOf(before: Fraction | null, share: Fraction | null): Fraction | null {
  if (before?.numerator === 0n) return before;
  return before === null || share === null ? null : multiply(before, share);
}

function rounded(value: Fraction | null): number | null {
  return value === null ? null : round(value, 6);
}
