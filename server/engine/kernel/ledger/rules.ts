import type { FunnelSpec, StageSpec, TaggedRows } from "../rows.ts";

/** The kinds of rules that may stand in an actor's way, in the order in which they are blamed. */
export const RULES = ["without", "late", "within", "after", "same", "at_least", "strict"] as const;
export type Rule = (typeof RULES)[number];

/** A funnel with the rows that it is found in. */
export interface Ruled {
  readonly spec: FunnelSpec;
  readonly rows: TaggedRows;
}

/** The kinds that a funnel has at all. */
export function rulesOf({ spec, rows }: Ruled): readonly Rule[] {
  const any = (has: (stage: StageSpec) => boolean): boolean => spec.stages.some(has);
  const isThere: Readonly<Record<Rule, boolean>> = {
    without: (spec.without ?? []).length > 0,
    late: spec.window !== undefined || spec.inSession === true,
    within: any(({ within }) => within !== undefined),
    after: any(({ after }) => after !== undefined),
    same: (rows.same ?? []).length > 0,
    at_least: any(({ atLeast = 1 }) => atLeast > 1),
    strict: spec.order === "strict",
  };
  return RULES.filter((rule) => isThere[rule]);
}

/** The same funnel as if it never had rules of these kinds. Which entry is chosen doesn't matter then. */
export function lifting({ spec, rows }: Ruled, rules: readonly Rule[]): Ruled {
  const lifts = (rule: Rule): boolean => rules.includes(rule);
  const { window, inSession, order, without, entry: _entry, count: _count, ...rest } = spec;
  const { same, ...unshared } = rows;
  return {
    spec: {
      ...rest,
      stages: spec.stages.map(({ optional, within, after, atLeast }) => ({
        optional,
        ...(within === undefined || lifts("within") ? {} : { within }),
        ...(after === undefined || lifts("after") ? {} : { after }),
        ...(atLeast === undefined || lifts("at_least") ? {} : { atLeast }),
      })),
      ...(order === undefined || (order === "strict" && lifts("strict")) ? {} : { order }),
      ...(window === undefined || lifts("late") ? {} : { window }),
      ...(inSession === undefined || lifts("late") ? {} : { inSession }),
      ...(without === undefined || lifts("without") ? {} : { without }),
    },
    rows: same === undefined || lifts("same") ? unshared : rows,
  };
}
