import { exitOf } from "./oracle-exits.ts";
import { immatureFor } from "./oracle-maturity.ts";
import { anyAttempt } from "./oracle-any.ts";
import { twoStages } from "./oracle-independent.ts";
import { invertedReach } from "./oracle-inverted.ts";
import {
  allChoices,
  allTaken,
  chosenOf,
  evaluate,
  type OracleAttempt,
  reaches,
  type Choice,
  type OracleFunnel,
  type OracleRow,
} from "./oracle.ts";
import { furthestAttempt } from "./oracle-furthest.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

/** Why one attempt stopped, by the definition, each rule being lifted literally. */
export interface OracleReason {
  readonly actor: number;
  /** Its entry's row. */
  readonly entry: number;
  /** The required stage that it stopped before; in order `any` the place behind the stages. */
  readonly stage: number;
  /** `exit 0`, or the name of the reason. */
  readonly reason: string;
}

const RULES: readonly (readonly [string, (funnel: OracleFunnel) => OracleFunnel])[] = [
  ["without", lacking("without")],
  ["late", lacking("window")],
  ["within", ofStages(lacking("within"))],
  ["after", ofStages(lacking("after"))],
  ["same", lacking("same")],
  ["at_least", ofStages(lacking("atLeast"))],
  ["strict", (funnel) => (funnel.order === "strict" ? { ...funnel, order: "sequential" } : funnel)],
];

function lacking(rule: string) {
  return <Ruled extends object>(ruled: Ruled): Ruled =>
    Object.fromEntries(Object.entries(ruled).filter(([key]) => key !== rule)) as Ruled;
}

function ofStages(
  change: (stage: OracleFunnel["stages"][number]) => OracleFunnel["stages"][number],
) {
  return (funnel: OracleFunnel): OracleFunnel => ({
    ...funnel,
    stages: funnel.stages.map(change),
  });
}

/** By attempt and what it stopped before. Without `asOf` nobody is open. */
export function reasonsOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  asOf?: number,
): OracleReason[] {
  const { attempts } = evaluate(log, funnel);
  return attempts.flatMap((attempt): OracleReason[] => {
    const { actor, chosen, starts } = attempt;
    const entry = entryOf(log, funnel, attempt);
    const own = turnOf(log, funnel, attempts, attempt);
    const required = [...funnel.stages.keys()].filter((s) => !funnel.stages[s]?.optional);
    const missing = required.filter((s) => chosen[s] === null);
    const told = (stage: number, reason: string): OracleReason => ({ actor, entry, stage, reason });
    const [first] = funnel.inverted ? missing.toReversed() : missing;
    if (first === undefined) return [];
    if (funnel.order === "any") {
      const place = 2 * funnel.stages.length - missing.length;
      return [told(place, reasonOf(own, actor, chosen, first, funnel, asOf))];
    }
    if (funnel.order !== "independent") {
      return [told(first, reasonOf(own, actor, chosen, first, funnel, asOf))];
    }
    // Each is the second of two stages, whose entry is its own; of several attempts the attempt's.
    return missing.map((stage) => {
      const two = twoStages(own, funnel, stage);
      const [alone = null] =
        chosenOf(allChoices(two.log, actor, two.funnel), two.log, two.funnel) ?? [];
      const start = funnel.count === "attempts" ? (starts?.[0] ?? null) : alone;
      return told(stage, reasonOf(two.log, actor, [start, null], 1, two.funnel, asOf));
    });
  });
}

function entryOf(
  log: readonly OracleRow[],
  { order, inverted }: OracleFunnel,
  { chosen }: OracleAttempt,
): number {
  if (inverted) return chosen.at(-1) ?? -1;
  if (order !== "any") return chosen[0] ?? -1;
  const rows = chosen.flatMap((row) => row ?? []);
  const timeOf = (row: number): number => rankOfTime(log[row]?.time ?? Number.NaN);
  return rows.toSorted((a, b) => timeOf(a) - timeOf(b) || a - b)[0] ?? -1;
}

