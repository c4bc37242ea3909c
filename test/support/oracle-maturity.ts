import { allChoices, evaluate, reaches, type OracleFunnel, type OracleRow } from "./oracle.ts";

/** Who could still reach a stage, written down as slowly and obviously as the rest of the definition. */
export interface OracleMaturity {
  readonly immature: number;
  readonly mature: { readonly entered: number; readonly count: number };
  /** Null where no chosen attempt began a horizon ago. */
  readonly expected: number | null;
}

/** Null where the stage has no deadline. */
export function maturityOf(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  stage: number,
  asOf: number,
): OracleMaturity | null {
  const horizon = horizonOf(funnel, stage);
  if (horizon === Infinity) return null;
  const { attempts } = evaluate(log, funnel);

  const immature = attempts.filter(({ actor }) => {
    if (reaches(allChoices(log, actor, funnel), stage)) return false;
    const later = [asOf + 1, asOf + 2].flatMap((time) =>
      funnel.stages.flatMap((_, index) =>
        index === 0 || index > stage ? [] : [{ actor, time, stages: [index], values: [] }],
      ),
    );
    const own = log.filter((row) => row.actor === actor);
    return reaches(allChoices([...own, ...later], actor, funnel), stage);
  });

  const early = log.map((row) =>
    row.time <= asOf - horizon ? row : { ...row, stages: row.stages.filter((s) => s !== 0) },
  );
  const mature = evaluate(early, funnel);

  const followed = attempts.map(({ chosen }) => {
    const entry = log[chosen[0] ?? -1]?.time ?? NaN;
    const reached = log[chosen[stage] ?? -1];
    return reached === undefined
      ? { time: Math.min(horizon, asOf - entry), event: false, age: asOf - entry }
      : { time: reached.time - entry, event: true, age: asOf - entry };
  });
  return {
    immature: immature.length,
    mature: { entered: mature.counts[0] ?? 0, count: mature.counts[stage] ?? 0 },
    expected: followed.some(({ age }) => age >= horizon) ? kaplanMeierOf(followed) : null,
  };
}

function horizonOf({ stages, window = Infinity }: OracleFunnel, stage: number): number {
  const steps = stages.slice(1, stage + 1).filter(({ optional }) => !optional);
  return Math.min(
    window,
    steps.reduce((sum, { within = Infinity }) => sum + within, 0),
  );
}

function kaplanMeierOf(followed: readonly { time: number; event: boolean }[]): number {
  let staying = 1;
  for (const time of new Set(followed.map((each) => each.time).sort((a, b) => a - b))) {
    const atRisk = followed.filter((each) => each.time >= time).length;
    const events = followed.filter((each) => each.event && each.time === time).length;
    staying *= 1 - events / atRisk;
  }
  return 1 - staying;
}
