import type { ReportTable } from "../report-table.ts";
import type { Style } from "./style.ts";
import { drawTable } from "./table.ts";

/** The measures of all, then by group. */
export function drawMeasures(measures: readonly ReportTable[], style: Style): string[] {
  return measures.flatMap((table) => ["", ...drawTable(table, style)]);
}
