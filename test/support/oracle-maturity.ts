import { exitOf } from "./oracle-exits.ts";
import { twoStages } from "./oracle-independent.ts";
import { couldReach } from "./oracle-later.ts";
import {
  allChoices,
  chosenOf,
  evaluate,
  type Choice,
  type OracleAttempt,
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

/**
 * Null where the stage has no deadline. `visits`: what rows share are visits, of which these may still go
 * on; there is no estimate, then.
 */
export function maturityOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  stage: number,
  asOf: number,
  visits?: OpenVisits,
): OracleMaturity | null {
  const horizon = horizonOf(funnel, stage);
  if (horizon === Infinity && visits === undefined) return null;
  const { attempts, dropped } = evaluate(log, funnel);

  const exitBefore = (actor: number, chosen: Choice): { readonly time: number } | undefined =>
    chosen[stage] === null ? exitOf(log, actor, chosen, nextOf(chosen, funnel), funnel) : undefined;
  const immature = attempts.filter((attempt) => {
    const { actor, chosen } = attempt;
    if (chosen[stage] !== null || exitBefore(actor, chosen) !== undefined) return false;
    return funnel.count === "attempts"
      ? isOpenAttempt(log, funnel, attempts, attempt, stage, asOf)
      : immatureFor(log, funnel, actor, stage, asOf, visits);
  });

  const isOld = (row: OracleRow): boolean =>
    visits === undefined ? row.time <= asOf - horizon : !visits.has(visitOf(row));
  // Whoever is left out of the funnel stays so.
  const early = log
    .filter(({ actor }) => !dropped.includes(actor))
    .map((row) => (isOld(row) ? row : { ...row, ...noEntry(row, funnel) }));
  const mature = evaluate(early, funnel);

  const followed = attempts.map((attempt): Followed & { readonly age: number } => {
    const { actor, chosen } = attempt;
    const entry = startOf(log, funnel, attempt, stage);
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
    expected:
      visits === undefined && followed.some(({ age }) => age >= horizon)
        ? incidenceOf(followed)
        : null,
  };
}

function noEntry(row: OracleRow, { order }: OracleFunnel): Partial<OracleRow> {
  return order === "furthest"
    ? { mayEnter: false }
    : { stages: row.stages.filter((stage) => stage !== 0) };
}

/** The time of the entry that a stage counts from: in order `independent` that of its own two stages. */
function startOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  { actor, chosen, starts }: OracleAttempt,
  stage: number,
): number {
  const timeOf = (index: number | null | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  if (funnel.order !== "independent") return timeOf(chosen[0]);
  if (chosen[stage] !== null) return timeOf(starts?.[stage]);
  const two = twoStages(log, funnel, stage);
  return timeOf(chosenOf(allChoices(two.log, actor, two.funnel), two.log, two.funnel)?.[0]);
}

function horizonOf({ stages, order, window = Infinity }: OracleFunnel, stage: number): number {
  if (order === "independent") return Math.min(window, stages[stage]?.within ?? Infinity);
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
  visits?: OpenVisits,
): boolean {
  if (visits === undefined && horizonOf(funnel, stage) === Infinity) return false;
  const own = log.filter((row) => row.actor === actor);
  const open = own.filter((row) => visits === undefined || visits.has(visitOf(row)));
  const values = [...new Set(open.flatMap(({ same }) => same ?? []))];
  return couldReach(log, actor, funnel, stage, asOf, values);
}

/** The same of an attempt, from the entries in its own time; not once that is over, or another came. */
function isOpenAttempt(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  attempts: readonly OracleAttempt[],
  { actor, chosen, starts }: OracleAttempt,
  stage: number,
  asOf: number,
): boolean {
  const timesOf = (choice: Choice): number[] =>
    choice.flatMap((index) => (index === null ? [] : (log[index]?.time ?? [])));
  const [entry = Number.NaN] = timesOf(chosen);
  const others = attempts.filter((other) => other.actor === actor);
  if (others.some((other) => (timesOf(other.chosen)[0] ?? entry) > entry)) return false;
  const entries = starts === undefined ? [entry] : timesOf(starts);
  if (asOf - Math.max(...entries) >= (funnel.window ?? Infinity)) return false;
  const since = log.filter((row) => row.time >= Math.min(...entries));
  return immatureFor(since, funnel, actor, stage, asOf);
}

/** The visits that may still go on, by actor and value. */
export type OpenVisits = ReadonlySet<string>;

export const visitOf = ({ actor, same }: OracleRow): string => `${actor} ${same ?? "-"}`;

/** The required stage behind the last one of a choice. */
function nextOf(chosen: Choice, { stages }: OracleFunnel): number {
  return stages.findIndex(({ optional }, index) => !optional && chosen[index] === null);
}
