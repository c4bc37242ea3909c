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
  /** The same by a time since the entry, also where no attempt is old enough. */
  readonly incidence: (time: number) => number;
  /** Until when somebody was seen. */
  readonly lastSeen: number;
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

  const exitBefore = (attempt: OracleAttempt): { readonly time: number } | undefined => {
    const { actor, chosen } = attempt;
    if (rowAt(log, funnel, chosen, stage) !== undefined) return undefined;
    if (funnel.order !== "independent") {
      return exitOf(log, actor, chosen, nextOf(chosen, funnel), funnel);
    }
    const two = twoStages(log, funnel, stage);
    return exitOf(two.log, actor, [startOf(log, funnel, attempt, stage), null], 1, two.funnel);
  };
  const immature = attempts.filter((attempt) => {
    const { actor, chosen } = attempt;
    if (rowAt(log, funnel, chosen, stage) !== undefined) return false;
    if (exitBefore(attempt) !== undefined) return false;
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
  const reachedBy = (place: number): number =>
    mature.attempts.filter(({ chosen }) => rowAt(early, funnel, chosen, place) !== undefined)
      .length;
  const isAny = funnel.order === "any";

  const followed = attempts.map((attempt): Followed & { readonly age: number } => {
    const entry = log[startOf(log, funnel, attempt, stage) ?? -1]?.time ?? Number.NaN;
    const age = asOf - entry;
    const reached = rowAt(log, funnel, attempt.chosen, stage);
    if (reached !== undefined) return { time: reached.time - entry, end: "reached", age };
    const exit = exitBefore(attempt);
    return exit !== undefined && exit.time - entry <= horizon
      ? { time: exit.time - entry, end: "left", age }
      : { time: exit === undefined ? Math.min(horizon, age) : horizon, end: "seen", age };
  });
  return {
    immature: immature.length,
    mature: {
      entered: isAny ? reachedBy(funnel.stages.length) : (mature.counts[0] ?? 0),
      count: isAny ? reachedBy(stage) : (mature.counts[stage] ?? 0),
    },
    expected:
      visits === undefined && followed.some(({ age }) => age >= horizon)
        ? incidenceOf(followed)
        : null,
    incidence: (time) =>
      incidenceOf(followed.map((each) => (each.time > time ? { time, end: "seen" } : each))),
    lastSeen: Math.max(0, ...followed.map(({ time }) => Math.min(time, horizon))),
  };
}

function noEntry(row: OracleRow, { order }: OracleFunnel): Partial<OracleRow> {
  return order === "furthest" || order === "any"
    ? { mayEnter: false }
    : { stages: row.stages.filter((stage) => stage !== 0) };
}

/** The row of the entry that a stage counts from: in order `independent` that of its own two stages. */
function startOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  { actor, chosen, starts }: OracleAttempt,
  stage: number,
): number | null {
  if (funnel.order === "any") return inTime(log, chosen)[0] ?? null;
  if (funnel.order !== "independent") return chosen[0] ?? null;
  if (chosen[stage] !== null) return starts?.[stage] ?? null;
  // Of several attempts it is that of the attempt.
  if (funnel.count === "attempts") return starts?.[0] ?? null;
  const two = twoStages(log, funnel, stage);
  return chosenOf(allChoices(two.log, actor, two.funnel), two.log, two.funnel)?.[0] ?? null;
}

/** The row of a stage; behind the stages, in order `any`, the first, second … of all. */
function rowAt(
  log: readonly OracleRow[],
  { stages }: OracleFunnel,
  chosen: Choice,
  place: number,
): OracleRow | undefined {
  const row = place < stages.length ? chosen[place] : inTime(log, chosen)[place - stages.length];
  return log[row ?? -1];
}

function inTime(log: readonly OracleRow[], chosen: Choice): number[] {
  const timeOf = (row: number): number => log[row]?.time ?? Number.NaN;
  return chosen.flatMap((row) => row ?? []).sort((a, b) => timeOf(a) - timeOf(b) || a - b);
}

function horizonOf({ stages, order, window = Infinity }: OracleFunnel, stage: number): number {
  if (order === "any") return window;
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
  const begin = (of: Choice): number =>
    funnel.order === "any" ? Math.min(...timesOf(of)) : (timesOf(of)[0] ?? Number.NaN);
  const entry = begin(chosen);
  const others = attempts.filter((other) => other.actor === actor);
  if (others.some((other) => begin(other.chosen) > entry)) return false;
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
