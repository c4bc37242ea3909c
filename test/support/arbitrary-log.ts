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
