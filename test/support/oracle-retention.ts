import type { OracleRow } from "./oracle.ts";

/**
 * The definition of a retention, as plain as can be: rows of stage 0 start, those of stage 1 return. A
 * period is a whole number of units of time, the first one from 0 on.
 */
export interface OracleCohort {
  readonly period: number;
  readonly actors: readonly number[];
  /** By cell, the actors who returned. */
  readonly returned: readonly (readonly number[])[];
  /** By cell. */
  readonly isOver: readonly boolean[];
}

export function retentionOf(
  log: readonly OracleRow[],
  unit: number,
  periods: number,
  asOf: number,
): OracleCohort[] {
  const periodOf = (time: number): number => Math.floor(time / unit);
  const actors = [...new Set(log.map(({ actor }) => actor))].sort((a, b) => a - b);
  const startOf = (actor: number): number =>
    Math.min(
      ...log.filter((row) => row.actor === actor && row.stages.includes(0)).map((row) => row.time),
    );
  const started = actors.filter((actor) => startOf(actor) < Infinity);
  const cohorts = [...new Set(started.map((actor) => periodOf(startOf(actor))))];
  return cohorts
    .sort((a, b) => a - b)
    .map((period) => {
      const members = started.filter((actor) => periodOf(startOf(actor)) === period);
      const cells = Array.from({ length: periods + 1 }, (_, cell) => cell).filter(
        (cell) => period + cell <= periodOf(asOf),
      );
      return {
        period,
        actors: members,
        returned: cells.map((cell) =>
          members.filter((actor) => {
            const own = log.filter((row) => row.actor === actor);
            const starts = own.filter(
              (row) => row.stages.includes(0) && row.time === startOf(actor),
            );
            return own.some(
              (row) =>
                row.stages.includes(1) &&
                row.time >= startOf(actor) &&
                periodOf(row.time) === period + cell &&
                starts.some((start) => start !== row),
            );
          }),
        ),
        isOver: cells.map((cell) => asOf >= (period + cell + 1) * unit - 1),
      };
    });
}
