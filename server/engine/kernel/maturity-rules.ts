/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { forEachAttempt, type Attempt } from "./attempts.ts";
import { createCounts, type Counts } from "./counts.ts";
import { createExits, type Exits } from "./exits.ts";
import { expected } from "./expected.ts";
import type { StageMaturity } from "./figures.ts";
import type { StageLayout } from "./layout.ts";
import { horizons, type Maturity } from "./maturity.ts";
import { createRulesProspects } from "./open-rules.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "./rows.ts";
import { append, createSeries, valuesByGroup } from "./series.ts";
import type { RowColumns } from "./sort.ts";

/**
 * The same figures as in `maturity.ts` under all rules, stage by stage, since here an actor may be open
 * for one stage and not for the next. The mature share is a second look at all rows, of which only the
 * old ones may be entries.
 *
 * Where attempts are counted, one is immature if its own time isn't over and it could get there from any
 * entry in it. Within visits there is no time that all of them have: no estimate, then, and mature are
 * the visits that are over.
 */
export function createRulesMaturity(
  spec: FunnelSpec,
  layout: StageLayout,
  asOf: number,
  rows: TaggedRows,
  exits: Exits = createExits(spec, rows),
): Maturity {
  const { count, required, goal, window } = layout;
  const horizon = horizons(layout);
  const staged = Array.from(required.subarray(1)).filter((stage) => !Number.isNaN(limitOf(stage)));
  const limits = [...new Set(staged.map(limitOf))];
  const prospects = createRulesProspects(spec, rows, asOf);
  const isEach = spec.count === "attempts";
  /** By cell. */
  const all = createCounts();
  /** By cell and stage. */
  const open = createCounts();
  /** By limit: by cell, how many attempts began that long ago. */
  const grown = limits.map(createCounts);
  /** By stage: how long ago those entered who didn't reach it, but for those whose time is over. */
  const followUp = Array.from({ length: count }, createSeries);
  /** By stage: after which time those left who went another way. */
  const left = Array.from({ length: count }, createSeries);
  /** By actor: the cell of the chosen attempt; -1 where the actor has none. */
  const cellOf = new Int32Array(rows.actors).fill(-1);
  let reach = -1;

  /** Infinity within visits, NaN without a deadline. */
  function limitOf(stage: number): number {
    if (spec.inSession) return Infinity;
    return horizon[stage]! < Infinity ? horizon[stage]! : Number.NaN;
  }

  /** The deepest stage that the attempt may still come to; -1: none. */
  function reachOf(attempt: Attempt, columns: RowColumns, start: number, end: number): number {
    if (!isEach) return prospects.reach(attempt.depth, { ...columns, start, end });
    const { entered, isLatest } = attempt;
    if (!isLatest || asOf - entered >= window) return -1;
    let from = end;
    while (from > start && columns.time[from - 1]! >= entered) from--;
    return prospects.reach(attempt.depth, { ...columns, start: from, end });
  }

  /** By limit: by cell and stage, how many attempts there are if only old rows may be entries. */
  const matured = (): readonly Counts[] =>
    limits.map((limit) => {
      const found = createCounts();
      forEachAttempt(withOldEntries(spec, rows, asOf - limit), spec, (attempt) => {
        const cell = cellOf[attempt.actor]!;
        if (cell < 0) return;
        for (let stage = 0; stage < count; stage++) {
          if (attempt.rows[stage]! >= 0) found.add(cell * count + stage);
        }
      });
      return found;
    });
  let mature: readonly Counts[] | undefined;

  return {
    add(cell, attempt, columns, start, end) {
      reach = -1;
      all.add(cell);
      // The chosen attempt comes first.
      if (cellOf[attempt.actor]! < 0) cellOf[attempt.actor] = cell;
      const age = asOf - attempt.entered;
      limits.forEach((limit, index) => {
        if (age >= limit) grown[index]!.add(cell);
      });
      if (attempt.rows[goal]! >= 0) return;
      const exit = exits.of(attempt, columns, start, end);
      if (exit === undefined) reach = reachOf(attempt, columns, start, end);
      for (const stage of staged) {
        if (attempt.rows[stage]! >= 0) continue;
        if (stage <= reach) open.add(cell * count + stage);
        if (exit !== undefined) append(left[stage]!, exit.time - attempt.entered, cell);
        else if (age < limitOf(stage)) append(followUp[stage]!, age, cell);
      }
    },
    isOpen: (stage) => stage <= reach && staged.includes(stage),
    figures(groupOf, groups, fromEntry) {
      const found = Array.from({ length: groups }, () =>
        Array.from({ length: count }, (): StageMaturity | undefined => undefined),
      );
      const sums = (valueOf: (cell: number) => number): Int32Array => {
        const sum = new Int32Array(groups);
        groupOf.forEach((group, cell) => void (sum[group]! += valueOf(cell)));
        return sum;
      };
      mature ??= matured();
      const everybody = sums((cell) => all.get(cell));
      for (const stage of staged) {
        const index = limits.indexOf(limitOf(stage));
        const its = mature[index]!;
        const old = sums((cell) => grown[index]!.get(cell));
        const among = (of: number): Int32Array => sums((cell) => its.get(cell * count + of));
        const immature = sums((cell) => open.get(cell * count + stage));
        const [entered, reached] = [among(0), among(stage)];
        const waiting = valuesByGroup(followUp[stage]!, groupOf, groups);
        const gone = valuesByGroup(left[stage]!, groupOf, groups);
        const events: readonly Float64Array[] = spec.inSession
          ? []
          : valuesByGroup(fromEntry(stage), groupOf, groups);
        for (let group = 0; group < groups; group++) {
          const times = events[group];
          found[group]![stage] = {
            immature: immature[group]!,
            mature: { entered: entered[group]!, count: reached[group]! },
            kaplan_meier:
              times === undefined
                ? null
                : expected(
                    times,
                    [waiting[group]!],
                    [gone[group]!],
                    everybody[group]!,
                    old[group]!,
                    limitOf(stage),
                  ),
          };
        }
      }
      return found;
    },
  };
}

/** The same rows, those after `latest` and those of visits that may still go on being no entries. */
function withOldEntries(spec: FunnelSpec, rows: TaggedRows, latest: number): TaggedRows {
  const bit = entryBit(spec);
  const stages = rows.stages.slice(0, rows.length);
  for (let row = 0; row < rows.length; row++) {
    const isYoung = spec.inSession ? rows.sessionIsOpen?.[row] === 1 : rows.time[row]! > latest;
    if (isYoung) stages[row]! &= ~bit;
  }
  return { ...rows, stages };
}
