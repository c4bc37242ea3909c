/**
 * The definition of a sequential funnel, written down as slowly and obviously as possible: every
 * choice of rows is tried. It shares nothing with the engine, which is held against it. For actors of
 * a dozen rows at most.
 */
export interface OracleRow {
  readonly actor: number;
  /** Whole microseconds. */
  readonly time: number;
  /** The stages, by index, that the row matches. 0 only where the row may be an entry. */
  readonly stages: readonly number[];
  /** The values of the splits; null is missing. */
  readonly values: readonly (string | null)[];
}

export interface OracleFunnel {
  readonly stages: readonly { readonly optional: boolean; readonly within?: number }[];
  readonly window?: number;
}

/** By stage, the index of its row in the log; null where the choice doesn't contain the stage. */
export type Choice = readonly (number | null)[];

export interface OracleAttempt {
  readonly actor: number;
  readonly chosen: Choice;
  /** The values on the actor's first entry row. */
  readonly values: readonly (string | null)[];
}

/** All valid choices of rows of one actor. `log` is in file order. */
export function allChoices(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
): Choice[] {
  const valid: Choice[] = [];
  const depth = funnel.stages.length;

  /** `choice` says what each of the first stages has: a row or none. */
  function tryStage(choice: Choice): void {
    if (choice.length > 0 && choice.at(-1) !== null) {
      valid.push([...choice, ...Array.from({ length: depth - choice.length }, () => null)]);
    }
    if (choice.length === depth) return;
    const stage = choice.length;
    log.forEach((row, index) => {
      if (row.actor !== actor || !row.stages.includes(stage)) return;
      if (isValid(log, [...choice, index], funnel)) tryStage([...choice, index]);
    });
    if (funnel.stages[stage]?.optional === true) tryStage([...choice, null]);
  }

  tryStage([]);
  return valid;
}

/** Whether the last row of the choice breaks a rule; those before it don't. */
function isValid(log: readonly OracleRow[], choice: Choice, funnel: OracleFunnel): boolean {
  const timeOf = (index: number): number => log[index]?.time ?? Number.NaN;
  const stage = choice.length - 1;
  const rows = choice.filter((index) => index !== null);
  const last = rows.at(-1) ?? Number.NaN;

  // One row never serves two stages.
  if (new Set(rows).size < rows.length) return false;
  // Times never decrease.
  const before = rows.at(-2);
  if (before !== undefined && timeOf(last) < timeOf(before)) return false;
  // The window, its end included, from the first row.
  const first = rows[0] ?? last;
  if (funnel.window !== undefined && timeOf(last) - timeOf(first) > funnel.window) return false;
  // The stage's own limit, included, from the row of the previous required stage.
  const within = funnel.stages[stage]?.within;
  const previous = choice.findLast((_, s) => s < stage && funnel.stages[s]?.optional === false);
  if (within !== undefined && typeof previous === "number") {
    if (timeOf(last) - timeOf(previous) > within) return false;
  }
  return true;
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
  const rankOf = (choice: Choice): number[] => {
    const time = (stage: number): number => {
      const index = choice[stage] ?? null;
      return index === null ? Infinity : (log[index]?.time ?? Number.NaN);
    };
    const place = (stage: number): number => choice[stage] ?? Infinity;
    return [
      // The deepest stage,
      -choice.findLastIndex((index) => index !== null),
      // then the earliest time of each required stage, then of each optional one, a row before none,
      ...required.map(time),
      ...optional.map(time),
      // equal times by file order.
      ...required.map(place),
      ...optional.map(place),
    ];
  };
  let best: { choice: Choice; rank: number[] } | null = null;
  for (const choice of choices) {
    const rank = rankOf(choice);
    if (best === null || comesBefore(rank, best.rank)) best = { choice, rank };
  }
  return best?.choice ?? null;
}

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0);
}

export interface OracleResult {
  /** Of the actors who entered, by ascending actor. */
  readonly attempts: readonly OracleAttempt[];
  /** By stage: how many reached a required one, whose chosen attempt contains an optional one. */
  readonly counts: readonly number[];
}

export function evaluate(log: readonly OracleRow[], funnel: OracleFunnel): OracleResult {
  const attempts: OracleAttempt[] = [];
  const counts = funnel.stages.map(() => 0);
  const actors = [...new Set(log.map(({ actor }) => actor))].sort((a, b) => a - b);
  for (const actor of actors) {
    const choices = allChoices(log, actor, funnel);
    const chosen = chosenOf(choices, log, funnel);
    if (chosen === null) continue;
    attempts.push({ actor, chosen, values: firstEntry(log, actor)?.values ?? [] });
    funnel.stages.forEach(({ optional }, stage) => {
      const reached = optional ? chosen[stage] !== null : reaches(choices, stage);
      if (reached) counts[stage] = (counts[stage] ?? 0) + 1;
    });
  }
  return { attempts, counts };
}

/** The earliest row that may be an entry, equal times by file order, whatever came of it. */
export function firstEntry(log: readonly OracleRow[], actor: number): OracleRow | undefined {
  const entries = log.filter((row) => row.actor === actor && row.stages.includes(0));
  const earliest = Math.min(...entries.map(({ time }) => time));
  return entries.find(({ time }) => time === earliest);
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
