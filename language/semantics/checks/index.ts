import { available } from "./available.ts";
import { charts } from "./charts.ts";
import type { Check, CheckContext } from "./check.ts";
import { compare } from "./compare.ts";
import { connections } from "./connections.ts";
import { counts } from "./counts.ts";
import { dataFilled } from "./data-filled.ts";
import { dataPlans } from "./data-plans.ts";
import { dataSplits } from "./data-splits.ts";
import { dataTimes } from "./data-times.ts";
import { duplicateNames } from "./duplicate-names.ts";
import { durations } from "./durations.ts";
import { eventNames } from "./event-names.ts";
import { eventSources } from "./event-sources.ts";
import { exits } from "./exits.ts";
import { figureLimits } from "./figure-limits.ts";
import { firstStage } from "./first-stage.ts";
import { knownEvents } from "./known-events.ts";
import { knownWords } from "./known-words.ts";
import { letCycles } from "./let-cycles.ts";
import { mixedZones } from "./mixed-zones.ts";
import { modelStages } from "./model-stages.ts";
import { notes } from "./notes.ts";
import { options } from "./options.ts";
import { orders } from "./orders.ts";
import { periods } from "./periods.ts";
import { repeatedStages } from "./repeated-stages.ts";
import { repeatedStatements } from "./repeated-statements.ts";
import { same } from "./same.ts";
import { sessionWindow } from "./session-window.ts";
import { shapes } from "./shapes.ts";
import { sourceColumns } from "./source-columns.ts";
import { sourceParts } from "./source-parts.ts";
import { sourceValues } from "./source-values.ts";
import { splits } from "./splits.ts";
import { stageCount } from "./stage-count.ts";
import { studyEvents } from "./study-events.ts";
import { studyTimes } from "./study-times.ts";
import { tables } from "./tables.ts";
import { timeFormats } from "./time-columns.ts";
import { timeZones } from "./time-zones.ts";
import { timelessDuring } from "./timeless-during.ts";
import { totalsStages } from "./totals-stages.ts";
import { unusedSegments } from "./unused-segments.ts";
import { without } from "./without.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope } from "../scope.ts";

/**
 * Each looks at funnels one by one: at nothing of the scope but what funnels use, and never at other
 * funnels. What they find is remembered while the funnel doesn't change.
 */
const ofFunnels: readonly Check[] = [
  stageCount,
  firstStage,
  durations,
  periods,
  splits,
  knownEvents,
  charts,
  compare,
  eventSources,
  exits,
  notes,
  orders,
  repeatedStages,
  same,
  sessionWindow,
  timelessDuring,
  totalsStages,
  without,
  dataFilled,
  dataSplits,
  dataTimes,
];

/** Each looks at all of the text. */
const ofFile: readonly Check[] = [
  tables,
  sourceParts,
  shapes,
  sourceColumns,
  sourceValues,
  timeFormats,
  connections,
  counts,
  options,
  timeZones,
  letCycles,
  duplicateNames,
  repeatedStatements,
  knownWords,
  eventNames,
  mixedZones,
  modelStages,
  unusedSegments,
  dataPlans,
  figureLimits,
  studyEvents,
  studyTimes,
  available,
];

/** What a funnel does wrong by itself. */
export function runFunnelChecks(funnel: ResolvedFunnel, scope: Scope): void {
  for (const check of ofFunnels) check({ scope, funnels: [funnel], references: [] });
}

export function runChecks(context: CheckContext): void {
  for (const check of ofFile) check(context);
}
