import type { ValuePlan } from "../plan/plan.ts";
import { type RowScope, condition, splitText, typeOf, value } from "./expressions.ts";
import { type Fragment, all, any, name, number, sql } from "./fragment.ts";

/** The column of a value in the statement that reads rows. */
export function valueColumn(index: number): string {
  return `value_${index}`;
}

/** A value that is read beside rows, on those alone whose stages `m` or marks `x` ask for it. */
export function writeValue(plan: ValuePlan, index: number, scope: RowScope): Fragment {
  const { dialect } = scope;
  const ofStage = sql`${dialect.bitAnd(sql`m`, number(plan.stages))} <> 0`;
  const isAsked =
    plan.marks === undefined
      ? ofStage
      : any([ofStage, sql`${dialect.bitAnd(sql`x`, number(plan.marks))} <> 0`]);
  const when = plan.where === undefined ? isAsked : all([isAsked, condition(plan.where, scope)]);
  return sql`case when ${when} then ${readValue(plan, scope)} end as ${name(valueColumn(index))}`;
}

/** Numbers as doubles, durations in microseconds; conditions as 1 and 0; else text. */
export function readValue({ value: expr, as }: ValuePlan, scope: RowScope): Fragment {
  switch (as) {
    case "number": {
      const type = typeOf(expr) === "duration" ? "duration" : "number";
      return scope.dialect.toDouble(value(expr, type, scope));
    }
    case "boolean":
      return scope.dialect.toDouble(sql`case when ${condition(expr, scope)} then 1 else 0 end`);
    case "text":
      return splitText(expr, scope);
  }
}
