/** Attempts after whose last stage something else may have come: a column each. */
export interface Lost {
  readonly length: () => number;
  /** Codes. */
  readonly actor: () => Int32Array;
  /** Microseconds: of the row of the stage before. Only later rows count, */
  readonly after: () => Float64Array;
  /** and only before this time; absent: all. */
  readonly until: () => Float64Array | undefined;
  /** The stage that is missing; in order `any` the place behind the stages. */
  readonly stage: () => Int32Array;
  /** Time runs backwards: the times have the opposite sign, so that only rows before count. */
  readonly isBackward: boolean;
}

interface LostCollector {
  add(actor: number, after: number, stage: number, until: number): void;
  readonly found: Lost;
}

export function createLost(hasEnds: boolean, isBackward: boolean): LostCollector {
  const sign = isBackward ? -1 : 1;
  let length = 0;
  let actors = new Int32Array(1024);
  let times = new Float64Array(1024);
  let ends = new Float64Array(hasEnds ? 1024 : 0);
  let missing = new Int32Array(1024);

  return {
    add(actor, after, stage, until) {
      if (length === actors.length) {
        actors = widened(actors, new Int32Array(2 * length));
        times = widened(times, new Float64Array(2 * length));
        missing = widened(missing, new Int32Array(2 * length));
        if (hasEnds) ends = widened(ends, new Float64Array(2 * length));
      }
      actors[length] = actor;
      times[length] = sign * after;
      missing[length] = stage;
      if (hasEnds) ends[length] = sign * until;
      length++;
    },
    found: {
      isBackward,
      length: () => length,
      actor: () => actors.subarray(0, length),
      after: () => times.subarray(0, length),
      until: () => (hasEnds ? ends.subarray(0, length) : undefined),
      stage: () => missing.subarray(0, length),
    },
  };
}

function widened<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
