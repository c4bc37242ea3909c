import type { Expr } from "../../syntax/ast.ts";
import type { RowExpr, ValueType } from "../model.ts";
import type { Scope, SourceEntry } from "../scope.ts";

/** What an expression over rows is resolved in. */
export interface RowEnvironment {
  readonly scope: Scope;
  /** The sources whose rows it is over; a column must be in each of them. */
  readonly sources: readonly SourceEntry[];
  /** The `let`s being resolved, to notice one that needs itself. */
  readonly resolving: readonly string[];
  /** Resolves the parts of an expression; comes with the environment, since expressions nest. */
  readonly resolve: (node: Expr | undefined, environment: RowEnvironment) => Typed | undefined;
}

/** A resolved expression. Undefined stands for a hole or for what has been reported already. */
export interface Typed {
  readonly expr: RowExpr;
  readonly type: ValueType;
}

export function isNumeric(type: ValueType): boolean {
  return type === "number" || type === "share";
}

/** Types that take on whatever the other side is. */
export function isOpen(type: ValueType): boolean {
  return type === "unknown" || type === "json";
}

/** Whether a value of one type can be read as another. */
export function fits(found: ValueType, wanted: ValueType): boolean {
  return isOpen(found) || found === wanted || (isNumeric(found) && isNumeric(wanted));
}

/** What both of two values can be read as; undefined where nothing is common. */
export function common(a: ValueType, b: ValueType): ValueType | undefined {
  if (isOpen(a)) return isOpen(b) ? "unknown" : b;
  if (isOpen(b)) return a;
  if (isNumeric(a) && isNumeric(b)) return a === b ? a : "number";
  return a === b ? a : undefined;
}

export function truth(expr: RowExpr): Typed {
  return { expr, type: "boolean" };
}
