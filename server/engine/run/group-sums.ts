import type { Amount, Visits } from "../kernel/measures/evaluate.ts";
import type { SplitGroup } from "../kernel/splits.ts";
import { add, type Fraction, whole } from "../statistics/fraction.ts";

/** A group of a split, as results name it. */
export type NamedGroup = Pick<SplitGroup, "by"> & { readonly other?: true };

/** What is summed up over rows of whole sources, in all or by the groups of the splits. */
export interface GroupSums {
  amount(
    kind: "cost" | "value",
    source: string,
    groups?: readonly NamedGroup[],
    group?: number,
  ): Amount | undefined;
  visits(groups?: readonly NamedGroup[], group?: number): Visits | undefined;
}

/** Sums of rows that have the same values of the splits. */
export interface Summed<T> {
  /** By split; null is missing. Undefined: the source can't be split like this. */
  readonly values: readonly (string | null)[] | undefined;
  readonly sum: T;
}

/** One sum of rows. */
export interface AmountSum {
  readonly sum: Fraction;
  readonly rows: number;
  /** The least and the greatest currency; null: none is said. */
  readonly currencies: readonly [string, string] | null;
}

/** All together. Sums of different currencies are missing. */
export function joinAmounts(parts: readonly AmountSum[]): Amount {
  const currencies = new Set(parts.flatMap((part) => part.currencies ?? []));
  const [currency] = currencies;
  const rows = parts.reduce((count, part) => count + part.rows, 0);
  if (currencies.size > 1) return { sum: null, rows };
  const sum = parts.reduce((total, part) => add(total, part.sum), whole(0));
  return { sum, rows, ...(currency === undefined ? {} : { currency }) };
}

export function joinVisits(parts: readonly Visits[]): Visits {
  return parts.reduce(
    (a, b) => ({
      count: a.count + b.count,
      single: a.single + b.single,
      rows: a.rows + b.rows,
      microseconds: a.microseconds + b.microseconds,
    }),
    { count: 0, single: 0, rows: 0, microseconds: 0n },
  );
}

/**
 * The sums of one group of the splits; undefined where a source can't be split like this. A value is in
 * "Other" if it has no group of its own and there is such a group.
 */
export function partsOfGroup<T>(
  summed: readonly Summed<T>[],
  splits: readonly string[],
  groups: readonly NamedGroup[],
  group: number,
): readonly T[] | undefined {
  const wanted = groups[group]?.by;
  if (wanted === undefined) return undefined;
  const shown = splits.map(
    (split) => new Set(groups.flatMap(({ by }) => (Object.hasOwn(by, split) ? [by[split]] : []))),
  );
  const found: T[] = [];
  for (const { values, sum } of summed) {
    if (values === undefined) return undefined;
    const isIn = splits.every((split, s) => {
      const value = values[s] ?? null;
      return Object.hasOwn(wanted, split)
        ? wanted[split] === value
        : shown[s]?.has(value) === false;
    });
    if (isIn) found.push(sum);
  }
  return found;
}
