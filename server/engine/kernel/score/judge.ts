/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { ScoreResult } from "../../result.ts";
import { areaUnderCurve } from "../../statistics/auc.ts";
import { roundEnd, share, shareInterval } from "../shares.ts";

/** Highest first; the last one is the rest. */
export type Grades = readonly { readonly name: string; readonly least?: number }[];

export type Judgement = Pick<
  ScoreResult,
  "actors" | "converted" | "auc" | "no_better_than_chance" | "grades" | "deciles"
>;

const GROUPS = 10;

/**
 * How well scores tell those who converted from those who didn't. One score an actor; `converted` is 1
 * or 0. `predicted`: shares by which scores were learned.
 */
export function judge(
  scores: Float64Array,
  converted: Uint8Array,
  grades: Grades,
  predicted?: Float64Array,
): Judgement {
  const actors = scores.length;
  const positive = scores.filter((_, i) => converted[i] === 1);
  const negative = scores.filter((_, i) => converted[i] === 0);
  const all = positive.length;
  const curve = areaUnderCurve(positive, negative);
  const auc = curve && {
    value: roundEnd(curve.area),
    interval: [roundEnd(curve.interval[0]), roundEnd(curve.interval[1])] as const,
  };
  const counts = gradeCounts(scores, converted, grades);
  return {
    actors,
    converted: all,
    auc,
    no_better_than_chance:
      curve === null ? null : curve.interval[0] <= 0.5 && curve.interval[1] >= 0.5,
    grades: grades.map(({ name, least = null }, i) => {
      const own = counts[i]!;
      return {
        name,
        least,
        ...own,
        share: share(own.converted, own.actors),
        interval: shareInterval(own.converted, own.actors),
      };
    }),
    deciles: deciles(scores, converted, predicted),
  };
}

/** The place of the grade that a score gets; -1: there are none. */
export function gradeOf(score: number, grades: Grades): number {
  return grades.findIndex(({ least }) => least === undefined || score >= least);
}

function gradeCounts(
  scores: Float64Array,
  converted: Uint8Array,
  grades: Grades,
): readonly { actors: number; converted: number }[] {
  const counts = grades.map(() => ({ actors: 0, converted: 0 }));
  if (grades.length === 0) return counts;
  scores.forEach((score, i) => {
    const of = counts[gradeOf(score, grades)]!;
    of.actors++;
    of.converted += converted[i]!;
  });
  return counts;
}

/** Who has the same score stays in one group, so that groups may be fewer and of different sizes. */
function deciles(
  scores: Float64Array,
  converted: Uint8Array,
  predicted: Float64Array | undefined,
): ScoreResult["deciles"] {
  const order = Uint32Array.from(scores, (_, i) => i);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const { length } = order;
  const all = converted.reduce((sum, one) => sum + one, 0);
  const groups: ScoreResult["deciles"][number][] = [];
  let from = 0;
  for (let group = 1; group <= GROUPS && from < length; group++) {
    const wanted = Math.ceil((group * length) / GROUPS);
    if (wanted <= from) continue;
    const to = endNear(wanted, from, (at) => scores[order[at]!] === scores[order[at - 1]!], length);
    const part = order.subarray(from, to);
    const own = part.reduce((sum, i) => sum + converted[i]!, 0);
    groups.push({
      most: rounded(scores[part[0]!]!),
      least: rounded(scores[part.at(-1)!]!),
      actors: part.length,
      converted: own,
      share: share(own, part.length),
      lift: share(own * length, all * part.length),
      ...(predicted === undefined
        ? {}
        : { predicted: roundEnd(part.reduce((sum, i) => sum + predicted[i]!, 0) / part.length) }),
    });
    from = to;
  }
  return groups;
}

/** The place nearest to the one that is wanted, behind `from`, at which no two equal ones are torn apart. */
function endNear(
  wanted: number,
  from: number,
  isTied: (at: number) => boolean,
  length: number,
): number {
  let before = wanted;
  while (before > from && before < length && isTied(before)) before--;
  let after = wanted;
  while (after < length && isTied(after)) after++;
  return before > from && wanted - before <= after - wanted ? before : after;
}

function rounded(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}
