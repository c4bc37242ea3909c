import { exitOf } from "./oracle-exits.ts";
import type { Choice, OracleFunnel, OracleRow } from "./oracle.ts";

/** Somebody who reached the first stage of a goal: how long they were seen, and what they did meanwhile. */
export interface Subject {
  readonly actor: number;
  /** When they were there. */
  readonly since: number;
  /** So long after it they converted, or were no longer seen. */
  readonly end: number;
  readonly converted: boolean;
  /** By event: how long after it they first did it. */
  readonly did: ReadonlyMap<string, number>;
}

/** Those who are followed from one stage to another, as the reference says it. The events are the first values. */
export function subjectsOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  choices: ReadonlyMap<number, Choice>,
  goal: { readonly from: number; readonly to: number },
  asOf: number,
): Subject[] {
  return [...choices].flatMap(([actor, chosen]): Subject[] => {
    const timeOf = (stage: number): number | undefined => log[chosen[stage] ?? -1]?.time;
    const since = timeOf(goal.from);
    if (since === undefined) return [];
    const then = timeOf(goal.to);
    if (then !== undefined && then < since) return [];
    const deadline = (timeOf(0) ?? since) + (funnel.window ?? Infinity);
    const goalOfAll = funnel.stages.findLastIndex(({ optional }) => !optional);
    const left =
      timeOf(goalOfAll) === undefined
        ? exitOf(log, actor, chosen, funnel.stages.length, funnel)?.time
        : undefined;
    const until = then ?? Math.max(since, Math.min(asOf, deadline, left ?? Infinity));
    const did = new Map<string, number>();
    for (const row of log) {
      const [event] = row.values;
      if (row.actor !== actor || event === null || event === undefined) continue;
      const isMeanwhile =
        row.time > since && (then === undefined ? row.time <= until : row.time < until);
      if (!isMeanwhile) continue;
      did.set(event, Math.min(did.get(event) ?? Infinity, row.time - since));
    }
    return [{ actor, since, end: until - since, converted: then !== undefined, did }];
  });
}

/** At the age of each conversion: with the signal who did and who didn't, then without it. */
export function tablesOf(
  subjects: readonly Subject[],
  onsetOf: (subject: Subject) => number | undefined,
): { withDid: number; withDidNot: number; withoutDid: number; withoutDidNot: number }[] {
  const ages = [...new Set(subjects.filter((s) => s.converted).map(({ end }) => end))];
  return ages.map((age) => {
    const seen = subjects.filter(({ end }) => end >= age);
    const count = (hasIt: boolean, did: boolean): number =>
      seen.filter((subject) => {
        const has = (onsetOf(subject) ?? Infinity) < age;
        return has === hasIt && (subject.converted && subject.end === age) === did;
      }).length;
    return {
      withDid: count(true, true),
      withDidNot: count(true, false),
      withoutDid: count(false, true),
      withoutDidNot: count(false, false),
    };
  });
}
