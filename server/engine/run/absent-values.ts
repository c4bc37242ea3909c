import type { RowExpr } from "../../../language/index.ts";
import {
  type FunnelPlan,
  joinOf,
  never,
  type ScanPlan,
  type ValuePlan,
  visitExpr,
} from "../plan/plan.ts";
import type { OpenTable } from "./table.ts";

/**
 * The plan without the values that a table can't have: a figure over the rows of a stage reads columns
 * of those sources alone that have the stage's event, and of an event it isn't known before where it
 * occurs. A column that no table has stays, to be reported.
 */
export function withoutAbsentValues(plan: FunnelPlan, tables: readonly OpenTable[]): FunnelPlan {
  if (plan.scans.every(({ values }) => values.length === 0)) return plan;
  const has = (value: ValuePlan, scan: ScanPlan, index: number): boolean =>
    isAsked(value) && columnsIn(value, scan).every((name) => hasColumn(tables[index], name));
  return {
    ...plan,
    scans: plan.scans.map((scan, index) => ({
      ...scan,
      values: scan.values.map((value, place) => {
        const isElsewhere = plan.scans.some((other, i) => {
          const same = other.values[place];
          return same !== undefined && has(same, other, i);
        });
        return has(value, scan, index) || !isElsewhere ? value : never(value);
      }),
    })),
  };
}

function isAsked({ stages, marks = 0 }: ValuePlan): boolean {
  return stages !== 0 || marks !== 0;
}

function columnsIn({ value, where }: ValuePlan, scan: ScanPlan): readonly string[] {
  const found: string[] = [];
  const look = (expr: RowExpr): void => {
    if (expr.kind !== "column") return;
    const [name] = expr.path;
    if (name !== undefined && joinOf(scan, expr.path) === undefined) found.push(name);
  };
  for (const expr of where === undefined ? [value] : [value, where]) visitExpr(expr, look);
  return found;
}

function hasColumn(table: OpenTable | undefined, wanted: string): boolean {
  return table?.columns.some(({ name }) => name === wanted) === true;
}
