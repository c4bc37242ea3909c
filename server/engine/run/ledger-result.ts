import type { FunnelModel } from "../../../language/index.ts";
import type { LedgerFigures } from "../kernel/figures.ts";
import { RULES } from "../kernel/ledger/rules.ts";
import type { FunnelResult, LedgerResult, StageResult } from "../result.ts";

/** Actors at one stage after whose last stage something came later: by the event that came next. */
export interface NextEvent {
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
  const stages = result.stages.map((stage, index): StageResult => {
    if (stage.ledger === undefined) return stage;
    const events = next
      .filter((each) => each.stage === index)
      .map(({ event, count }) => ({ event, count }))
      .sort((a, b) => b.count - a.count || (a.event < b.event ? -1 : 1));
    const other = events.reduce((sum, { count }) => sum + count, 0);
    const { rest = 0, ...known } = stage.ledger;
    const ledger: LedgerResult = {
      ...known,
      ...(other === 0 ? {} : { other, other_events: events.slice(0, NAMED) }),
      nothing: rest - other,
    };
    return { ...stage, ledger };
  });
  return { ...result, stages };
}