/** The rows that an attempt is judged by: those from its entry to the next one's. */
function turnOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  attempts: readonly OracleAttempt[],
  attempt: OracleAttempt,
): OracleRow[] {
  // Inverted, time runs backwards.
  const sign = funnel.inverted ? -1 : 1;
  const momentsOf = (rows: Choice): number[] =>
    rows
      .flatMap((row) => (row === null ? [] : (log[row]?.time ?? Number.NaN)))
      .filter(hasTime)
      .map((time) => sign * time);
  // Without a time at the entry with the first row that has one.
  const begin = (of: OracleAttempt): number => {
    const entries = momentsOf([entryOf(log, funnel, of), ...(of.starts ?? [])]);
    return Math.min(...(entries.length > 0 ? entries : momentsOf(of.chosen)));
  };
  const isChosen = attempts.find(({ actor }) => actor === attempt.actor) === attempt;
  const isNowhere = begin(attempt) === Infinity;
  const later = attempts
    .filter((other) => other.actor === attempt.actor && other !== attempt)
    .map(begin)
    .filter((moment) => isNowhere || moment > begin(attempt));
  const next = Math.min(...later);
  const isOwn = ({ time }: OracleRow): boolean =>
    funnel.count !== "attempts" ||
    // Rows without a time, which fit anywhere, are the chosen attempt's.
    (hasTime(time) ? (isNowhere || sign * time >= begin(attempt)) && sign * time < next : isChosen);
  return log.map((row) =>
    row.actor === attempt.actor && isOwn(row) ? row : { ...row, actor: -1 },
  );
}

function reasonOf(
  log: readonly OracleRow[],
  actor: number,
  chosen: Choice,
  stage: number,
  funnel: OracleFunnel,
  asOf: number | undefined,
): string {
  const exit = exitOf(log, actor, chosen, stage, funnel)?.exit;
  if (exit !== undefined) return `exit ${exit}`;
  if (asOf !== undefined && immatureFor(log, funnel, actor, stage, asOf)) return "open";
  const gets = (lifted: OracleFunnel): boolean => {
    const alone: OracleFunnel = { ...lifted, entry: "first", count: "actors" };
    if (alone.inverted) return invertedReach(log, actor, alone, stage, allTaken);
    if (alone.order === "any") {
      const served = (choice: Choice): number => choice.filter((row) => row !== null).length;
      return served(anyAttempt(log, actor, alone)?.chosen ?? []) > served(chosen);
    }
    if (alone.order !== "furthest") return reaches(allChoices(log, actor, alone), stage);
    // Other values have entries of their own, perhaps before these rows.
    const value = log[chosen[0] ?? -1]?.same;
    const isOwn = ({ same }: OracleRow): boolean =>
      funnel.count !== "attempts" || alone.same !== true || same === value;
    const own = log.map((row) => (isOwn(row) ? row : { ...row, actor: -1 }));
    return (furthestAttempt(own, actor, alone)?.chosen[stage] ?? null) !== null;
  };
  for (const [name, lift] of RULES) if (gets(lift(funnel))) return name;
  if (gets(RULES.reduce((lifted, [, lift]) => lift(lifted), funnel))) return "several";
  // Where order plays no part, nothing comes too early.
  if (funnel.order === "any") return "later";
  const isRead = (s: number): boolean => (funnel.inverted ? s > stage : s < stage);
  const reached = chosen.flatMap((row, s) =>
    isRead(s) && row !== null && !funnel.stages[s]?.optional ? (log[row]?.time ?? 0) : [],
  );
  const last = funnel.inverted ? reached[0] : reached.at(-1);
  if (last !== undefined && !hasTime(last)) return "later";
  const own = log.filter((row) => row.actor === actor && hasTime(row.time));
  const isOfStage = ({ stages }: OracleRow): boolean =>
    funnel.order === "furthest" ? stages.some((s) => s >= stage) : stages.includes(stage);
  const isBefore = ({ time }: OracleRow): boolean =>
    funnel.inverted ? time > (last ?? Infinity) : time < (last ?? -Infinity);
  if (own.some((row) => isOfStage(row) && isBefore(row))) return "before";
  return "later";
}
