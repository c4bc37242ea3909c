/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { TaggedRows } from "./rows.ts";

/** The rows of the actors whose byte in `isWanted` isn't 0, in their order; codes stay what they are. */
export function pickRows(rows: TaggedRows, isWanted: Uint8Array): TaggedRows {
  const kept = new Int32Array(rows.length);
  let length = 0;
  for (let row = 0; row < rows.length; row++) {
    if (isWanted[rows.actor[row]!] !== 0) kept[length++] = row;
  }
  const places = kept.subarray(0, length);
  const integers = (column: Int32Array): Int32Array => places.map((row) => column[row]!);
  const doubles = (column: Float64Array): Float64Array =>
    Float64Array.from(places, (row) => column[row]!);
  const { marks, same, values, session, sessionIsOpen, timeless } = rows;
  return {
    length,
    actors: rows.actors,
    actor: integers(rows.actor),
    time: doubles(rows.time),
    stages: integers(rows.stages),
    splits: rows.splits.map(integers),
    ...(marks === undefined ? {} : { marks: integers(marks) }),
    ...(same === undefined ? {} : { same: same.map(integers) }),
    ...(values === undefined
      ? {}
      : {
          values: values.map((each) =>
            each instanceof Int32Array ? integers(each) : doubles(each),
          ),
        }),
    ...(timeless === undefined ? {} : { timeless }),
    ...(session === undefined ? {} : { session: integers(session) }),
    ...(sessionIsOpen === undefined ? {} : { sessionIsOpen: integers(sessionIsOpen) }),
  };
}
