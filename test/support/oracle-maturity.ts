import { exitOf } from "./oracle-exits.ts";
import {
  allChoices,
  evaluate,
  reaches,
  type Choice,
  type OracleFunnel,
  type OracleRow,
} from "./oracle.ts";

/** Who could still reach a stage, written down as slowly and obviously as the rest of the definition. */
export interface OracleMaturity {
  readonly immature: number;
  readonly mature: { readonly entered: number; readonly count: number };
  /** Null where no chosen attempt began a horizon ago. */
  readonly expected: number | null;
}

/** Null where the stage has no deadline. */
export function maturityOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  stage: number,
  asOf: number,
): OracleMaturity | null {
  const horizon = horizonOf(funnel, stage);
  if (horizon === Infinity) return null;
  const { attempts } = evaluate(log, funnel);

  const exitBefore = (actor: number, chosen: Choice): { readonly time: number } | undefined =>
    chosen[stage] === null ? exitOf(log, actor, chosen, nextOf(chosen, funnel), funnel) : undefined;
  const immature = attempts.filter(
    ({ actor, chosen }) =>
      exitBefore(actor, chosen) === undefined && immatureFor(log, funnel, actor, stage, asOf),
  );

  const early = log.map((row) =>
    row.time <= asOf - horizon ? row : { ...row, stages: row.stages.filter((s) => s !== 0) },
  );
  const mature = evaluate(early, funnel);

  const followed = attempts.map(({ actor, chosen }): Followed & { readonly age: number } => {
    const entry = log[chosen[0] ?? -1]?.time ?? NaN;
    const age = asOf - entry;
    const reached = log[chosen[stage] ?? -1];
    if (reached !== undefined) return { time: reached.time - entry, end: "reached", age };
    const exit = exitBefore(actor, chosen);
    return exit !== undefined && exit.time - entry <= horizon
      ? { time: exit.time - entry, end: "left", age }
      : { time: exit === undefined ? Math.min(horizon, age) : horizon, end: "seen", age };
  });
  return {
    immature: immature.length,
    mature: { entered: mature.counts[0] ?? 0, count: mature.counts[stage] ?? 0 },
    expected: followed.some(({ age }) => age >= horizon) ? incidenceOf(followed) : null,
  };
}

function horizonOf({ stages, window = Infinity }: OracleFunnel, stage: number): number {
  const steps = stages.slice(1, stage + 1).filter(({ optional }) => !optional);
  return Math.min(
    window,
    steps.reduce((sum, { within = Infinity }) => sum + within, 0),
  );
}

/** How long one was seen, and what came then. */
interface Followed {
  readonly time: number;
  readonly end: "reached" | "left" | "seen";
}

/** The cumulative incidence: at each time the share that is still there, times what reaches of it. */
function incidenceOf(followed: readonly Followed[]): number {
  let staying = 1;
  let share = 0;
  for (const time of new Set(followed.map((each) => each.time).sort((a, b) => a - b))) {
    const atRisk = followed.filter((each) => each.time >= time).length;
    const now = followed.filter((each) => each.time === time);
    const reached = now.filter(({ end }) => end === "reached").length;
    const left = now.filter(({ end }) => end === "left").length;
    share += (staying * reached) / atRisk;
    staying *= 1 - (reached + left) / atRisk;
  }
  return share;
}

/** Whether later rows of later stages, after `asOf`, could make an actor reach a stage. */
export function immatureFor(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  actor: number,
  stage: number,
  asOf: number,
): boolean {
  if (horizonOf(funnel, stage) === Infinity) return false;
  if (reaches(allChoices(log, actor, funnel), stage)) return false;
  const later = [asOf + 1, asOf + 2].flatMap((time) =>
    funnel.stages.flatMap((_, index) =>
      index === 0 || index > stage ? [] : [{ actor, time, stages: [index], values: [] }],
    ),
  );
  const own = log.filter((row) => row.actor === actor);
  return reaches(allChoices([...own, ...later], actor, funnel), stage);
}

/** The required stage behind the last one of a choice. */
function nextOf(chosen: Choice, { stages }: OracleFunnel): number {
  return stages.findIndex(({ optional }, index) => !optional && chosen[index] === null);
}
