import type { FunnelModel } from "../../../language/index.ts";
import type { LedgerFigures } from "../kernel/figures.ts";
import { RULES } from "../kernel/ledger/rules.ts";
import type { FunnelResult, LedgerResult, StageResult } from "../result.ts";

/** Actors at one stage after whose last stage something came later: by the event that came next. */
export interface NextEvent {
  /** In order `any` the place behind the stages. */
  readonly stage: number;
  readonly event: string;
  readonly count: number;
}

/** How many events of `other` are named. */
const NAMED = 3;

/** A ledger in which it isn't known yet whether anything came later. */
export function ledgerResult(
  { exits, reasons }: LedgerFigures,
  models: FunnelModel["exits"],
): LedgerResult {
  const { open = 0, several, before, later = 0 } = reasons;
  return {
    // Unlike an assignment, this also takes an exit that is called `__proto__`.
    exit: Object.fromEntries(
      models.flatMap(({ name }, index) => {
        const count = exits[index] ?? 0;
        return count === 0 ? [] : [[name, count]];
      }),
    ),
    open,
    ...Object.fromEntries(
      RULES.flatMap((rule) => (reasons[rule] === undefined ? [] : [[rule, reasons[rule]]])),
    ),
    ...(several === undefined ? {} : { several }),
    ...(before === undefined ? {} : { before }),
    rest: later,
  };
}

/** The result with `rest` told apart. Of equally common events the first by name comes first. */
export function withNextEvents(result: FunnelResult, next: readonly NextEvent[]): FunnelResult {
  const { stages, positions } = result;
  const told = <Step extends Pick<StageResult, "ledger">>(step: Step, place: number): Step =>
    step.ledger === undefined ? step : { ...step, ledger: withEvents(step.ledger, next, place) };
  return {
    ...result,
    stages: stages.map(told),
    ...(positions === undefined
      ? {}
      : { positions: positions.map((step, index) => told(step, stages.length + index)) }),
  };
}

function withEvents(
  { rest = 0, ...known }: LedgerResult,
  next: readonly NextEvent[],
  place: number,
): LedgerResult {
  const events = next
    .filter((each) => each.stage === place)
    .map(({ event, count }) => ({ event, count }))
    .sort((a, b) => b.count - a.count || (a.event < b.event ? -1 : 1));
  const other = events.reduce((sum, { count }) => sum + count, 0);
  return {
    ...known,
    ...(other === 0 ? {} : { other, other_events: events.slice(0, NAMED) }),
    nothing: rest - other,
  };
}
