import { anyAttempt } from "./oracle-any.ts";
import { furthestAttempt } from "./oracle-furthest.ts";
import { independentAttempt } from "./oracle-independent.ts";
import { invertedAttempt, invertedReach } from "./oracle-inverted.ts";
import { hasTime, NO_TIME, rankOfTime } from "./oracle-times.ts";

/**
 * The definition of a sequential funnel, written down as slowly and obviously as possible: every
 * choice of rows is tried. It shares nothing with the engine, which is held against it. For actors of
 * a dozen rows at most.
 */
export interface OracleRow {
  readonly actor: number;
  /** Whole microseconds; `NO_TIME`: it has none. */
  readonly time: number;
  /** The stages, by index, that the row matches. 0 only where the row may be an entry. */
  readonly stages: readonly number[];
  /** The values of the splits; null is missing. */
  readonly values: readonly (string | null)[];
  /** Which of the funnel's `without` the row matches, by index; behind these, which exits. */
  readonly marks?: readonly number[];
  /** What all rows of a choice share; null is missing. */
  readonly same?: string | null;
  /** False: in orders whose entry may be a row of any stage, this one may be none. */
  readonly mayEnter?: boolean;
}

export interface OracleStage {
  readonly optional: boolean;
  readonly within?: number;
  readonly after?: number;
  readonly atLeast?: number;
}

export interface OracleFunnel {
  readonly stages: readonly OracleStage[];
  /** Absent: `sequential`. */
  readonly order?: "sequential" | "strict" | "any" | "independent" | "furthest";
  /** Read from the last stage back. Stage n − 1 then stands only on rows that may be an entry. */
  readonly inverted?: true;
  readonly window?: number;
  readonly entry?: "first" | "last";
  readonly without?: readonly OracleWithout[];
  /** How many ways out there are. */
  readonly exits?: number;
  readonly same?: boolean;
  readonly count?: "actors" | "attempts";
}

export interface OracleWithout {
  readonly from: number;
  readonly to: number;
  readonly dropActor: boolean;
}

/** By stage, the index of its row in the log; null where the choice doesn't contain the stage. */
export type Choice = readonly (number | null)[];

/** By stage, all rows that it takes: the last one of them is the stage's row. */
export type Taken = readonly (readonly number[] | null)[];

export interface OracleAttempt {
  readonly actor: number;
  readonly chosen: Choice;
  /** The values on the actor's first entry row. */
  readonly values: readonly (string | null)[];
  /** Where attempts are counted, the time that it takes up. */
  readonly span?: readonly [from: number, until: number];
  /** By stage: the row of the entry that it counts from, where that isn't one for all. */
  readonly starts?: Choice;
}

/** All valid choices of rows of one actor. `log` is in file order. */
export function allChoices(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
): Choice[] {
  const valid = new Map<string, Choice>();
  for (const taken of allTaken(log, actor, funnel)) {
    const choice = funnel.stages.map((_, stage) => taken[stage]?.at(-1) ?? null);
    valid.set(choice.join(), choice);
  }
  return [...valid.values()];
}

/** The same with all rows that each stage takes. */
export function allTaken(log: readonly OracleRow[], actor: number, funnel: OracleFunnel): Taken[] {
  const valid: Taken[] = [];
  const own = log.flatMap((row, index) => (row.actor === actor ? [index] : []));

  /** `taken` says what each of the first stages has: rows or none. */
  function tryStage(taken: Taken): void {
    if (taken.length > 0 && taken.at(-1) !== null) valid.push(taken);
    const stage = taken.length;
    const rule = funnel.stages[stage];
    if (rule === undefined) return;
    const matching = own.filter((index) => log[index]?.stages.includes(stage));
    for (const last of matching) {
      const others = matching.filter((index) => index !== last);
      for (const before of subsets(others, (rule.atLeast ?? 1) - 1)) {
        const next = [...taken, [...before, last]];
        if (isValid(log, own, next, funnel)) tryStage(next);
      }
    }
    if (rule.optional) tryStage([...taken, null]);
  }

  tryStage([]);
  return valid;
}

/** All sets of so many of the items. */
export function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

