import { exitOf } from "./oracle-exits.ts";
import { immatureFor } from "./oracle-maturity.ts";
import {
  allChoices,
  evaluate,
  reaches,
  type Choice,
  type OracleFunnel,
  type OracleRow,
} from "./oracle.ts";
import { furthestAttempt } from "./oracle-furthest.ts";

/** Why one attempt stopped, by the definition, each rule being lifted literally. */
export interface OracleReason {
  readonly actor: number;
  /** Its entry's row. */
  readonly entry: number;
  /** The required stage that it stopped before. */
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

/** By attempt. Without `asOf` nobody is open. */
export function reasonsOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  asOf?: number,
): OracleReason[] {
  const { attempts } = evaluate(log, funnel);
  const timeOf = (index: number | null | undefined): number => log[index ?? -1]?.time ?? Number.NaN;
  return attempts.flatMap(({ actor, chosen }) => {
    const stages = [...funnel.stages.keys()].filter((s) => !funnel.stages[s]?.optional);
    const stage = stages.find((s) => chosen[s] === null);
    if (stage === undefined) return [];
    // An attempt is judged by the rows from its entry to the next one's.
    const entered = timeOf(chosen[0]);
    const later = attempts
      .filter((other) => other.actor === actor && timeOf(other.chosen[0]) > entered)
      .map((other) => timeOf(other.chosen[0]));
    const next = Math.min(...later);
    const isOwn = ({ time }: OracleRow): boolean =>
      funnel.count !== "attempts" || (time >= entered && time < next);
    const own = log.map((row) => (row.actor === actor && isOwn(row) ? row : { ...row, actor: -1 }));
    const reason = reasonOf(own, actor, chosen, stage, funnel, asOf);
    return [{ actor, entry: chosen[0] ?? -1, stage, reason }];
  });
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
    return alone.order === "furthest"
      ? (furthestAttempt(log, actor, alone)?.chosen[stage] ?? null) !== null
      : reaches(allChoices(log, actor, alone), stage);
  };
  for (const [name, lift] of RULES) if (gets(lift(funnel))) return name;
  if (gets(RULES.reduce((lifted, [, lift]) => lift(lifted), funnel))) return "several";
  const last =
    log[
      chosen.findLast((row, s) => s < stage && row !== null && !funnel.stages[s]?.optional) ?? -1
    ];
  const own = log.filter((row) => row.actor === actor);
  const isOfStage = ({ stages }: OracleRow): boolean =>
    funnel.order === "furthest" ? stages.some((s) => s >= stage) : stages.includes(stage);
  if (own.some((row) => isOfStage(row) && row.time < (last?.time ?? 0))) return "before";
  return "later";
}
