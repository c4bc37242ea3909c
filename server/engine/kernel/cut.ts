/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { forEachActor } from "./group.ts";
import { firstTimed } from "./timeless.ts";
import { entryBit, type FunnelSpec, type RowValues, type TaggedRows } from "./rows.ts";

/** Rows that are copied before what is asked of them is computed. */
const BATCH = 1 << 20;

export interface CutOptions {
  readonly batch?: number;
  readonly keepsLater?: boolean;
}

/**
 * Cuts rows into spans of time, as if `during` were each of them: of a span there is every actor with a
 * row in it that may be an entry, with the rows from the span's start on; those behind its end may be no
 * entry, and those that no entry's window reaches are left out. (Inverted funnels are read back: there it
 * is the rows from a window before the start.) An actor who enters in several spans is copied for each, as
 * an actor of its own.
 *
 * `bounds`: ascending microseconds; span i goes from `bounds[i]` to `bounds[i + 1]`, excluded. `visit`
 * gets the copies batch by batch, all of an actor's in one, with the span as the only split.
 * `keepsLater`: what comes behind the window of every entry counts for something, too.
 */
export function forEachCut(
  rows: TaggedRows,
  spec: FunnelSpec,
  bounds: ArrayLike<number>,
  visit: (rows: TaggedRows) => void,
  { batch = BATCH, keepsLater = false }: CutOptions = {},
): void {
  const bit = entryBit(spec);
  const reach = spec.window ?? Infinity;
  const copy = createCopy();
  forEachActor(rows, ({ time, stages, row }, start, end) => {
    const timed = firstTimed(time, start, end);
    let span = 0;
    for (let p = timed; p < end;) {
      const isEntry = (stages[p]! & bit) !== 0;
      if (isEntry) span = spanOf(time[p]!, bounds, span);
      if (!isEntry || span < 0) {
        span = Math.max(span, 0);
        p++;
        continue;
      }
      const from = bounds[span]!;
      const to = bounds[span + 1]!;
      const early = spec.inverted ? from - reach : from;
      const late = keepsLater ? Infinity : spec.inverted ? to : to + reach;
      // What has no time fits into each, but is no entry of any.
      for (let q = start; q < timed; q++) copy.put(row[q]!, time[q]!, stages[q]! & ~bit, span);
      let first = p;
      while (first > timed && time[first - 1]! >= early) first--;
      for (let q = first; q < end && time[q]! < late; q++) {
        const t = time[q]!;
        copy.put(row[q]!, t, t >= from && t < to ? stages[q]! : stages[q]! & ~bit, span);
      }
      copy.next();
      while (p < end && time[p]! < to) p++;
    }
    if (copy.length() < batch) return;
    visit(copy.take(rows));
  });
  if (copy.length() > 0) visit(copy.take(rows));
}

/** The span that a time lies in; -1 outside of all. None before `from`. */
function spanOf(time: number, bounds: ArrayLike<number>, from: number): number {
  let low = from;
  let high = bounds.length - 1;
  if (high < 1 || time < bounds[low]! || time >= bounds[high]!) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (time < bounds[middle]!) high = middle;
    else low = middle;
  }
  return low;
}

/** Rows picked one by one. */
function createCopy() {
  let row = new Int32Array(1024);
  let time = new Float64Array(1024);
  let stages = new Int32Array(1024);
  let actor = new Int32Array(1024);
  let span = new Int32Array(1024);
  let length = 0;
  let actors = 0;

  const grow = (): void => {
    const wider = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(2 * from.length);
      to.set(from);
      return to;
    };
    const times = new Float64Array(2 * time.length);
    times.set(time);
    time = times;
    row = wider(row);
    stages = wider(stages);
    actor = wider(actor);
    span = wider(span);
  };
  return {
    length: () => length,
    put(itsRow: number, itsTime: number, itsStages: number, itsSpan: number): void {
      if (length === row.length) grow();
      row[length] = itsRow;
      time[length] = itsTime;
      stages[length] = itsStages;
      actor[length] = actors;
      span[length] = itsSpan;
      length++;
    },
    /** What follows is another actor's. */
    next: (): void => void actors++,
    /** Empties it. What it gives is overwritten by what is put in afterwards. */
    take(from: TaggedRows): TaggedRows {
      const picked = row.subarray(0, length);
      const taken = {
        ...gather(from, picked),
        length,
        actor: actor.subarray(0, length),
        actors,
        time: time.subarray(0, length),
        stages: stages.subarray(0, length),
        splits: [span.subarray(0, length)],
      };
      length = 0;
      actors = 0;
      return taken;
    },
  };
}

/** What a row has beside its own time, actor and stages, and beside the span that it is cut to. */
type Copied = Omit<TaggedRows, "length" | "actor" | "actors" | "time" | "stages" | "splits">;

function gather(from: TaggedRows, picked: Int32Array): Copied {
  const copy = <T extends RowValues>(column: T, to: T): T => {
    for (let i = 0; i < picked.length; i++) to[i] = column[picked[i]!]!;
    return to;
  };
  const pick = (column: Int32Array): Int32Array => copy(column, new Int32Array(picked.length));
  const pickValues = (column: RowValues): RowValues =>
    column instanceof Int32Array ? pick(column) : copy(column, new Float64Array(picked.length));
  const { marks, same, values, session, sessionIsOpen, timeless } = from;
  const copied: { readonly [K in keyof Required<Copied>]: Copied[K] | undefined } = {
    marks: marks && pick(marks),
    same: same?.map(pick),
    values: values?.map(pickValues),
    session: session && pick(session),
    sessionIsOpen: sessionIsOpen && pick(sessionIsOpen),
    timeless,
  };
  const present = Object.entries(copied).filter(([, column]) => column !== undefined);
  return Object.fromEntries(present);
}