/** Whether the last stage of those taken breaks a rule; those before it don't. */
export function isValid(
  log: readonly OracleRow[],
  own: readonly number[],
  taken: Taken,
  funnel: OracleFunnel,
): boolean {
  const timeOf = (index: number | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  const stage = taken.length - 1;
  const rule = funnel.stages[stage];
  const present = taken.filter((rows) => rows !== null);
  const rows = present.at(-1) ?? [];
  const times = rows.map(timeOf);
  const time = times.at(-1) ?? Number.NaN;
  const all = present.flat();

  // One row never serves two stages.
  if (new Set(all).size < all.length) return false;
  // Of several rows the stage's is the last that has a time; all are at or after the row of the stage before.
  const timed = times.filter(hasTime);
  if (timed.length > 0 && !hasTime(time)) return false;
  const before = present.slice(0, -1).findLast((other) => hasTime(timeOf(other.at(-1))));
  if (timed.some((t) => t > time || (before !== undefined && t < timeOf(before.at(-1)))))
    return false;
  // The window, its end included, from the first stage's row; those of the first stage lie in one.
  const { window } = funnel;
  const entry = timeOf(present[0]?.at(-1));
  const spans = stage === 0 ? timed.map((t) => time - t) : hasTime(entry) ? [time - entry] : [];
  if (window !== undefined && spans.some((span) => span > window)) return false;
  // The stage's own limits, included, from the row of the previous required stage.
  const previous = taken.findLast((_, s) => s < stage && funnel.stages[s]?.optional === false);
  if (previous && hasTime(timeOf(previous.at(-1)))) {
    const base = timeOf(previous.at(-1));
    if (rule?.within !== undefined && time - base > rule.within) return false;
    if (rule?.after !== undefined && timed.some((t) => t - base < (rule.after ?? 0))) return false;
  }
  // All rows share a value, and none is without one.
  if (funnel.same === true) {
    const value = log[all[0] ?? -1]?.same ?? null;
    if (value === null || all.some((index) => log[index]?.same !== value)) return false;
  }
  // All rows strictly between the first and the last are chosen.
  if (funnel.order === "strict") {
    const moments = all.map(timeOf).filter(hasTime);
    const [start, end] = [Math.min(...moments), Math.max(...moments)];
    const isBetween = (index: number): boolean => timeOf(index) > start && timeOf(index) < end;
    if (own.some((index) => isBetween(index) && !all.includes(index))) return false;
  }
  // No row that a `without` names lies between its stages, other than those that they took.
  return (funnel.without ?? []).every(({ from, to }, mark) => {
    if (to !== stage) return true;
    const start = timeOf(taken[from]?.at(-1));
    const exempt = [...(taken[from] ?? []), ...rows];
    const isBetween = (moment: number): boolean =>
      hasTime(start) && hasTime(time) && moment >= start && moment <= time;
    return !own.some(
      (index) =>
        log[index]?.marks?.includes(mark) === true &&
        !exempt.includes(index) &&
        (!hasTime(timeOf(index)) || isBetween(timeOf(index))),
    );
  });
}

/** Whether the actor reaches a required stage: whether any choice gets there. */
export function reaches(choices: readonly Choice[], stage: number): boolean {
  return choices.some((choice) => choice[stage] !== null);
}

/** The chosen one of all valid choices; null without any. */
export function chosenOf(
  choices: readonly Choice[],
  log: readonly OracleRow[],
  funnel: OracleFunnel,
): Choice | null {
  const stages = funnel.stages.map((_, stage) => stage);
  const required = stages.filter((stage) => funnel.stages[stage]?.optional === false);
  const optional = stages.filter((stage) => funnel.stages[stage]?.optional === true);
  const depthOf = (choice: Choice): number => choice.findLastIndex((index) => index !== null);
  const time = (choice: Choice, stage: number): number => {
    const index = choice[stage] ?? null;
    return index === null ? Infinity : rankOfTime(log[index]?.time ?? Number.NaN);
  };
  const place = (choice: Choice, stage: number): number => choice[stage] ?? Infinity;
  const rankOf = (choice: Choice): number[] => [
    // The deepest stage,
    -depthOf(choice),
    // then the earliest time of each required stage, then of each optional one, a row before none,
    ...required.map((stage) => time(choice, stage)),
    ...optional.map((stage) => time(choice, stage)),
    // equal times by file order.
    ...required.map((stage) => place(choice, stage)),
    ...optional.map((stage) => place(choice, stage)),
  ];
  const first = best(choices, rankOf);
  if (first === null || funnel.entry !== "last") return first;
  if (time(first, 0) === rankOfTime(NO_TIME)) return first;
  // The same depth and last row that has a time, but the latest entry: the earliest of the choices that
  // have it.
  const depth = depthOf(first);
  const lastOf = (choice: Choice): number =>
    stages.findLast((stage) => time(choice, stage) < rankOfTime(NO_TIME)) ?? -1;
  const last = lastOf(first);
  const same = choices.filter(
    (choice) =>
      time(choice, 0) < rankOfTime(NO_TIME) &&
      depthOf(choice) === depth &&
      lastOf(choice) === last &&
      (last === 0 || choice[last] === first[last]),
  );
  const latest = Math.max(...same.map((choice) => time(choice, 0)));
  return best(
    same.filter((choice) => time(choice, 0) === latest),
    rankOf,
  );
}

function best(choices: readonly Choice[], rankOf: (choice: Choice) => number[]): Choice | null {
  let found: { choice: Choice; rank: number[] } | null = null;
  for (const choice of choices) {
    const rank = rankOf(choice);
    if (found === null || comesBefore(rank, found.rank)) found = { choice, rank };
  }
  return found?.choice ?? null;
}

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0);
}

