/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { MISSING } from "../cells.ts";
import type { TaggedRows } from "../rows.ts";
import type { Followed } from "./follow.ts";
import type { Having } from "./odds.ts";

/** Something that actors had or did. */
export interface Signal extends Having {
  readonly kind: "event" | "property";
  readonly name: string;
  /** Of a property; null: missing. */
  readonly value?: string | null;
}

/** So many different numbers are no longer names of groups, but amounts. */
const MOST_NUMBERS = 12;

/** So many values of a property are looked at, those of the most actors. */
export const MOST_VALUES = 20;

/**
 * What actors did after the goal's first stage and before its second: an event counts from its first row
 * then on. `rows`: all, their actors coded as those who are followed, their events as the only split.
 */
export function eventSignals(
  { length, actor, since, end, converted }: Followed,
  rows: TaggedRows,
  events: readonly string[],
  minimum: number,
): readonly Signal[] {
  const placeOf = new Int32Array(rows.actors).fill(-1);
  for (let place = 0; place < length; place++) placeOf[actor[place]!] = place;
  const column = rows.splits[0] ?? new Int32Array(rows.length).fill(MISSING);
  const counts = (row: number): boolean => {
    const place = placeOf[rows.actor[row]!]!;
    if (place < 0 || column[row]! < 0 || events[column[row]!] === "") return false;
    const age = rows.time[row]! - since[place]!;
    return age > 0 && (converted[place] === 1 ? age < end[place]! : age <= end[place]!);
  };
  const next = new Int32Array(events.length + 1);
  for (let row = 0; row < rows.length; row++) if (counts(row)) next[column[row]! + 1]!++;
  for (let code = 1; code <= events.length; code++) next[code]! += next[code - 1]!;
  const byEvent = new Int32Array(next[events.length]!);
  for (let row = 0; row < rows.length; row++) if (counts(row)) byEvent[next[column[row]!]!++] = row;

  // Each event's beginning has moved on to its end.
  const seen = new Int32Array(length).fill(-1);
  const first = new Float64Array(length);
  const signals: Signal[] = [];
  events.forEach((name, code) => {
    const places: number[] = [];
    for (let i = code === 0 ? 0 : next[code - 1]!; i < next[code]!; i++) {
      const row = byEvent[i]!;
      const place = placeOf[rows.actor[row]!]!;
      const age = rows.time[row]! - since[place]!;
      if (seen[place] !== code) {
        seen[place] = code;
        first[place] = age;
        places.push(place);
      } else if (age < first[place]!) first[place] = age;
    }
    if (!isLarge(places.length, length, minimum)) return;
    const onset = Float64Array.from(places, (place) => first[place]!);
    signals.push({ kind: "event", name, places: Int32Array.from(places), onset });
  });
  return signals;
}

/**
 * What was known on the row of the goal's first stage, there from the beginning. A property with more than
 * {@link MOST_NUMBERS} numbers is cut at its quartiles. `codes`: the column by row; `texts`: what they mean.
 */
export function propertySignals(
  followed: Followed,
  name: string,
  codes: ArrayLike<number>,
  texts: readonly string[],
  minimum: number,
): readonly Signal[] {
  const { length, row } = followed;
  const own = Int32Array.from(row, (each) => codes[each]!);
  const bands = bandsOf(own, texts);
  const values = bands?.names ?? texts;
  const byValue = new Map<number, number[]>();
  for (let place = 0; place < length; place++) {
    const code = own[place]!;
    const value = code < 0 || bands === undefined ? Math.max(code, MISSING) : bands.bandOf(code);
    const members = byValue.get(value);
    if (members === undefined) byValue.set(value, [place]);
    else members.push(place);
  }
  return [...byValue]
    .map(([value, places]) => ({ value: value < 0 ? null : values[value]!, places }))
    .filter(({ places }) => isLarge(places.length, length, minimum))
    .sort(
      (a, b) => b.places.length - a.places.length || ((a.value ?? "") < (b.value ?? "") ? -1 : 1),
    )
    .slice(0, MOST_VALUES)
    .map(({ value, places }) => ({
      kind: "property",
      name,
      value,
      places: Int32Array.from(places),
      onset: new Float64Array(places.length).fill(-1),
    }));
}

/** Both those who had it and those who didn't. */
function isLarge(count: number, all: number, minimum: number): boolean {
  return count >= minimum && all - count >= minimum;
}

/** Undefined where the values aren't numbers, or few. */
function bandsOf(
  own: Int32Array,
  texts: readonly string[],
): { readonly names: readonly string[]; bandOf(code: number): number } | undefined {
  const codes = new Set(own);
  codes.delete(MISSING);
  if (codes.size <= MOST_NUMBERS) return undefined;
  const numbers = texts.map((text) => (text.trim() === "" ? NaN : Number(text)));
  for (const code of codes) if (!Number.isFinite(numbers[code])) return undefined;
  const sorted = Float64Array.from(
    own.filter((code) => code >= 0),
    (code) => numbers[code]!,
  ).sort();
  // Ends are numbers of the data, each the last one of its band.
  const quartiles = [1, 2, 3].map(
    (quarter) => sorted[Math.ceil((quarter * sorted.length) / 4) - 1]!,
  );
  const ends = quartiles.filter((end, i) => end !== quartiles[i - 1] && end < sorted.at(-1)!);
  return {
    names: [...ends, Infinity].map((end, i) => {
      if (i === 0) return end === Infinity ? `≤ ${sorted.at(-1)}` : `≤ ${end}`;
      return end === Infinity ? `> ${ends[i - 1]}` : `> ${ends[i - 1]} ≤ ${end}`;
    }),
    bandOf(code) {
      const band = ends.findIndex((end) => numbers[code]! <= end);
      return band < 0 ? ends.length : band;
    },
  };
}
