/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { gradeOf, type Grades } from "../kernel/score/judge.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { isoTime, isoTimeOrNull } from "../plan/time.ts";
import type { PeoplePage, Person } from "../result.ts";
import { actorNames } from "./actor-names.ts";
import { type OrderKey, orderBy } from "./people-order.ts";
import type { PeopleOrder } from "./runner.ts";
import type { Scanned } from "./scan.ts";
import type { Scored } from "./studies/score.ts";

/**
 * All who entered, the highest score first, those without one last; equal ones by the time of their
 * entries, then by their names as text.
 */
export function scorePages(
  { entrants, scores }: Scored,
  grades: Grades,
  { scans, timeless }: FunnelPlan,
  { actors }: Scanned,
  wanted?: PeopleOrder,
): (offset: number, limit: number) => PeoplePage {
  const name = actorNames(actors, scans);
  const { length, actor, entered, reached } = entrants;
  const rank = (place: number): number =>
    Number.isNaN(scores[place]) ? -Infinity : scores[place]!;
  const compareNames = (a: number, b: number): number => {
    const [left, right] = [name(actor[a]!), name(actor[b]!)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const all = Uint32Array.from({ length }, (_, place) => place);
  all.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    if (left !== right) return left < right ? 1 : -1;
    return entered[a]! - entered[b]! || compareNames(a, b);
  });

  const keyOf = (by: PeopleOrder["by"]): OrderKey => {
    switch (by) {
      case "actor":
        return { kind: "text", of: (place) => name(actor[place]!) };
      case "entered":
        return { kind: "number", of: (place) => entered[place]! };
      case "time":
        return { kind: "number", of: (place) => reached[place]! };
      case "seconds":
        return { kind: "number", of: (place) => reached[place]! - entered[place]! };
      default:
        return { kind: "number", of: (place) => scores[place]! };
    }
  };
  const order = wanted === undefined ? all : orderBy(all, keyOf(wanted.by), wanted);

  const personAt = (place: number): Person => {
    const score = scores[place]!;
    const isThere = !Number.isNaN(score);
    const time = reached[place]!;
    const isTimed = Number.isFinite(entered[place]);
    const isReached = !timeless && !Number.isNaN(time);
    const grade = isThere ? grades[gradeOf(score, grades)]?.name : undefined;
    return {
      actor: name(actor[place]!),
      entered: timeless ? null : isoTimeOrNull(entered[place]!),
      time: isReached ? isoTime(time) : null,
      seconds: isReached && isTimed ? (time - entered[place]!) / 1e6 : null,
      values: [],
      score: isThere ? Math.round(score * 1e4) / 1e4 : null,
      ...(grades.length === 0 ? {} : { grade: grade ?? null }),
    };
  };
  return (offset, limit) => ({
    total: length,
    offset,
    splits: [],
    people: Array.from(order.subarray(offset, offset + limit), personAt),
  });
}
