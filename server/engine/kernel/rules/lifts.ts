import { layOut } from "../layout.ts";
import type { FunnelSpec, StageSpec } from "../rows.ts";

/** By stage, how many of its rows are ones without a time. */
export type Lifts = ReadonlyMap<number, number>;

/** What is left of a funnel when rows without a time serve some of its stages. */
export interface Lifted {
  readonly spec: FunnelSpec;
  /** By stage of `spec`: the stage of the funnel. */
  readonly stages: readonly number[];
  /** The stage of `spec` that a row stands for which has no time; -1: none does. */
  readonly standIn: number;
  /** Of the rows' marks, those of the `without` of `spec`, in their order. */
  readonly bits: readonly number[];
}

/** The stages in the order in which the funnel is read. */
export function lineOf({ stages, inverted }: FunnelSpec): readonly number[] {
  const line = [...stages.keys()];
  return inverted ? line.reverse() : line;
}

/** Whether all rows of a stage are ones without a time. */
export function isLifted({ stages }: FunnelSpec, lifts: Lifts, stage: number): boolean {
  return lifts.get(stage) === (stages[stage]?.atLeast ?? 1);
}

/**
 * The funnel of the stages `kept` whose rows have times. What a stage says of the one before binds it no
 * more where that has no time. An entry without one leaves no window; but for order `strict`, where it
 * would lie far from the others, its stage remains, for a row that stands in for it beyond all times.
 * `bits`: of the rows' marks, those of the funnel's `without`; `skipped`: one of these that doesn't count.
 */
export function liftStages(
  spec: FunnelSpec,
  lifts: Lifts,
  kept: readonly number[],
  entry: "first" | "last",
  bits: readonly number[] | undefined,
  skipped = -1,
): Lifted {
  const before = previousRequired(spec);
  const [first = 0] = lineOf(spec);
  const lifted = (stage: number): boolean => isLifted(spec, lifts, stage);
  const hasNoEntry = lifted(first);
  const stands = hasNoEntry && spec.order !== "strict";
  const stages = kept
    .filter((stage) => !lifted(stage) || (stands && stage === first))
    .toSorted((a, b) => a - b);
  const place = (stage: number): number => (lifted(stage) ? -1 : stages.indexOf(stage));
  const without = (spec.without ?? []).flatMap(({ from, to }, mark) =>
    mark === skipped || place(from) < 0 || place(to) < 0
      ? []
      : [{ from: place(from), to: place(to), mark }],
  );
  const { window, inSession, order, span, inverted } = spec;
  const isBound = span !== undefined && place(span.from) >= 0 && place(span.to) >= 0;
  return {
    spec: {
      stages: stages.map((stage): StageSpec => {
        const { optional, within, after, atLeast = 1 } = spec.stages[stage] ?? { optional: false };
        const isFree = lifted(stage) || lifted(before[stage] ?? -1);
        const rows = lifted(stage) ? 1 : atLeast - (lifts.get(stage) ?? 0);
        return {
          optional,
          ...(within === undefined || isFree ? {} : { within }),
          ...(after === undefined || isFree ? {} : { after }),
          ...(rows === 1 ? {} : { atLeast: rows }),
        };
      }),
      ...(order === undefined ? {} : { order }),
      ...(inverted === undefined ? {} : { inverted }),
      ...(window === undefined || hasNoEntry ? {} : { window }),
      ...(inSession === undefined || hasNoEntry ? {} : { inSession }),
      ...(isBound ? { span: { ...span, from: place(span.from), to: place(span.to) } } : {}),
      // Without an anchor, the latest rows are what remains to be wished.
      entry: hasNoEntry && inverted && !stands ? "last" : entry,
      without: without.map(({ from, to }) => ({ from, to, dropActor: false })),
    },
    stages,
    standIn: stands ? stages.indexOf(first) : -1,
    bits: without.map(({ mark }) => bits?.[mark] ?? mark),
  };
}

/** By stage, the required one written before it; -1 none. */
function previousRequired(spec: FunnelSpec): readonly number[] {
  const required = [...layOut(spec).required];
  return spec.stages.map((_, i) => required.findLast((stage) => stage < i) ?? -1);
}
