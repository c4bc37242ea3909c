import {
  allChoices,
  evaluate,
  type OracleAttempt,
  type OracleFunnel,
  type OracleRow,
} from "./oracle.ts";
import { hasTime, NO_TIME } from "./oracle-times.ts";

/** A row with what measures look at. */
export interface MeasuredRow extends OracleRow {
  /** Null: missing. */
  readonly amount: number | null;
  /** The stages that it matches, whether it may be an entry or not. */
  readonly matches: readonly number[];
}

const goalOf = ({ stages }: OracleFunnel): number =>
  stages.findLastIndex(({ optional }) => !optional);

/** The attempts, each with the actor's rows that are its own: where attempts are counted, until the next one's entry. */
function attemptsWithRows(
  log: readonly MeasuredRow[],
  funnel: OracleFunnel,
): { attempt: OracleAttempt; entry: number; rows: MeasuredRow[] }[] {
  const { attempts } = evaluate(log, funnel);
  const entryOf = ({ chosen }: OracleAttempt): number => {
    const timed = chosen
      .map((index) => log[index ?? -1]?.time ?? NO_TIME)
      .filter((time) => hasTime(time));
    return timed.length === 0 ? NO_TIME : Math.min(...timed);
  };
  return attempts.map((attempt) => {
    const entry = entryOf(attempt);
    const next = attempts.filter(
      (other) => other.actor === attempt.actor && entryOf(other) > entry,
    );
    const until = Math.min(...next.map(entryOf));
    const isOne = funnel.count !== "attempts";
    // Rows without a time, which fit anywhere, are the chosen attempt's.
    const isChosen = attempts.find(({ actor }) => actor === attempt.actor) === attempt;
    const isOwn = (time: number): boolean =>
      hasTime(time) ? time >= entry && time < until : isChosen;
    const rows = log.filter(({ actor, time }) => actor === attempt.actor && (isOne || isOwn(time)));
    return { attempt, entry, rows };
  });
}

/** The time of the entry: in order `any` that of the earliest row. */
function enteredAt(
  log: readonly OracleRow[],
  { order }: OracleFunnel,
  { chosen }: OracleAttempt,
): number {
  const times = chosen.flatMap((index) => log[index ?? -1]?.time ?? []);
  if (order !== "any") return times[0] ?? NO_TIME;
  const timed = times.filter(hasTime);
  return timed.length === 0 ? NO_TIME : Math.min(...timed);
}

/** `f(amount) at S`: the values of the chosen rows. */
export function amountsAt(
  log: readonly MeasuredRow[],
  funnel: OracleFunnel,
  stage: number,
): number[] {
  return attemptsWithRows(log, funnel).flatMap(
    ({ attempt }) => log[attempt.chosen[stage] ?? -1]?.amount ?? [],
  );
}

/** The rows of `of S`: matching it, from the entry to the window's end, of those who reached it. */
export function rowsOf(
  log: readonly MeasuredRow[],
  funnel: OracleFunnel,
  stage: number,
): MeasuredRow[] {
  const { window = Infinity } = funnel;
  return attemptsWithRows(log, funnel).flatMap(({ attempt, entry, rows }) => {
    if (attempt.chosen[stage] === null) return [];
    const anchor = log[attempt.chosen[goalOf(funnel)] ?? -1]?.time ?? Number.NaN;
    const own = log[attempt.starts?.[stage] ?? -1]?.time ?? entry;
    const isFree = funnel.inverted
      ? !hasTime(anchor)
      : !hasTime(attempt.starts === undefined ? enteredAt(log, funnel, attempt) : own);
    const [from, to] = funnel.inverted ? [anchor - window, anchor] : [own, own + window];
    return rows.filter(
      ({ time, matches }) =>
        matches.includes(stage) && (isFree || !hasTime(time) || (time >= from && time <= to)),
    );
  });
}

/** The amounts of `ltv`: of the goal's rows from the chosen one on. */
export function lifetimeAmounts(log: readonly MeasuredRow[], funnel: OracleFunnel): number[] {
  const goal = goalOf(funnel);
  return attemptsWithRows(log, funnel).flatMap(({ attempt, rows }) => {
    const since = log[attempt.chosen[goal] ?? -1]?.time;
    if (since === undefined) return [];
    return rows
      .filter(({ time, matches }) => matches.includes(goal) && (!hasTime(time) || time >= since))
      .flatMap(({ amount }) => amount ?? []);
  });
}

/** How many have a further row of a stage later, and how many reached it. */
export function repeatsOf(
  log: readonly MeasuredRow[],
  funnel: OracleFunnel,
  stage: number,
  within = Infinity,
): [number, number] {
  const reached = attemptsWithRows(log, funnel).flatMap(({ attempt, rows }) => {
    const since = log[attempt.chosen[stage] ?? -1]?.time;
    // Nothing is later than what has no time.
    return since === undefined || !hasTime(since) ? [] : [{ since, rows }];
  });
  const again = reached.filter(({ since, rows }) =>
    rows.some(
      ({ time, matches }) => matches.includes(stage) && time > since && time - since <= within,
    ),
  );
  return [again.length, reached.length];
}

/** How many have a valid choice with two required stages so close together, and how many reached the first. */
export function withinOf(
  log: readonly MeasuredRow[],
  funnel: OracleFunnel,
  from: number,
  to: number,
  within: number,
): [number, number] {
  const { attempts } = evaluate(log, funnel);
  const reached = attempts.filter(({ chosen }) => chosen[from] !== null);
  const close = reached.filter(({ actor }) =>
    allChoices(log, actor, funnel).some((choice) => {
      const a = log[choice[from] ?? -1]?.time;
      const b = log[choice[to] ?? -1]?.time;
      if (a === undefined || b === undefined) return false;
      return !hasTime(a) || !hasTime(b) || b - a <= within;
    }),
  );
  return [close.length, reached.length];
}
