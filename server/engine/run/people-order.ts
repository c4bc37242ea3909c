/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { PeopleOrder } from "./runner.ts";

/** What people are ordered by, of a person by their place: numbers, or texts. Missing ones are NaN and null. */
export type OrderKey =
  | { readonly kind: "number"; readonly of: (place: number) => number }
  | { readonly kind: "text"; readonly of: (place: number) => string | null };

/**
 * Orders places by a key. Those without a value come last, whichever way; equal ones stay as they were.
 * Texts are compared as the data have them, whatever the language of the user.
 */
export function orderBy(places: Uint32Array, key: OrderKey, order: PeopleOrder): Uint32Array {
  const ranks = key.kind === "number" ? numbersOf(places, key.of) : ranksOf(places, key.of);
  const sign = order.descending === true ? -1 : 1;
  const index = Uint32Array.from(places, (_, i) => i);
  index.sort((a, b) => {
    const [left, right] = [ranks[a]!, ranks[b]!];
    const missing = Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    if (missing !== 0) return missing;
    return left === right || Number.isNaN(left) ? a - b : sign * (left < right ? -1 : 1);
  });
  return index.map((i) => places[i]!);
}

function numbersOf(places: Uint32Array, of: (place: number) => number): Float64Array {
  return Float64Array.from(places, (place) => of(place));
}

/** The place of each text among all different ones. */
function ranksOf(places: Uint32Array, of: (place: number) => string | null): Float64Array {
  const texts = Array.from(places, (place) => of(place));
  const known = new Set(texts.flatMap((text) => (text === null ? [] : [text])));
  const rank = new Map([...known].sort().map((text, at) => [text, at]));
  return Float64Array.from(texts, (text) => (text === null ? NaN : (rank.get(text) ?? NaN)));
}
