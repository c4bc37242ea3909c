import { type Rule, either } from "../expected.ts";
import { funnelHeader, funnelStatement } from "./funnels.ts";
import {
  connectionHeader,
  connectionStatement,
  importDeclaration,
  option,
  paramDeclaration,
  rowStages,
  segmentDeclaration,
  sourceHeader,
  sourceStatement,
  totals,
} from "./sources.ts";
import {
  driversStatement,
  experimentStatement,
  retentionStatement,
  scenarioStatement,
  scoreStatement,
  studyHeaders,
} from "./studies.ts";

/** Whose statements stand at a place. */
export type BlockKind =
  | "file"
  | "connection"
  | "source"
  | "options"
  | "stages"
  | "totals"
  | "funnel"
  | "retention"
  | "experiment"
  | "drivers"
  | "score"
  | "scenario";

/** Those that begin with words; the others are lists. */
export type StatementBlock = Exclude<BlockKind, "stages" | "totals">;

/** The statements of each block, as far as completion and hovers need them. */
export const statementRules: Readonly<Record<BlockKind, Rule>> = {
  file: either(
    importDeclaration,
    connectionHeader,
    paramDeclaration,
    sourceHeader,
    segmentDeclaration,
    funnelHeader,
    studyHeaders,
  ),
  connection: connectionStatement,
  source: sourceStatement,
  options: option,
  stages: rowStages,
  totals,
  funnel: funnelStatement,
  retention: retentionStatement,
  experiment: experimentStatement,
  drivers: driversStatement,
  score: scoreStatement,
  scenario: scenarioStatement,
};