export interface OracleResult {
  /** Of the actors who entered, by ascending actor; the chosen one of each first. */
  readonly attempts: readonly OracleAttempt[];
  /** By stage: how many reached a required one, whose chosen attempt contains an optional one. */
  readonly counts: readonly number[];
  /** Those whom an `else drop actor` leaves out. */
  readonly dropped: readonly number[];
}

export function evaluate(log: readonly OracleRow[], funnel: OracleFunnel): OracleResult {
  const found: Found[] = [];
  const actors = [...new Set(log.map(({ actor }) => actor))].sort((a, b) => a - b);
  const dropped: number[] = [];
  for (const actor of actors) {
    const [first, ...others] = attemptsOf(log, actor, funnel);
    if (first === undefined) continue;
    if (isDropped(log, actor, funnel)) dropped.push(actor);
    else found.push(first, ...others.map((other) => ({ ...other, values: first.values })));
  }
  return {
    attempts: found.map(({ actor, chosen, values, starts }) => ({
      actor,
      chosen,
      values,
      ...(starts === undefined ? {} : { starts }),
    })),
    counts: funnel.stages.map((_, stage) => found.filter(({ reached }) => reached[stage]).length),
    dropped,
  };
}

/** By stage, whether it was reached: a required one by any choice, an optional one by the chosen. */
type Found = OracleAttempt & { readonly reached: readonly boolean[] };

