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
import { firstStage } from "./first-stage.ts";
import { knownEvents } from "./known-events.ts";
import { knownWords } from "./known-words.ts";
import { letCycles } from "./let-cycles.ts";
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
import { tables } from "./tables.ts";
import { timeFormats } from "./time-columns.ts";
import { timeZones } from "./time-zones.ts";
import { totalsStages } from "./totals-stages.ts";
import { unusedSegments } from "./unused-segments.ts";
import { without } from "./without.ts";

const checks: readonly Check[] = [
  tables,
  sourceParts,
  shapes,
  sourceColumns,
  sourceValues,
  timeFormats,
  connections,
  options,
  timeZones,
  letCycles,
  duplicateNames,
  repeatedStatements,
  knownWords,
  stageCount,
  firstStage,
  durations,
  periods,
  splits,
  knownEvents,
  charts,
  compare,
  counts,
  eventNames,
  eventSources,
  exits,
  modelStages,
  notes,
  orders,
  repeatedStages,
  same,
  sessionWindow,
  totalsStages,
  unusedSegments,
  without,
  dataFilled,
  dataPlans,
  dataSplits,
  dataTimes,
  available,
];

export function runChecks(context: CheckContext): void {
  for (const check of checks) check(context);
}
