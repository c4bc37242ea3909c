/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./attempts.ts";
import { createCounts } from "./counts.ts";
import { createExits, type Departure, type Exits } from "./exits.ts";
import { expected } from "./expected.ts";
import type { StageMaturity } from "./figures.ts";
import type { StageLayout } from "./layout.ts";
import { gapsOf } from "./ledger/gaps.ts";
import { createMature } from "./mature.ts";
import { horizons, type Maturity } from "./maturity.ts";
import { createAnyProspects } from "./open-any.ts";
import { createRulesProspects } from "./open-rules.ts";
import { createReader, type Read, readingOf } from "./reading.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { append, createSeries, valuesByGroup } from "./series.ts";
import type { RowColumns } from "./sort.ts";
import { firstTimed } from "./timeless.ts";
import { forbidden, undatedStages } from "./undated.ts";

/**
 * The same figures as in `maturity.ts` under all rules, stage by stage, since here an actor may be open
 * for one stage and not for the next. Of the mature share see `mature.ts`.
 *
 * `independent`: each stage counts from an entry of its own. `any`: each stage by its name, and each number
 * of stages, see `reading.ts`.
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
  const reading = readingOf(spec, layout);
  const { width: count, first } = reading;
  const read = createReader(reading) ?? ((attempt: Attempt): Read => attempt);
  const gaps = gapsOf(spec, layout);
  const isAny = spec.order === "any";
  const undated = undatedStages(spec, rows.timeless);
  const horizon = isAny ? undefined : horizons(layout, undated);
  /** Nobody knows when those left who left so. */
  const exitMarks = (2 ** (spec.exits ?? 0) - 1) * 2 ** (spec.without ?? []).length;
  const isUndatedExit = ((rows.timeless?.marks ?? 0) & exitMarks) !== 0;
  const later = isAny
    ? Array.from({ length: count }, (_, place) => place).filter((place) => place !== first)
    : Array.from(layout.required.subarray(1));
  const staged = later.filter((stage) => !Number.isNaN(limitOf(stage)));
  const limits = [...new Set(staged.map(limitOf))];
  const prospects = isAny
    ? createAnyProspects(spec, rows, asOf)
    : createRulesProspects(spec, rows, asOf);
  /** By cell. */
  const all = createCounts();
  /** By cell and stage. */
  const open = createCounts();
  /** By cell and stage: how many attempts began that long ago. */
  const grown = createCounts();
  /** By stage: the times from the entry of those who reached it. */
  const events = Array.from({ length: count }, createSeries);
  /** By stage: how long ago those entered who didn't reach it, but for those whose time is over. */
  const followUp = Array.from({ length: count }, createSeries);
  /** By stage: after which time those left who went another way. */
  const left = Array.from({ length: count }, createSeries);
  const mature = createMature(spec, rows, asOf, limits, count, read);
  let openStages = 0;

  function startOf(attempt: Attempt, stage: number): number {
    const { starts, entered, rows: chosen } = attempt;
    if (starts === undefined) return entered;
    return chosen[stage]! < 0 ? gaps.since(attempt, stage) : starts[stage]!;
  }

  /** In order `any` all that is missing may still come, or nothing. */
  function bitOf(stage: number): number {
    return isAny ? 1 : 1 << stage;
  }

  /** Infinity within visits, NaN without a deadline. */
  function limitOf(stage: number): number {
    if (isAny ? undated !== 0 : (undated & (1 << stage)) !== 0) return Number.NaN;
    if (spec.inSession) return Infinity;
    const limit = horizon?.[stage] ?? layout.window;
    return limit < Infinity ? limit : Number.NaN;
  }

  /** Of the missing stages those that the attempt may still come to. */
  function openOf(
    missing: number,
    attempt: Attempt,
    columns: RowColumns,
    start: number,
    end: number,
  ): number {
    const { entry, isLatest, span } = attempt;
    if (span === undefined) {
      // Rows without a time serve none of these stages, but may forbid them for good.
      const timed = rows.timeless === undefined ? start : firstTimed(columns.time, start, end);
      const struck = timed === start ? 0 : forbidden(spec, rows, columns, start, timed);
      return prospects.open(missing & ~struck, { ...columns, start: timed, end });
    }
    const [since, until] = span;
    const isOver = spec.inSession ? rows.sessionIsOpen?.[entry] !== 1 : asOf >= until;
    if (!isLatest || isOver) return 0;
    let from = end;
    while (from > start && columns.time[from - 1]! >= since) from--;
    return prospects.open(missing, { ...columns, start: from, end }, rows.session?.[entry]);
  }

  return {
    add(cell, attempt, columns, start, end) {
      openStages = 0;
      all.add(cell);
      let missing = 0;
      const { rows: chosen, times } = read(attempt);
      mature.add(cell, attempt, chosen);
      for (const stage of staged) {
        if (asOf - startOf(attempt, stage) >= limitOf(stage)) grown.add(cell * count + stage);
        if (chosen[stage]! < 0) missing |= bitOf(stage);
        else append(events[stage]!, times[stage]! - startOf(attempt, stage), cell);
      }
      if (missing === 0) return;
      const exitOf = (stage: number): Departure | undefined =>
        exits.of(attempt, columns, start, end, stage);
      let staying = missing;
      for (const stage of staged) {
        if (chosen[stage]! < 0 && exitOf(stage) !== undefined) staying &= ~bitOf(stage);
      }
      if (staying !== 0) openStages = openOf(staying, attempt, columns, start, end);
      for (const stage of staged) {
        if (chosen[stage]! >= 0) continue;
        const exit = exitOf(stage);
        if ((openStages & bitOf(stage)) !== 0) open.add(cell * count + stage);
        const since = startOf(attempt, stage);
        if (exit !== undefined) append(left[stage]!, exit.time - since, cell);
        else if (asOf - since < limitOf(stage)) append(followUp[stage]!, asOf - since, cell);
      }
    },
    isOpen: (stage) => (openStages & bitOf(stage)) !== 0,
    figures(groupOf, groups, _fromEntry, withCurves) {
      const found = Array.from({ length: groups }, () =>
        Array.from({ length: count }, (): StageMaturity | undefined => undefined),
      );
      const sums = (valueOf: (cell: number) => number): Int32Array => {
        const sum = new Int32Array(groups);
        groupOf.forEach((group, cell) => void (sum[group]! += valueOf(cell)));
        return sum;
      };
      const everybody = sums((cell) => all.get(cell));
      for (const stage of staged) {
        const its = mature.counts(limitOf(stage));
        const old = sums((cell) => grown.get(cell * count + stage));
        const among = (of: number): Int32Array => sums((cell) => its.get(cell * count + of));
        const immature = sums((cell) => open.get(cell * count + stage));
        const [entered, reached] = [among(first), among(stage)];
        const waiting = valuesByGroup(followUp[stage]!, groupOf, groups);
        const gone = valuesByGroup(left[stage]!, groupOf, groups);
        const reachedAfter = valuesByGroup(events[stage]!, groupOf, groups);
        for (let group = 0; group < groups; group++) {
          found[group]![stage] = {
            immature: immature[group]!,
            mature: { entered: entered[group]!, count: reached[group]! },
            ...(spec.inSession || isUndatedExit
              ? { kaplan_meier: null }
              : expected(
                  reachedAfter[group]!,
                  [waiting[group]!],
                  [gone[group]!],
                  everybody[group]!,
                  old[group]!,
                  limitOf(stage),
                  withCurves,
                )),
          };
        }
      }
      return found;
    },
  };
}