/** The chosen attempt, and where each counts those before and after the time that it takes up. */
function attemptsOf(log: readonly OracleRow[], actor: number, funnel: OracleFunnel): Found[] {
  const first = attemptOf(log, actor, funnel);
  if (first === null) return [];
  if (funnel.count !== "attempts") return [first];
  const timeOf = (index: number | null | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  const goal = first.chosen[funnel.stages.findLastIndex(({ optional }) => !optional)] ?? null;
  const start = timeOf(first.chosen[0]);
  const whole = goal === null ? start + (funnel.window ?? Infinity) : timeOf(goal);
  const [entry, end] = first.span ?? spanOfTimed(first.chosen, log, [start, whole]);
  // Rows without a time, which fit anywhere, are the chosen attempt's. One without any takes up none.
  if (entry > end) {
    const timed = log.map((row) => (hasTime(row.time) ? row : { ...row, actor: -1 }));
    return [first, ...attemptsOf(timed, actor, funnel)];
  }
  const among = (kept: (time: number) => boolean): Found[] =>
    attemptsOf(
      log.map((row) => (hasTime(row.time) && kept(row.time) ? row : { ...row, actor: -1 })),
      actor,
      funnel,
    );
  return [first, ...among((time) => time < entry), ...among((time) => time > end)];
}

/** The time that an attempt takes up; where an end of it has no time, between its rows that have one. */
export function spanOfTimed(
  chosen: Choice,
  log: readonly OracleRow[],
  [from, until]: readonly [number, number],
): readonly [number, number] {
  if (hasTime(from) && hasTime(until)) return [from, until];
  const times = chosen.flatMap((index) => (index === null ? [] : (log[index]?.time ?? [])));
  const timed = times.filter(hasTime);
  return [Math.min(...timed), Math.max(...timed)];
}

function attemptOf(log: readonly OracleRow[], actor: number, funnel: OracleFunnel): Found | null {
  if (funnel.order === "furthest") {
    const attempt = furthestAttempt(log, actor, funnel);
    return attempt && { ...attempt, reached: attempt.chosen.map((row) => row !== null) };
  }
  if (funnel.order === "any" || funnel.order === "independent" || funnel.inverted) {
    const attempt =
      funnel.order === "any"
        ? anyAttempt(log, actor, funnel)
        : funnel.order === "independent"
          ? independentAttempt(log, actor, funnel, { allChoices, chosenOf })
          : invertedAttempt(log, actor, funnel, allTaken);
    return attempt && { ...attempt, reached: attempt.chosen.map((row) => row !== null) };
  }
  const choices = allChoices(log, actor, funnel);
  const chosen = chosenOf(choices, log, funnel);
  if (chosen === null) return null;
  return {
    actor,
    chosen,
    values: firstEntry(log, actor, funnel)?.values ?? [],
    reached: funnel.stages.map(({ optional }, stage) =>
      optional ? chosen[stage] !== null : reaches(choices, stage),
    ),
  };
}

/** Whether the actor would reach the end of a `without … else drop actor` but for it. */
function isDropped(log: readonly OracleRow[], actor: number, funnel: OracleFunnel): boolean {
  const statements = funnel.without ?? [];
  const reach = (rows: readonly OracleRow[], { from, to }: OracleWithout): boolean => {
    if (funnel.inverted) return invertedReach(rows, actor, funnel, from, allTaken);
    if (funnel.order !== "independent") return reaches(allChoices(rows, actor, funnel), to);
    const attempt = independentAttempt(rows, actor, funnel, { allChoices, chosenOf });
    return (attempt?.chosen[to] ?? null) !== null;
  };
  return statements.some((statement, lifted) => {
    if (!statement.dropActor || reach(log, statement)) return false;
    const unmarked = log.map((row) => ({
      ...row,
      marks: (row.marks ?? []).filter((mark) => mark !== lifted),
    }));
    return reach(unmarked, statement);
  });
}

/** The earliest row that may be an entry, equal times by file order, whatever came of it. */
export function firstEntry(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
): OracleRow | undefined {
  const alone: OracleFunnel = {
    ...funnel,
    entry: "first",
    stages: funnel.stages.slice(0, 1),
  };
  return log[chosenOf(allChoices(log, actor, alone), log, alone)?.[0] ?? -1];
}

/** The times from one stage's chosen row to another's, of the attempts that contain both, sorted. */
export function timesBetween(
  attempts: readonly OracleAttempt[],
  log: readonly OracleRow[],
  from: number,
  to: number,
): number[] {
  return attempts
    .flatMap(({ chosen }) => {
      const a = log[chosen[from] ?? -1];
      const b = log[chosen[to] ?? -1];
      return a !== undefined && b !== undefined ? [b.time - a.time] : [];
    })
    .sort((x, y) => x - y);
}

/** Type 7: at position (n − 1) · p of the sorted values, interpolated. */
export function quantileOf(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * p;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - Math.floor(position));
}

export interface OracleGroup {
  /** Null: missing; undefined: Other. */
  readonly values: readonly (string | null | undefined)[];
  readonly attempts: readonly OracleAttempt[];
}

/**
 * The attempts by split values: of each split the `top` values with the most entries, ties by value,
 * all others together; the missing value always by itself. In no particular order.
 */
export function groupsOf(
  attempts: readonly OracleAttempt[],
  tops: readonly (number | undefined)[],
): OracleGroup[] {
  const kept = tops.map((top, split) => {
    const values = attempts.flatMap((attempt) => attempt.values[split] ?? []);
    const distinct = [...new Set(values)].sort();
    const entries = (value: string): number => values.filter((other) => other === value).length;
    // Sorting is stable, so equal ones stay in the order of their values.
    return new Set(distinct.sort((a, b) => entries(b) - entries(a)).slice(0, top));
  });
  const groups = new Map<
    string,
    { values: (string | null | undefined)[]; attempts: OracleAttempt[] }
  >();
  for (const attempt of attempts) {
    const values = attempt.values.map((value, split) =>
      value === null || kept[split]?.has(value) === true ? value : undefined,
    );
    const key = JSON.stringify(values.map((value) => (value === undefined ? [] : value)));
    const group = groups.get(key) ?? { values, attempts: [] };
    group.attempts.push(attempt);
    groups.set(key, group);
  }
  return [...groups.values()];
}
