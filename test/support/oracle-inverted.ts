import type { Choice, OracleAttempt, OracleFunnel, OracleRow, Taken } from "./oracle.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

type AllTaken = (log: readonly OracleRow[], actor: number, funnel: OracleFunnel) => Taken[];

/**
 * The definition of an inverted funnel: a chain from a stage to the last one is a choice of rows of the
 * funnel that begins with that stage, all rows within the window before the last stage's.
 */
export function invertedAttempt(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
  allTaken: AllTaken,
): OracleAttempt | null {
  const { stages } = funnel;
  const last = stages.length - 1;
  const timeOf = (index: number | null | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  const all = stages.flatMap((_, from) => chainsFrom(log, actor, funnel, from, allTaken));
  const longest = Math.min(...all.map(startOf));
  const readBack = [...stages.keys()].reverse();
  const order = [
    ...readBack.filter((stage) => stages[stage]?.optional === false),
    ...readBack.filter((stage) => stages[stage]?.optional === true),
  ];
  const sign = funnel.entry === "last" ? -1 : 1;
  const moment = (way: number, index: number | null | undefined): number =>
    hasTime(timeOf(index)) ? way * timeOf(index) : rankOfTime(timeOf(index));
  const rankOf = (chain: Choice): number[] => [
    // The earliest anchor, with `entry last` the latest,
    moment(sign, chain[last]),
    // then the latest rows before it, read back, a row before none,
    ...order.map((stage) =>
      (chain[stage] ?? null) === null ? Infinity : moment(-1, chain[stage]),
    ),
    // equal times by file order.
    ...order.map((stage) => chain[stage] ?? Infinity),
  ];
  const [chosen] = all
    .filter((chain) => startOf(chain) === longest)
    .toSorted((a, b) => compare(rankOf(a), rankOf(b)));
  const [first] = chainsFrom(log, actor, funnel, last, allTaken)
    .map((chain) => chain[last] ?? -1)
    .toSorted((a, b) => moment(1, a) - moment(1, b) || a - b);
  if (chosen === undefined || first === undefined) return null;
  const anchor = timeOf(chosen[last]);
  const timed = chosen.map(timeOf).filter((time) => hasTime(time) && !Number.isNaN(time));
  /** Where an end has no time, it is between the rows that have one. */
  const spanOf = ([from, until]: [number, number]): [number, number] =>
    hasTime(from === -Infinity && goal === null ? 0 : from) && hasTime(until)
      ? [from, until]
      : [Math.min(...timed), Math.max(...timed)];
  const goal = chosen[0] ?? null;
  return {
    actor,
    chosen,
    values: log[first]?.values ?? [],
    span: spanOf([goal === null ? anchor - (funnel.window ?? Infinity) : timeOf(goal), anchor]),
  };
}

/** Whether any chain goes back to a required stage. */
export function invertedReach(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
  stage: number,
  allTaken: AllTaken,
): boolean {
  return chainsFrom(log, actor, funnel, stage, allTaken).length > 0;
}

const startOf = (chain: Choice): number => chain.findIndex((index) => index !== null);

function chainsFrom(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
  from: number,
  allTaken: AllTaken,
): Choice[] {
  const { window, inverted: _, count: __, entry: ___, ...rules } = funnel;
  const kept = (funnel.without ?? []).flatMap((without, mark) =>
    without.from >= from ? [{ without, mark }] : [],
  );
  const hasBase = (stage: number): boolean =>
    funnel.stages.findLastIndex(({ optional }, index) => index < stage && !optional) >= from;
  const shifted = log.map((row) => ({
    ...row,
    stages: row.stages.flatMap((stage) => (stage < from ? [] : [stage - from])),
    marks: kept.flatMap(({ mark }, index) => (row.marks?.includes(mark) === true ? [index] : [])),
  }));
  const rest: OracleFunnel = {
    ...rules,
    stages: funnel.stages.slice(from).map(({ within, after, ...stage }, index) => ({
      ...stage,
      ...(index === 0 ? { optional: false } : {}),
      // Without a required stage before there is nothing to come within a time of.
      ...(hasBase(from + index) && within !== undefined ? { within } : {}),
      ...(hasBase(from + index) && after !== undefined ? { after } : {}),
    })),
    without: kept.map(({ without }) => ({
      ...without,
      from: without.from - from,
      to: without.to - from,
    })),
  };
  const timeOf = (index: number | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  return allTaken(shifted, actor, rest).flatMap((taken): Choice[] => {
    if (taken.length < rest.stages.length) return [];
    const anchor = timeOf(taken.at(-1)?.at(-1));
    const isWithin = taken
      .flatMap((rows) => rows ?? [])
      .map(timeOf)
      .filter((time) => hasTime(time) && hasTime(anchor))
      .every((time) => anchor - time <= (window ?? Infinity));
    if (!isWithin) return [];
    const chain = taken.map((rows) => rows?.at(-1) ?? null);
    return [[...Array.from({ length: from }, () => null), ...chain]];
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}
