/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { AttemptFinder } from "./attempt.ts";
import type { Span } from "./chosen.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { createSettled, type Range } from "./settled.ts";
import type { RowColumns } from "./sort.ts";
import { entryStageOf } from "./span.ts";

/** The chosen attempt of an actor's rows, of which only some may be looked at. */
export interface Near {
  /** What was found; the next one overwrites it. */
  readonly attempt: ReturnType<typeof createAttempt>;
  /** Begins with another actor, whose rows these are, before rows are looked at by parts. */
  begin(columns: RowColumns, start: number, end: number): void;
  /** Finds the chosen attempt of rows `start` to `end` (excluded); false: there is none. */
  find(columns: RowColumns, start: number, end: number): boolean;
  /**
   * The same, by parts of the rows that double until what they have is settled: an actor with many rows
   * has many attempts, and mostly each is found among few of them. `far`: of rows that these are a part of.
   */
  findNear(columns: RowColumns, all: Range, far: number): boolean;
  /** How far the attempt got, see `settled.ts`. */
  far(): number;
}

export function createNear(spec: FunnelSpec, rows: TaggedRows, finder: AttemptFinder): Near {
  const count = spec.stages.length;
  const attempt = createAttempt(spec, finder);
  const entryStageIn = entryStageOf(spec, rows);
  const settled = createSettled(spec, rows, () => finder.served?.() ?? 0);

  function find({ time, stages, row }: RowColumns, start: number, end: number): boolean {
    const depth = finder.find(time, stages, start, end, row);
    if (depth < 0) return false;
    for (let stage = 0; stage < count; stage++) {
      const p = finder.chosen[stage]!;
      attempt.rows[stage] = p < 0 ? -1 : row[p]!;
      if (p >= 0) attempt.times[stage] = time[p]!;
    }
    const { entries } = attempt;
    finder.entries?.forEach((p, stage) => void (entries![stage] = row[p]!));
    const entryStage = entryStageIn(attempt);
    attempt.depth = depth;
    attempt.entry = attempt.rows[entryStage]!;
    attempt.entered = attempt.times[entryStage]!;
    return true;
  }

  return {
    attempt,
    begin: (columns, start, end) => settled.begin(columns, start, end),
    find,
    findNear(columns, all, far) {
      const { start, end } = all;
      // Rows without a time fit anywhere.
      if (!Number.isFinite(columns.time[start])) return find(columns, start, end);
      const isFromEnd = settled.isFromEnd(far);
      for (let size = 32; ; size *= 2) {
        const part = isFromEnd
          ? { start: groupStart(columns.time, end - size, start), end }
          : { start, end: groupEnd(columns.time, start + size, end) };
        const isAll = part.start === start && part.end === end;
        if (find(columns, part.start, part.end)) {
          if (isAll || settled.isSettled(attempt, part, all, far)) return true;
        } else if (isAll) return false;
      }
    },
    far: () => settled.far(attempt),
  };
}

function createAttempt(spec: FunnelSpec, finder: AttemptFinder) {
  const count = spec.stages.length;
  return {
    actor: 0,
    depth: 0,
    rows: new Int32Array(count),
    times: new Float64Array(count),
    entry: 0,
    entered: 0,
    firstEntry: 0,
    isLatest: true,
    ...(finder.starts === undefined ? {} : { starts: finder.starts }),
    ...(finder.entries === undefined ? {} : { entries: new Int32Array(count) }),
    ...(spec.count === "attempts" ? { span: [0, 0] as Span } : {}),
  };
}

/** Where the rows of the time before a place begin to be of that of the place, at or after `least`. */
function groupStart(time: Float64Array, place: number, least: number): number {
  let start = Math.max(place, least);
  while (start > least && time[start - 1] === time[start]) start--;
  return start;
}

/** Where the rows of the time of the one before a place end, at or before `most`. */
function groupEnd(time: Float64Array, place: number, most: number): number {
  let end = Math.min(place, most);
  while (end < most && time[end] === time[end - 1]) end++;
  return end;
}
