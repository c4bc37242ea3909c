/**
 * The rows of one actor that a search looks at: from 0 to `length` (excluded), by time, equal times in
 * file order.
 */
export interface ActorRows {
  length: number;
  time: Float64Array;
  stages: Int32Array;
  /** Bit i: the row matches `without` i. */
  marks: Int32Array;
  /** Where the row stands among all of the actor's. */
  place: Int32Array;
}

export function createActorRows(): ActorRows {
  return { length: 0, ...columns(64) };
}

/** Makes room for so many rows; what was there is gone. */
export function reserve(rows: ActorRows, length: number): void {
  if (length > rows.time.length) Object.assign(rows, columns(2 * length));
}

function columns(capacity: number): Omit<ActorRows, "length"> {
  return {
    time: new Float64Array(capacity),
    stages: new Int32Array(capacity),
    marks: new Int32Array(capacity),
    place: new Int32Array(capacity),
  };
}
