/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./attempts.ts";
import { type Counts, createCounts } from "./counts.ts";
import { expected } from "./expected.ts";
import type { StageMaturity } from "./figures.ts";
import { createExits, type Exits } from "./exits.ts";
import type { StageLayout } from "./layout.ts";
import type { Observer } from "./observer.ts";
import { createProspects } from "./open.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { append, createSeries, type Series, valuesByGroup } from "./series.ts";
import type { RowColumns } from "./sort.ts";

/** Who could still come: by stage, in groups of cells of the splits. */
export interface Maturity extends Observer {
  /**
   * By group and stage; undefined where a stage has no such figures: the first, optional ones, those
   * without a deadline. `groupOf` says to which group a cell belongs, `fromEntry` gives the times from
   * the entry to a stage, `withCurves` asks for the curves.
   */
  figures(
    groupOf: Int32Array,
    groups: number,
    fromEntry: (stage: number) => Series,
    withCurves: boolean,
  ): (StageMaturity | undefined)[][];
  /** Whether the attempt that was taken in last is immature for a stage that it hasn't reached. */
  isOpen(stage: number): boolean;
}

/**
 * By stage, how long after its entry an attempt may still reach it: the window or, if every step up to
 * it has a `within`, their sum if smaller. Infinity without a deadline, as on the first and on optional ones,
 * and on those of the bit mask `undated`.
 */
export function horizons(
  { required, previous, within, window, count }: StageLayout,
  undated = 0,
): Float64Array {
  const horizon = new Float64Array(count).fill(Infinity);
  const sums = new Float64Array(count);
  for (const stage of required.subarray(1)) {
    sums[stage] = sums[previous[stage]!]! + within[stage]!;
    if ((undated & (1 << stage)) === 0) horizon[stage] = Math.min(window, sums[stage]);
  }
  return horizon;
}

/** For funnels that `isPlain`. `rows`: all, by the indices that attempts name. */
export function createMaturity(
  spec: FunnelSpec,
  layout: StageLayout,
  asOf: number,
  rows: Pick<TaggedRows, "actor" | "time" | "marks">,
  exits: Exits = createExits(spec, rows),
): Maturity {
  const { count, required, goal } = layout;
  const horizon = horizons(layout);
  const staged = Array.from(required.subarray(1)).filter((stage) => horizon[stage]! < Infinity);
  const prospects = createProspects(spec, asOf);
  const limits = [...new Set(staged.map((stage) => horizon[stage]!))];
  const longest = Math.max(...limits);
  /** By cell. */
  const all = createCounts();
  /** By cell and deepest required stage. */
  const open = createCounts();
  /**
   * By limit: by cell how many chosen attempts began that long ago, and by cell and deepest stage how
   * many actors entered, of entries that old.
   */
  const old = limits.map((limit) => ({ limit, grown: createCounts(), depths: createCounts() }));
  /**
   * By deepest required stage: how long ago those entered who got no further, by chosen attempt; without
   * those whose time is over.
   */
  const followUp = Array.from({ length: count }, createSeries);
  /** By deepest required stage: after which time those left who went another way. */
  const left = Array.from({ length: count }, createSeries);
  let lastIsOpen = false;

  function addMature(
    cell: number,
    attempt: Attempt,
    columns: RowColumns,
    start: number,
    end: number,
  ) {
    const entry = attempt.times[0]!;
    // Mostly the chosen attempt begins there, and the time needn't be looked up far away.
    const isFirst = attempt.rows[0] === attempt.firstEntry;
    const first = isFirst ? entry : rows.time[attempt.firstEntry]!;
    for (const { limit, grown, depths } of old) {
      const latest = asOf - limit;
      if (first > latest) continue;
      let depth = attempt.depth;
      if (entry <= latest) grown.add(cell);
      else depth = prospects.depthOfEntriesUntil(latest, columns, start, end);
      depths.add(cell * count + depth);
    }
  }

  return {
    add(cell, attempt, columns, start, end) {
      lastIsOpen = false;
      all.add(cell);
      addMature(cell, attempt, columns, start, end);
      if (attempt.depth >= goal) return;
      const deepest = required.findLast((stage) => stage <= attempt.depth)!;
      const exit = exits.of(attempt, columns, start, end);
      if (exit !== undefined) {
        append(left[deepest]!, exit.time - attempt.times[0]!, cell);
        return;
      }
      const age = asOf - attempt.times[0]!;
      if (age < longest) append(followUp[deepest]!, age, cell);
      lastIsOpen = prospects.isOpen(attempt.depth, columns, start, end);
      if (lastIsOpen) open.add(cell * count + deepest);
    },
    isOpen: (stage) => lastIsOpen && horizon[stage]! < Infinity,
    figures(groupOf, groups, fromEntry, withCurves) {
      const found = Array.from({ length: groups }, () =>
        Array.from({ length: count }, (): StageMaturity | undefined => undefined),
      );
      const sums = (of: Counts, perCell = 1, from = 0, to = 0): Int32Array => {
        const sum = new Int32Array(groups);
        groupOf.forEach((group, cell) => {
          for (let i = from; i <= to; i++) sum[group]! += of.get(cell * perCell + i);
        });
        return sum;
      };
      const everybody = sums(all);
      const waiting = Array.from({ length: groups }, (): Float64Array[] => []);
      const gone = Array.from({ length: groups }, (): Float64Array[] => []);
      let previous = 0;
      for (const stage of required.subarray(1)) {
        valuesByGroup(followUp[previous]!, groupOf, groups).forEach((values, group) =>
          waiting[group]!.push(values),
        );
        valuesByGroup(left[previous]!, groupOf, groups).forEach((values, group) =>
          gone[group]!.push(values),
        );
        const immature = sums(open, count, 0, previous);
        previous = stage;
        const of = old.find(({ limit }) => limit === horizon[stage]);
        if (of === undefined) continue;
        const grown = sums(of.grown);
        const entered = sums(of.depths, count, 0, count - 1);
        const reached = sums(of.depths, count, stage, count - 1);
        valuesByGroup(fromEntry(stage), groupOf, groups).forEach((events, group) => {
          found[group]![stage] = {
            immature: immature[group]!,
            mature: { entered: entered[group]!, count: reached[group]! },
            ...expected(
              events,
              waiting[group]!,
              gone[group]!,
              everybody[group]!,
              grown[group]!,
              of.limit,
              withCurves,
            ),
          };
        });
      }
      return found;
    },
  };
}
