import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode, Expr } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { literalKey, literalNumber } from "./literals.ts";

/** What one column can still be after some conditions. */
interface Possible {
  /** Undefined: anything. */
  readonly values?: ReadonlySet<string>;
  readonly low: number;
  readonly high: number;
  /** The ends themselves are left out. */
  readonly isOpenLow: boolean;
  readonly isOpenHigh: boolean;
}

const anything: Possible = { low: -Infinity, high: Infinity, isOpenLow: false, isOpenHigh: false };

/** Conditions joined by `and` that no row fulfils together; said at the first that can't hold any more. */
export function checkContradictions(node: Expr | undefined, scope: Scope): void {
  const possible = new Map<string, Possible>();
  for (const test of conjuncts(node)) {
    const limit = limitOf(test);
    if (!limit) continue;
    const key = limit.column.path.map((name) => name.text).join("\0");
    const before = possible.get(key) ?? anything;
    const after = both(before, limit.possible);
    if (!isEmpty(before) && !isEmpty(limit.possible) && isEmpty(after)) {
      const column = limit.column.path.map((name) => name.text).join(".");
      scope.report(diagnose("FNL4031", { column }, test.span));
    }
    possible.set(key, after);
  }
}

/** The parts of a chain of `and`, from left to right. */
function conjuncts(node: Expr | undefined): readonly Expr[] {
  const parts: Expr[] = [];
  const open: (Expr | undefined)[] = [node];
  while (open.length > 0) {
    const next = open.pop();
    if (next?.kind === "group") open.push(next.inner);
    else if (next?.kind === "binary" && next.operator === "and") open.push(next.right, next.left);
    else if (next) parts.push(next);
  }
  return parts;
}

function limitOf(
  test: Expr,
): { readonly column: ColumnNode; readonly possible: Possible } | undefined {
  switch (test.kind) {
    case "binary": {
      const { left, right, operator } = test;
      if (left?.kind !== "column" || !right) return undefined;
      const possible = comparisonLimit(operator, right);
      return possible && { column: left, possible };
    }
    case "in-test": {
      if (test.negated || test.operand?.kind !== "column") return undefined;
      const keys = test.values.map((value) => literalKey(value)).filter((key) => key !== undefined);
      if (keys.length < test.values.length || keys.length === 0) return undefined;
      return { column: test.operand, possible: { ...anything, values: new Set(keys) } };
    }
    case "between-test": {
      const low = test.low && literalNumber(test.low);
      const high = test.high && literalNumber(test.high);
      if (test.negated || test.operand?.kind !== "column") return undefined;
      if (low === undefined || high === undefined) return undefined;
      return { column: test.operand, possible: { ...anything, low, high } };
    }
    default:
      return undefined;
  }
}

function comparisonLimit(operator: string, value: Expr): Possible | undefined {
  const number = literalNumber(value);
  if (operator === "=") {
    const key = literalKey(value);
    if (key === undefined) return undefined;
    const values = new Set([key]);
    return number === undefined
      ? { ...anything, values }
      : { ...anything, low: number, high: number };
  }
  if (number === undefined) return undefined;
  switch (operator) {
    case "<":
      return { ...anything, high: number, isOpenHigh: true };
    case "<=":
      return { ...anything, high: number };
    case ">":
      return { ...anything, low: number, isOpenLow: true };
    case ">=":
      return { ...anything, low: number };
    default:
      return undefined;
  }
}

function both(a: Possible, b: Possible): Possible {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  const { values: other } = b;
  const values =
    a.values && other
      ? new Set([...a.values].filter((value) => other.has(value)))
      : (a.values ?? other);
  return {
    low,
    high,
    isOpenLow: (a.low === low && a.isOpenLow) || (b.low === low && b.isOpenLow),
    isOpenHigh: (a.high === high && a.isOpenHigh) || (b.high === high && b.isOpenHigh),
    ...(values && { values }),
  };
}

function isEmpty({ values, low, high, isOpenLow, isOpenHigh }: Possible): boolean {
  if (values?.size === 0 || low > high) return true;
  return low === high && (isOpenLow || isOpenHigh);
}
