import type { Amount, Visits } from "../kernel/measures/evaluate.ts";
import type { SplitGroup } from "../kernel/splits.ts";
import { add, type Fraction, whole } from "../statistics/fraction.ts";

/** A group of a split, as results name it. */
export type NamedGroup = Pick<SplitGroup, "by"> & { readonly other?: true };

/** What is summed up over rows of whole sources, or over a part of them. */
export interface PartSums {
  amount(kind: "cost" | "value", source: string): Amount | undefined;
  visits(): Visits | undefined;
}

/** The sums in all, by the groups of the splits and by the points of the trend. */
export interface GroupSums {
  readonly whole: PartSums;
  group(groups: readonly NamedGroup[], group: number): PartSums;
  point(point: number): PartSums;
}

/** Sums of rows that have the same values of the splits. */
export interface Summed<T> {
  /** By split; null is missing. Undefined: the source can't be split like this. */
  readonly values: readonly (string | null)[] | undefined;
  readonly sum: T;
}

/** Sums of rows of one point of a trend. */
export interface PointSum<T> {
  readonly point: number;
  readonly sum: T;
}

/** What was read of a source's sums. */
export interface ReadSums<T> {
  readonly groups: readonly Summed<T>[];
  /** Undefined: there is no trend, or rows have no time. */
  readonly points?: readonly PointSum<T>[];
}

/** `splits`: their texts. `amounts`: by kind and source, see {@link amountKey}; null: they have no sum. */
export function groupSums(
  splits: readonly string[],
  amounts: ReadonlyMap<string, ReadSums<AmountSum> | null>,
  visits: ReadSums<Visits>,
): GroupSums {
  const partsBy = (
    amountsIn: (read: ReadSums<AmountSum>) => readonly AmountSum[] | undefined,
    visitsIn: (read: ReadSums<Visits>) => readonly Visits[] | undefined,
  ): PartSums => ({
    amount(kind, source) {
      const read = amounts.get(amountKey(kind, source));
      const parts = read ? amountsIn(read) : undefined;
      return parts && joinAmounts(parts);
    },
    visits() {
      const parts = visitsIn(visits);
      return parts && joinVisits(parts);
    },
  });
  const all = <T>({ groups }: ReadSums<T>): readonly T[] => groups.map(({ sum }) => sum);
  return {
    whole: partsBy(all, all),
    group(groups, group) {
      const ofGroup = <T>(read: ReadSums<T>): readonly T[] | undefined =>
        partsOfGroup(read.groups, splits, groups, group);
      return partsBy(ofGroup, ofGroup);
    },
    point(wanted) {
      const inPoint = <T>({ points }: ReadSums<T>): readonly T[] | undefined =>
        points?.filter(({ point }) => point === wanted).map(({ sum }) => sum);
      return partsBy(inPoint, inPoint);
    },
  };
}

export function amountKey(kind: "cost" | "value", source: string): string {
  return `${kind} ${source}`;
}

/** One sum of rows. */
export interface AmountSum {
  readonly sum: Fraction;
  readonly rows: number;
  /** The least and the greatest currency; null: none is said. */
  readonly currencies: readonly [string, string] | null;
}

/** All together. Sums of different currencies are missing. */
function joinAmounts(parts: readonly AmountSum[]): Amount {
  const currencies = new Set(parts.flatMap((part) => part.currencies ?? []));
  const [currency] = currencies;
  const rows = parts.reduce((count, part) => count + part.rows, 0);
  if (currencies.size > 1) return { sum: null, rows };
  const sum = parts.reduce((total, part) => add(total, part.sum), whole(0));
  return { sum, rows, ...(currency === undefined ? {} : { currency }) };
}

function joinVisits(parts: readonly Visits[]): Visits {
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
function partsOfGroup<T>(
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
