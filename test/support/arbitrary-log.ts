import fc from "fast-check";
import type { OracleFunnel, OracleRow } from "./oracle.ts";

/** A small random funnel with a log that is dense in what is hard: ties, repeats, rows of several stages. */
export interface Case {
  readonly funnel: OracleFunnel;
  readonly log: readonly OracleRow[];
}

export const SPLIT_VALUES = ["ads", "mail", "web"] as const;

const limit = fc.option(fc.nat(4), { nil: undefined });

const stage = (optional: boolean): fc.Arbitrary<OracleFunnel["stages"][number]> =>
  limit.map((within) => (within === undefined ? { optional } : { optional, within }));

const laterStage = fc.boolean().chain(stage);

export const arbitraryFunnel: fc.Arbitrary<OracleFunnel> = fc
  .tuple(
    fc.array(laterStage, { maxLength: 4, size: "max" }),
    fc.option(fc.nat(6), { nil: undefined }),
  )
  .map(([later, window]) => {
    const stages = [{ optional: false }, ...later];
    return window === undefined ? { stages } : { stages, window };
  });

/** Rows of few actors at few times; each matches one to three of the stages. */
export function arbitraryLog(stages: number, actors = 2): fc.Arbitrary<OracleRow[]> {
  const value = fc.constantFrom(...SPLIT_VALUES, null);
  const row = fc.record({
    actor: fc.nat(actors - 1),
    time: fc.nat(6),
    stages: fc.uniqueArray(fc.nat(stages - 1), { minLength: 1, maxLength: 3 }),
    values: fc.tuple(value, value),
  });
  return fc.array(row, { maxLength: 16, size: "max" });
}

export const arbitraryCase: fc.Arbitrary<Case> = arbitraryFunnel.chain((funnel) =>
  arbitraryLog(funnel.stages.length).map((log) => ({ funnel, log })),
);

/** The rules that a random funnel has beside windows and `within`, in pairs and alone. */
export const RULES = ["after", "at least", "entry last", "without", "same", "strict"] as const;
export type Rule =
  | (typeof RULES)[number]
  | "furthest"
  | "any"
  | "independent"
  | "inverted"
  | "attempts"
  | "exit";

/** As {@link arbitraryCase}, with what the given rules add to the funnel and to the rows. */
export function arbitraryCaseOf(...rules: readonly Rule[]): fc.Arbitrary<Case> {
  const has = (rule: Rule): boolean => rules.includes(rule);
  return fc
    .tuple(
      arbitraryFunnel.filter(({ stages }) => stages.length <= 4),
      fc.infiniteStream(fc.nat(1000)),
    )
    .chain(([plain, numbers]) => {
      const some = (below: number): number => (numbers.next().value ?? 0) % below;
      const isBare = has("any");
      const isLast = (index: number): boolean => index === plain.stages.length - 1;
      const stages = plain.stages.map((stage, index) => ({
        ...(isBare ? { optional: false } : stage),
        ...(has("inverted") && isLast(index) ? { optional: false } : {}),
        ...(has("after") && index > 0 && some(2) === 0 ? { after: some(4) } : {}),
        ...(has("at least") && some(2) === 0 ? { atLeast: 1 + some(3) } : {}),
      }));
      const required = stages.flatMap(({ optional }, index) => (optional ? [] : [index]));
      const between = Array.from({ length: has("without") ? 1 + some(2) : 0 }, () => {
        const to = 1 + some(Math.max(1, required.length - 1));
        return {
          from: has("independent") ? 0 : (required[some(to)] ?? 0),
          to: required[to] ?? 0,
          dropActor: some(3) === 0,
        };
      });
      const without = between.filter(({ from, to }) => from < to);
      const lastEntry = some(8);
      const exits = has("exit") ? 1 + some(2) : 0;
      const marks = without.length + exits;
      const funnel: OracleFunnel = {
        ...plain,
        stages,
        ...(has("entry last") ? { entry: "last" as const } : {}),
        ...(has("same") ? { same: true } : {}),
        ...(has("strict") ? { order: "strict" as const } : {}),
        ...(has("furthest") ? { order: "furthest" as const } : {}),
        ...(has("any") ? { order: "any" as const } : {}),
        ...(has("independent") ? { order: "independent" as const } : {}),
        ...(has("inverted") ? { inverted: true as const } : {}),
        ...(has("attempts") ? { count: "attempts" as const } : {}),
        ...(without.length === 0 ? {} : { without }),
        ...(exits === 0 ? {} : { exits }),
      };
      const marked = fc.record({
        marks: fc.subarray(Array.from({ length: marks }, (_, mark) => mark)),
        isMarked: fc.nat(2),
        isBare: fc.nat(4),
        same: fc.constantFrom("x", "y", null),
      });
      const extras = fc.array(marked, { minLength: 12, maxLength: 12 });
      return fc.tuple(arbitraryLog(stages.length), extras).map(([log, more]) => ({
        funnel,
        log: log.slice(0, 12).map((row, index) => {
          const extra = more[index];
          if (extra === undefined) return row;
          return {
            ...row,
            ...(marks === 0 ? {} : { marks: extra.isMarked === 0 ? extra.marks : [] }),
            ...((marks > 0 || has("strict")) && extra.isBare === 0 ? { stages: [] } : {}),
            ...(has("same") ? { same: extra.same } : {}),
            ...(has("furthest") || has("any") ? { mayEnter: row.time <= lastEntry } : {}),
          };
        }),
      }));
    });
}
