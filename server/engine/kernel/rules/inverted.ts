/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec } from "../rows.ts";
import { createActorRows, reserve, type ActorRows } from "./actor-rows.ts";
import { type Chooser, createChooser } from "./choose.ts";
import { layOutMirrored } from "./layout.ts";
import { comesBefore, type Candidate } from "./rank.ts";
import { createStrictChooser } from "./strict.ts";

/**
 * A funnel read from its last stage back. Read in a mirror, the rows from the latest to the earliest and
 * the stages from the last to the first, it is a funnel from the first stage on: the latest row before
 * is the earliest one after, and "at most the window before the anchor" is the window. So the finders of
 * the other orders do it, with the limits of steps told the other way round.
 *
 * Only which anchor is chosen differs: the earliest with which the chain gets as long as it can. That is
 * the last row of the fewest rows, from the first on, in which a chain of that length is found.
 */
export function createInvertedChooser(spec: FunnelSpec): Chooser {
  const last = spec.stages.length - 1;
  const mirrored = mirror(spec);
  const create = (of: FunnelSpec): Chooser =>
    spec.order === "strict"
      ? createStrictChooser(of, layOutMirrored(of))
      : createChooser(of, layOutMirrored(of));
  const chooser = create(mirrored);
  const anchors = create({ ...mirrored, stages: mirrored.stages.slice(0, 1), without: [] });
  const chosen = new Int32Array(last + 1);
  const view = createActorRows();
  /** By row of the view: its place among the rows as they are. */
  let origin = new Int32Array(64);
  let firstEntry = -1;

  /** The rows before `end` from the latest to the earliest, those of one time in the order of the file. */
  function look(rows: ActorRows, end: number): ActorRows {
    reserve(view, end);
    if (end > origin.length) origin = new Int32Array(2 * end);
    view.length = 0;
    for (let to = end; to > 0;) {
      let from = to - 1;
      while (from > 0 && rows.time[from - 1] === rows.time[to - 1]) from--;
      for (let p = from; p < to; p++) {
        const at = view.length++;
        view.time[at] = -rows.time[p]!;
        view.stages[at] = reversed(rows.stages[p]!, last);
        view.marks[at] = rows.marks[p]!;
        view.place[at] = at;
        origin[at] = p;
      }
      to = from;
    }
    return view;
  }

  /** The fewest rows from the first on, with all of a time, that reach a stage of the mirror. */
  function fewest(rows: ActorRows, ends: readonly number[], depth: number, by = chooser): number {
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (by.reaches(look(rows, ends[middle]!), depth, 0)) high = middle;
      else low = middle + 1;
    }
    return ends[low]!;
  }

  function anchorEnds({ stages, time, length }: ActorRows): number[] {
    const ends: number[] = [];
    let isAnchor = false;
    for (let p = 0; p < length; p++) {
      isAnchor ||= (stages[p]! & (1 << last)) !== 0;
      if (p + 1 < length && time[p + 1] === time[p]) continue;
      if (isAnchor) ends.push(p + 1);
      isAnchor = false;
    }
    return ends;
  }

  return {
    chosen,
    firstEntry: () => firstEntry,
    choose(rows, entry) {
      firstEntry = -1;
      const depth = chooser.choose(look(rows, rows.length), "first");
      if (depth < 0) return -1;
      const ends = anchorEnds(rows);
      anchors.choose(look(rows, fewest(rows, ends, 0, anchors)), "first");
      firstEntry = origin[anchors.chosen[0]!]!;
      chooser.choose(
        look(rows, entry === "last" ? rows.length : fewest(rows, ends, depth)),
        "first",
      );
      for (let stage = 0; stage <= last; stage++) {
        const at = chooser.chosen[last - stage]!;
        chosen[stage] = at < 0 ? -1 : origin[at]!;
      }
      return last;
    },
    reaches: (rows, stage, lifted) =>
      chooser.reaches(look(rows, rows.length), last - stage, lifted),
    isBefore: (a, b, entry) =>
      comesBefore(
        mirrorCandidate(a),
        mirrorCandidate(b),
        mirrored,
        entry === "first" ? "last" : "first",
      ),
  };
}

function mirror({ stages, window, without = [] }: FunnelSpec): FunnelSpec {
  const last = stages.length - 1;
  return {
    stages: stages.toReversed(),
    ...(window === undefined ? {} : { window }),
    without: without.map(({ from, to, dropActor }) => ({
      from: last - to,
      to: last - from,
      dropActor,
    })),
  };
}

function mirrorCandidate({ places, times }: Candidate): Candidate {
  const mirrored = places.toReversed();
  return {
    depth: mirrored.findLastIndex((place) => place >= 0),
    places: mirrored,
    times: times.toReversed().map((time) => (time === Infinity ? time : -time)),
  };
}

function reversed(stages: number, last: number): number {
  let bits = 0;
  for (let stage = 0; stage <= last; stage++) {
    if ((stages & (1 << stage)) !== 0) bits |= 1 << (last - stage);
  }
  return bits;
}
