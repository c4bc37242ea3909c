import { available } from "./available.ts";
import type { Check, CheckContext } from "./check.ts";
import { connections } from "./connections.ts";
import { duplicateNames } from "./duplicate-names.ts";
import { durations } from "./durations.ts";
import { firstStage } from "./first-stage.ts";
import { knownEvents } from "./known-events.ts";
import { knownWords } from "./known-words.ts";
import { letCycles } from "./let-cycles.ts";
import { options } from "./options.ts";
import { periods } from "./periods.ts";
import { repeatedStatements } from "./repeated-statements.ts";
import { shapes } from "./shapes.ts";
import { sourceColumns } from "./source-columns.ts";
import { sourceParts } from "./source-parts.ts";
import { sourceValues } from "./source-values.ts";
import { splits } from "./splits.ts";
import { stageCount } from "./stage-count.ts";
import { tables } from "./tables.ts";
import { timeFormats } from "./time-columns.ts";
import { timeZones } from "./time-zones.ts";

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
  available,
];

export function runChecks(context: CheckContext): void {
  for (const check of checks) check(context);
}
