import type { Choice, OracleAttempt, OracleFunnel, OracleRow } from "./oracle.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

interface Place {
  readonly row: OracleRow;
  readonly index: number;
}

/**
 * The definition of order `furthest`: the entry is the earliest row of any stage, a stage is reached by
 * any row of it or of a later one within the window. Null without an entry.
 */
export function furthestAttempt(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
): OracleAttempt | null {
  const own = log
    .map((row, index): Place => ({ row, index }))
    .filter(({ row }) => row.actor === actor)
    .sort((a, b) => a.row.time - b.row.time || a.index - b.index);
  const values = funnel.same === true ? [...new Set(own.flatMap(({ row }) => row.same ?? []))] : [];
  const groups =
    funnel.same === true
      ? values.map((value) => own.filter(({ row }) => row.same === value))
      : [own];
  const found = groups.flatMap((rows) => attemptAmong(rows, funnel) ?? []);
  const [best] = found.sort((a, b) => compare(a.first, b.first, log, funnel));
  const firsts = found.map(({ entry }) => entry);
  const [first] = firsts.sort(byTime);
  if (best === undefined || first === undefined) return null;
  const attempt = (chosen: Choice): OracleAttempt => ({ actor, chosen, values: first.row.values });
  if (funnel.entry !== "last") return attempt(best.first);
  if (best.first.some((index, stage) => stage > 0 && index !== null)) return attempt(best.last);
  // Who reached only the first stage has the latest entry, whatever its value.
  const entered = (choice: Choice): number => log[choice[0] ?? -1]?.time ?? Number.NaN;
  const [latest = best.last] = found
    .map(({ last }) => last)
    .sort((a, b) => entered(b) - entered(a) || (a[0] ?? 0) - (b[0] ?? 0));
  return attempt(latest);
}

/** `rows` in the order of time, then of the file. */
function attemptAmong(
  rows: readonly Place[],
  funnel: OracleFunnel,
): { first: Choice; last: Choice; entry: Place } | null {
  const counts = (place: Place, stage: number): boolean => {
    const matching = rows.filter(({ row }) => row.stages.includes(stage));
    return matching.indexOf(place) >= (funnel.stages[stage]?.atLeast ?? 1) - 1;
  };
  const indices = [...funnel.stages.keys()];
  const mayEnter = rows.filter(
    (place) => place.row.mayEnter !== false && indices.some((stage) => counts(place, stage)),
  );
  const from = (entry: Place): (Place | null)[] => {
    const { time } = entry.row;
    const inTime = (place: Place): boolean =>
      place.row.time >= time && place.row.time - time <= (funnel.window ?? Infinity);
    const timed = rows.filter(({ row }) => hasTime(row.time));
    const timeless = rows.filter(({ row }) => !hasTime(row.time));
    // Without a time at the entry there is no window; with one, rows without come last.
    const among = hasTime(time) ? [...timed.filter(inTime), ...timeless] : [...timeless, ...timed];
    return indices.map(
      (stage) =>
        among.find((place) => indices.some((later) => later >= stage && counts(place, later))) ??
        null,
    );
  };
  const [entry] = mayEnter.toSorted(byTime);
  if (entry === undefined) return null;
  const places = from(entry);
  if (!hasTime(entry.row.time)) return { first: choice(places), last: choice(places), entry };
  const last = places.findLast((place) => place !== null && hasTime(place.row.time));
  const latest = Math.max(
    ...mayEnter.map(({ row }) => row.time).filter((time) => time <= (last?.row.time ?? 0)),
  );
  const late = mayEnter.find(({ row }) => row.time === latest);
  return { first: choice(places), last: choice(from(late ?? entry)), entry };
}

const choice = (chosen: readonly (Place | null)[]): Choice =>
  chosen.map((place) => place?.index ?? null);

const byTime = (a: Place, b: Place): number =>
  rankOfTime(a.row.time) - rankOfTime(b.row.time) || a.index - b.index;

/** The deepest, then the earliest. */
function compare(
  a: Choice,
  b: Choice,
  log: readonly OracleRow[],
  { stages }: OracleFunnel,
): number {
  const depth = (choice: Choice): number => choice.findLastIndex((index) => index !== null);
  const order = [...stages.keys()].sort(
    (x, y) => Number(stages[x]?.optional) - Number(stages[y]?.optional) || x - y,
  );
  const keys = (choice: Choice): number[] => [
    -depth(choice),
    ...order.map((stage) => rankOfTime(log[choice[stage] ?? -1]?.time ?? Infinity)),
    ...order.map((stage) => choice[stage] ?? Infinity),
  ];
  const [left, right] = [keys(a), keys(b)];
  const i = left.findIndex((value, index) => value !== right[index]);
  return i < 0 ? 0 : (left[i] ?? 0) - (right[i] ?? 0);
}
