import type { FunnelSpec } from "../kernel/rows.ts";
import type { ComputableFunnel } from "../plan/computable.ts";

/**
 * What the kernel is told of a funnel: stages by index, nothing of names and events. Rows that are
 * `timeless` satisfy every limit.
 */
export function funnelSpec(funnel: ComputableFunnel, timeless: boolean): FunnelSpec {
  const indexOf = (name: string): number => funnel.stages.findIndex((stage) => stage.name === name);
  return {
    stages: funnel.stages.map(({ optional, within, after, atLeast }) => ({
      optional,
      ...(within === undefined ? {} : { within }),
      ...(after === undefined || timeless ? {} : { after }),
      ...(atLeast === undefined ? {} : { atLeast }),
    })),
    ...(typeof funnel.window === "number" ? { window: funnel.window } : {}),
    ...(funnel.window === "session" ? { inSession: true } : {}),
    order: funnel.order,
    ...(funnel.model === "inverted" ? { inverted: true } : {}),
    entry: funnel.entry,
    count: funnel.count,
    without: funnel.without.map(({ from, to, dropActor }) => ({
      from: indexOf(from),
      to: indexOf(to),
      dropActor,
    })),
    ...(funnel.exits.length === 0 ? {} : { exits: funnel.exits.length }),
  };
}
