/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { TaggedRows } from "../rows.ts";
import { NO_TIME } from "../timeless.ts";
import type { Entrants } from "./entrants.ts";

/** What is known of actors when they enter. */
export interface KnownSignals {
  readonly properties: readonly KnownProperty[];
  /** Absent: events don't count. */
  readonly events?: KnownEvents;
}

/** By row. It is a number if all that entrants have is one. */
export interface KnownProperty {
  readonly name: string;
  /** Codes of these texts, -1 being missing. */
  readonly codes: ArrayLike<number>;
  readonly texts: readonly string[];
}

/** All rows, by the same codes of actors: which events they are. */
export interface KnownEvents extends Pick<TaggedRows, "actor" | "time" | "length"> {
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** A column of the regression. */
export type Signal =
  /** Odds by one standard deviation of so much. */
  | { readonly kind: "number"; readonly name: string; readonly per: number }
  /** Against the commonest value; `other`: all values that are too rare for a column; null: missing. */
  | {
      readonly kind: "value";
      readonly name: string;
      readonly value: string | null;
      readonly other?: true;
      /** Of a number that is missing: none. */
      readonly against?: string;
    }
  | { readonly kind: "event"; readonly name: string };

/** Turns what is known into columns, most of which are 0. */
export interface Encoder {
  readonly signals: readonly Signal[];
  /** The columns of an entrant that aren't 0, in their order. */
  encode(place: number, push: (column: number, value: number) => void): void;
}

/** More values of a property, or more events, are too rare to be learned from. */
const MOST_VALUES = 10;
const MOST_EVENTS = 20;

/** Columns as what stands out among those who are learned from (`training`, places of entrants). */
export function createEncoder(
  entrants: Entrants,
  signals: KnownSignals,
  training: Uint32Array,
): Encoder {
  const columns: Signal[] = [];
  const parts: ((place: number, push: (column: number, value: number) => void) => void)[] = [];
  for (const property of signals.properties) {
    const from = columns.length;
    const { own, encode } = propertyPart(entrants, property, training);
    columns.push(...own);
    parts.push((place, push) => encode(place, (column, value) => push(from + column, value)));
  }
  if (signals.events !== undefined) {
    const from = columns.length;
    const { own, encode } = eventPart(entrants, signals.events, training);
    columns.push(...own);
    parts.push((place, push) => encode(place, (column, value) => push(from + column, value)));
  }
  return {
    signals: columns,
    encode(place, push) {
      for (const part of parts) part(place, push);
    },
  };
}

interface Part {
  readonly own: readonly Signal[];
  readonly encode: Encoder["encode"];
}

function propertyPart(
  { entry }: Entrants,
  { name, codes, texts }: KnownProperty,
  training: Uint32Array,
): Part {
  const codeOf = (place: number): number => codes[entry[place]!]!;
  const numbers = texts.map(numberIn);
  const isNumber = entry.every(
    (_, place) => codeOf(place) < 0 || !Number.isNaN(numbers[codeOf(place)]),
  );
  return isNumber
    ? numberPart(name, (place) => numbers[codeOf(place)] ?? NaN, training)
    : textPart(name, codeOf, training, texts);
}

/** As files write it, the decimal point a comma or not; NaN where it is none. */
function numberIn(text: string): number {
  return /^\s*[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[-+]?\d+)?\s*$/i.test(text)
    ? Number(text.replace(",", "."))
    : NaN;
}

/** In standard deviations from the mean; a missing one is the mean, with a column that says so. */
function numberPart(name: string, valueOf: (place: number) => number, training: Uint32Array): Part {
  let there = 0;
  let sum = 0;
  for (const place of training) {
    const value = valueOf(place);
    if (Number.isNaN(value)) continue;
    there++;
    sum += value;
  }
  const mean = sum / there;
  let squares = 0;
  for (const place of training) {
    const value = valueOf(place);
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / there);
  const varies = deviation > 0 && Number.isFinite(deviation);
  const isMissed = there > 0 && there < training.length;
  const missing = varies ? 1 : 0;
  return {
    own: [
      ...(varies ? [{ kind: "number" as const, name, per: deviation }] : []),
      ...(isMissed ? [{ kind: "value" as const, name, value: null }] : []),
    ],
    encode(place, push) {
      const value = valueOf(place);
      if (Number.isNaN(value)) {
        if (isMissed) push(missing, 1);
      } else if (varies) push(0, (value - mean) / deviation);
    },
  };
}

/** A column for each of the commonest values but the first, for the rest together, and for none. */
function textPart(
  name: string,
  valueOf: (place: number) => number,
  training: Uint32Array,
  texts: readonly string[],
): Part {
  const counts = new Int32Array(texts.length);
  let missed = 0;
  for (const place of training) {
    const code = valueOf(place);
    if (code < 0) missed++;
    else counts[code]!++;
  }
  const seen = commonest(counts, texts);
  const [base] = seen;
  if (base === undefined) return { own: [], encode: () => undefined };
  const against = texts[base]!;
  const shown = seen.slice(1, MOST_VALUES);
  const columnOf = new Int32Array(texts.length).fill(-1);
  shown.forEach((code, column) => (columnOf[code] = column));
  const hasOther = seen.length > MOST_VALUES;
  const other = hasOther ? shown.length : -1;
  const missing = missed > 0 ? shown.length + (hasOther ? 1 : 0) : -1;
  return {
    own: [
      ...shown.map((code): Signal => ({ kind: "value", name, value: texts[code]!, against })),
      ...(hasOther
        ? [{ kind: "value" as const, name, value: null, other: true as const, against }]
        : []),
      ...(missed > 0 ? [{ kind: "value" as const, name, value: null, against }] : []),
    ],
    encode(place, push) {
      const code = valueOf(place);
      const column =
        code < 0 ? missing : code === base ? -1 : columnOf[code]! >= 0 ? columnOf[code]! : other;
      if (column >= 0) push(column, 1);
    },
  };
}

/** Whether they did it before they entered, a column for each of the commonest events that some did and some didn't. */
function eventPart(entrants: Entrants, events: KnownEvents, training: Uint32Array): Part {
  const isTrained = new Uint8Array(entrants.length);
  for (const place of training) isTrained[place] = 1;
  const { names } = events;
  const did = eventsOf(entrants, events);
  const counts = new Int32Array(names.length);
  did.forEach((events, place) => {
    if (isTrained[place] === 1) for (const code of events) counts[code]!++;
  });
  const some = counts.map((count) => (count === training.length ? 0 : count));
  const shown = commonest(some, names).slice(0, MOST_EVENTS);
  const columnOf = new Map(shown.map((code, column) => [code, column] as const));
  return {
    own: shown.map((code): Signal => ({ kind: "event", name: names[code]! })),
    encode(place, push) {
      const own = (did.get(place) ?? []).flatMap((code) => columnOf.get(code) ?? []);
      for (const column of own.sort((a, b) => a - b)) push(column, 1);
    },
  };
}

/** By entrant the events before the entry, each once. Those without any have no entry in the map. */
function eventsOf(
  { placeOf, entered }: Entrants,
  { actor, time, length, codes }: KnownEvents,
): Map<number, number[]> {
  const did = new Map<number, number[]>();
  for (let row = 0; row < length; row++) {
    const place = placeOf[actor[row]!] ?? -1;
    if (place < 0 || codes[row]! < 0 || !(time[row]! < entered[place]!)) continue;
    // Nobody can say whether what has no time lies before.
    if (time[row] === NO_TIME) continue;
    const before = did.get(place);
    if (before === undefined) did.set(place, [codes[row]!]);
    else if (!before.includes(codes[row]!)) before.push(codes[row]!);
  }
  return did;
}

/** Codes that occur, the commonest first, equally common ones by their texts. */
function commonest(counts: Int32Array, texts: readonly string[]): number[] {
  return Array.from(counts, (count, code) => ({ count, code, text: texts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .map(({ code }) => code);
}
