/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import { createExits } from "../exits.ts";
import { layOut } from "../layout.ts";
import type { Observer } from "../observer.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { append, createSeries, valuesByGroup } from "../series.ts";
import type { RowColumns } from "../sort.ts";
import { joined } from "../ledger/turns.ts";
import { firstTimed, NO_TIME } from "../timeless.ts";
import { createCounts } from "./counts.ts";
import type { MeasureNeeds, Need, Taken } from "./needs.ts";
import { createStageRows, type StageRows, startOf } from "./stage-rows.ts";
import { createInTime } from "./in-time.ts";

/** Takes down what measures need, while the attempts are found. */
export interface Taking extends Observer {
  /** By group, what was taken down for each need. */
  figures(groupOf: Int32Array, groups: number): readonly (readonly Taken[])[];
}

/** What is taken down for one need. */
interface Taker {
  add(cell: number, attempt: Attempt, columns: RowColumns, start: number, end: number): void;
  figures(groupOf: Int32Array, groups: number): readonly Taken[];
}

/**
 * Where attempts are counted, each has the rows from its entry to before that of the next one; so they
 * are looked at when all of an actor's are known.
 */
export function createTaking(
  spec: FunnelSpec,
  rows: TaggedRows,
  { needs, entryMark }: MeasureNeeds,
): Taking {
  const stageRows = createStageRows(spec, rows, entryMark);
  const takers = needs.map((need) => takerOf(need, spec, rows, stageRows));
  const figures: Taking["figures"] = (groupOf, groups) => {
    const found = takers.map((taker) => taker.figures(groupOf, groups));
    return Array.from({ length: groups }, (_, group) => found.map((each) => each[group]!));
  };
  if (spec.count !== "attempts") {
    return {
      add(cell, attempt, columns, start, end) {
        for (const taker of takers) taker.add(cell, attempt, columns, start, end);
      },
      figures,
    };
  }
  let waiting: { cell: number; attempt: Attempt; entry: number }[] = [];
  return {
    add(cell, { rows: chosen, times, starts, ...rest }) {
      const attempt = {
        ...rest,
        rows: chosen.slice(),
        times: times.slice(),
        ...(starts === undefined ? {} : { starts: starts.slice() }),
      };
      waiting.push({ cell, attempt, entry: startOf(attempt) });
    },
    done(columns, start, end) {
      const [owner] = waiting;
      const timed = firstTimed(columns.time, start, end);
      waiting.sort((a, b) => a.entry - b.entry);
      let from = timed;
      waiting.forEach((one, index) => {
        const { cell, attempt, entry } = one;
        const next = waiting[index + 1]?.entry ?? Infinity;
        while (from < end && columns.time[from]! < entry) from++;
        let until = from;
        while (until < end && columns.time[until]! < next) until++;
        // Rows without a time are the chosen attempt's, which was found first.
        const isOwner = timed > start && one === owner;
        const own = isOwner ? joined(columns, start, timed, from, until) : columns;
        const [first, last] = isOwner ? [0, own.time.length] : [from, until];
        for (const taker of takers) taker.add(cell, attempt, own, first, last);
      });
      waiting = [];
    },
    figures,
  };
}

function takerOf(need: Need, spec: FunnelSpec, rows: TaggedRows, stageRows: StageRows): Taker {
  switch (need.kind) {
    case "values":
      return need.over === "at"
        ? valuesAt(need.stage, need.value, rows)
        : valuesOf(need.stage, need.value, need.over, rows, stageRows);
    case "times":
      return timesOf(need.from, need.to);
    case "sums":
      return sumsOf(need, rows, stageRows);
    case "rows":
      return rowsOf(need.stage, stageRows);
    case "repeats":
      return share(
        ({ rows: chosen, times }) => chosen[need.stage]! >= 0 && times[need.stage] !== NO_TIME,
        (attempt, columns, start, end) => {
          const since = attempt.times[need.stage]!;
          const until = since + (need.within ?? Infinity);
          for (let p = start; p < end; p++) {
            const time = columns.time[p]!;
            if (time > since && time <= until && stageRows.matches(need.stage, columns, p))
              return true;
          }
          return false;
        },
      );
    case "within":
      return share(
        ({ rows: chosen }) => chosen[spec.inverted ? need.to : need.from]! >= 0,
        createInTime(spec, rows, need),
      );
    case "won": {
      const exits = createExits(spec, rows);
      const { goal } = layOut(spec);
      const isWon = ({ rows: chosen }: Attempt): boolean =>
        goal < 0 ? !chosen.includes(-1) : chosen[goal]! >= 0;
      return share(
        (attempt, columns, start, end) =>
          isWon(attempt) || exits.of(attempt, columns, start, end) !== undefined,
        isWon,
      );
    }
  }
}

function valuesAt(stage: number, value: number, { values = [] }: TaggedRows): Taker {
  const column = values[value];
  const series = createSeries();
  return {
    add(cell, attempt) {
      const row = attempt.rows[stage]!;
      const found = row < 0 ? Number.NaN : (column?.[row] ?? Number.NaN);
      if (!Number.isNaN(found)) append(series, found, cell);
    },
    figures: (groupOf, groups) => asValues(valuesByGroup(series, groupOf, groups)),
  };
}

function valuesOf(
  stage: number,
  value: number,
  over: "of" | "after",
  { values = [] }: TaggedRows,
  stageRows: StageRows,
): Taker {
  const column = values[value];
  const series = createSeries();
  return {
    add(cell, attempt, columns, start, end) {
      if (attempt.rows[stage]! < 0) return;
      stageRows.visit(over, stage, attempt, columns, start, end, (p) => {
        const found = column?.[columns.row[p]!] ?? Number.NaN;
        if (!Number.isNaN(found)) append(series, found, cell);
      });
    },
    figures: (groupOf, groups) => asValues(valuesByGroup(series, groupOf, groups)),
  };
}

function timesOf(from: number, to: number): Taker {
  const series = createSeries();
  return {
    add(cell, { rows: chosen, times, starts }) {
      if (chosen[from]! < 0 || chosen[to]! < 0) return;
      const since = starts !== undefined && from === 0 ? starts[to]! : times[from]!;
      const elapsed = times[to]! - since;
      if (Number.isFinite(elapsed)) append(series, elapsed, cell);
    },
    figures: (groupOf, groups) => asValues(valuesByGroup(series, groupOf, groups)),
  };
}

function sumsOf(
  { over, stage, value, per }: Extract<Need, { readonly kind: "sums" }>,
  { values = [] }: TaggedRows,
  stageRows: StageRows,
): Taker {
  const column = values[value];
  const series = createSeries();
  const valueOf = (row: number): number => {
    const found = column?.[row] ?? Number.NaN;
    return Number.isNaN(found) ? 0 : found;
  };
  return {
    add(cell, attempt, columns, start, end) {
      if (attempt.rows[per]! < 0) return;
      const row = attempt.rows[stage]!;
      let sum = 0;
      if (row >= 0 && over === "at") sum = valueOf(row);
      else if (row >= 0 && over !== "at") {
        stageRows.visit(over, stage, attempt, columns, start, end, (p) => {
          sum += valueOf(columns.row[p]!);
        });
      }
      append(series, sum, cell);
    },
    figures: (groupOf, groups) => asValues(valuesByGroup(series, groupOf, groups)),
  };
}

/** How many rows (`part`), of how many attempts. */
function rowsOf(stage: number, stageRows: StageRows): Taker {
  const found = createCounts();
  const all = createCounts();
  return {
    add(cell, attempt, columns, start, end) {
      if (attempt.rows[stage]! < 0) return;
      all.add(cell, 1);
      let count = 0;
      stageRows.visit("of", stage, attempt, columns, start, end, () => void count++);
      found.add(cell, count);
    },
    figures: (groupOf, groups) =>
      asPart(found.byGroup(groupOf, groups), all.byGroup(groupOf, groups)),
  };
}

type Test = (attempt: Attempt, columns: RowColumns, start: number, end: number) => boolean;

/** How many attempts hold, of those that count. */
function share(counts: Test, holds: Test): Taker {
  const part = createCounts();
  const all = createCounts();
  return {
    add(cell, attempt, columns, start, end) {
      if (!counts(attempt, columns, start, end)) return;
      all.add(cell, 1);
      if (holds(attempt, columns, start, end)) part.add(cell, 1);
    },
    figures: (groupOf, groups) =>
      asPart(part.byGroup(groupOf, groups), all.byGroup(groupOf, groups)),
  };
}

function asValues(groups: readonly Float64Array[]): Taken[] {
  return groups.map((values) => ({ kind: "values", values }));
}

function asPart(part: Float64Array, of: Float64Array): Taken[] {
  return Array.from(part, (count, group) => ({ kind: "part", part: count, of: of[group]! }));
}
