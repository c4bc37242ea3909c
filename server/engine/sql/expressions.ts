import {
  bandLabels,
  type ColumnPath,
  limitDigits,
  type RowExpr,
  type ValueType,
} from "../../../language/index.ts";
import type { Dialect } from "./dialect.ts";
import { type Fragment, list, number, sql, text } from "./fragment.ts";

/** What an expression is written in: the columns of one source's rows. */
export interface RowScope {
  readonly dialect: Dialect;
  readonly zone: string;
  /** Microseconds; null: there is no readable row. */
  readonly asOf: number | null;
  /** A column's value read as a type. `exact`: more digits than a double has. */
  column(path: ColumnPath, as: ValueType, exact: boolean): Fragment;
  readonly fileName: Fragment;
}

/**
 * A condition to filter by: true, or else false or missing. Cheaper than {@link exactCondition}, and
 * the engine can push parts of it down into the scan.
 */
export function condition(expr: RowExpr, scope: RowScope): Fragment {
  switch (expr.kind) {
    case "boolean":
      return expr.value ? sql`true` : sql`false`;
    case "not":
      return opposite(condition(expr.operand, scope));
    case "logic": {
      const left = condition(expr.left, scope);
      const right = condition(expr.right, scope);
      return expr.operator === "and"
        ? sql`((${left}) and (${right}))`
        : sql`((${left}) or (${right}))`;
    }
    case "comparison": {
      const exact = isLong(expr.left) || isLong(expr.right);
      const left = value(expr.left, expr.as, scope, exact);
      const right = value(expr.right, expr.as, scope, exact);
      if (expr.operator === "!=") return opposite(sql`${left} = ${right}`);
      return sql`${left} ${OPERATORS[expr.operator]} ${right}`;
    }
    case "missing": {
      const operand = value(expr.operand, typeOf(expr.operand), scope);
      return expr.negated ? sql`${operand} is not null` : sql`${operand} is null`;
    }
    case "in": {
      const exact = isLong(expr.operand) || expr.values.some(isLong);
      const operand = value(expr.operand, expr.as, scope, exact);
      const values = expr.values.map((item) => value(item, expr.as, scope, exact));
      return negate(expr.negated, sql`${operand} in (${list(values)})`);
    }
    case "between": {
      const exact = isLong(expr.operand) || isLong(expr.low) || isLong(expr.high);
      const operand = value(expr.operand, expr.as, scope, exact);
      const low = value(expr.low, expr.as, scope, exact);
      const high = value(expr.high, expr.as, scope, exact);
      return negate(expr.negated, sql`(${operand} between ${low} and ${high})`);
    }
    case "text-test": {
      const { dialect } = scope;
      const operand = value(expr.operand, "text", scope);
      const part = value(expr.value, "text", scope);
      const test = {
        contains: dialect.contains,
        starts: dialect.startsWith,
        ends: dialect.endsWith,
        matches: dialect.matches,
      }[expr.test];
      return negate(expr.negated, test(operand, part));
    }
    case "text":
    case "number":
    case "duration":
    case "moment":
    case "column":
    case "negate":
    case "arithmetic":
    case "call":
      return value(expr, "boolean", scope);
  }
}

/** A condition that is never missing. */
function exactCondition(expr: RowExpr, scope: RowScope): Fragment {
  return sql`coalesce(${condition(expr, scope)}, false)`;
}

const OPERATORS = {
  "=": sql`=`,
  "<": sql`<`,
  "<=": sql`<=`,
  ">": sql`>`,
  ">=": sql`>=`,
} as const;

function opposite(test: Fragment): Fragment {
  return sql`((${test}) is not true)`;
}

function negate(negated: boolean, test: Fragment): Fragment {
  return negated ? opposite(test) : test;
}

/** A literal with more digits than a double can tell apart. */
function isLong(expr: RowExpr): boolean {
  if (expr.kind === "negate") return isLong(expr.operand);
  return expr.kind === "number" && expr.value.replace(/^0+|\D/g, "").length > 15;
}

export function typeOf(expr: RowExpr): ValueType {
  switch (expr.kind) {
    case "text":
      return "text";
    case "number":
      return "number";
    case "duration":
      return "duration";
    case "moment":
      return "time";
    case "boolean":
    case "not":
    case "logic":
    case "comparison":
    case "missing":
    case "in":
    case "between":
    case "text-test":
      return "boolean";
    case "column":
    case "negate":
    case "arithmetic":
    case "call":
      return expr.type;
  }
}

/** The value of an expression as a type; missing where it has none. */
export function value(expr: RowExpr, as: ValueType, scope: RowScope, exact = false): Fragment {
  const { dialect } = scope;
  if (expr.kind === "column") {
    const known = expr.type === "unknown" || expr.type === "json" ? as : expr.type;
    return convert(scope.column(expr.path, known, exact), known, as, scope);
  }
  return convert(written(expr, scope, dialect), typeOf(expr), as, scope);
}

function written(
  expr: Exclude<RowExpr, { kind: "column" }>,
  scope: RowScope,
  dialect: Dialect,
): Fragment {
  switch (expr.kind) {
    case "text":
      return text(expr.value);
    case "number":
      return number(expr.value);
    case "boolean":
      return expr.value ? sql`true` : sql`false`;
    case "duration":
      return sql`cast(${number(BigInt(Math.round(expr.microseconds)))} as bigint)`;
    case "moment":
      return dialect.moment(expr.moment, scope.zone);
    case "not":
    case "logic":
    case "comparison":
    case "missing":
    case "in":
    case "between":
    case "text-test":
      return exactCondition(expr, scope);
    case "negate":
      return sql`(- ${value(expr.operand, expr.type, scope)})`;
    case "arithmetic":
      return arithmetic(expr, scope);
    case "call":
      return call(expr, scope);
  }
}

function convert(written: Fragment, from: ValueType, to: ValueType, scope: RowScope): Fragment {
  if (sameKind(from, to) || to === "unknown" || from === "unknown") return written;
  if (to !== "text") return written;
  switch (from) {
    case "number":
    case "share":
      return scope.dialect.numberToText(written);
    case "boolean":
      return scope.dialect.booleanToText(written);
    case "time":
      return scope.dialect.timeText(written);
    case "duration":
      return scope.dialect.numberToText(scope.dialect.arithmetic("/", written, number(1_000_000)));
    case "text":
    case "json":
      return written;
  }
}

function sameKind(a: ValueType, b: ValueType): boolean {
  const plain = (type: ValueType): ValueType => (type === "share" ? "number" : type);
  return plain(a) === plain(b);
}

function arithmetic(expr: Extract<RowExpr, { kind: "arithmetic" }>, scope: RowScope): Fragment {
  const { dialect } = scope;
  const left = value(expr.left, expr.leftType, scope);
  const right = value(expr.right, expr.rightType, scope);
  const isSpan = (type: ValueType): boolean => type === "time" || type === "duration";
  switch (expr.operator) {
    case "+":
    case "-":
      return isSpan(expr.leftType) && isSpan(expr.rightType)
        ? dialect.addDurations(expr.operator, left, right)
        : dialect.arithmetic(expr.operator, left, right);
    case "*":
      if (expr.leftType === "duration") return dialect.scaleDuration("*", left, right);
      if (expr.rightType === "duration") return dialect.scaleDuration("*", right, left);
      return dialect.arithmetic("*", left, right);
    case "/":
      return expr.leftType === "duration" && expr.rightType !== "duration"
        ? dialect.scaleDuration("/", left, right)
        : dialect.arithmetic("/", left, right);
  }
}

function call(expr: Extract<RowExpr, { kind: "call" }>, scope: RowScope): Fragment {
  const { dialect, zone } = scope;
  const arg = (index: number, as: ValueType): Fragment => {
    const found = expr.args[index];
    return found === undefined ? sql`null` : value(found, as, scope);
  };
  switch (expr.function) {
    case "lower":
      return dialect.lower(arg(0, "text"));
    case "upper":
      return dialect.upper(arg(0, "text"));
    case "trim":
      return dialect.trim(arg(0, "text"));
    case "length":
      return dialect.length(arg(0, "text"));
    case "replace":
      return dialect.replace(arg(0, "text"), arg(1, "text"), arg(2, "text"));
    case "abs":
      return dialect.absolute(arg(0, expr.type));
    case "round":
      return dialect.round(arg(0, "number"), expr.args.length > 1 ? arg(1, "number") : undefined);
    case "floor":
      return dialect.floor(arg(0, "number"));
    case "ceil":
      return dialect.ceiling(arg(0, "number"));
    case "coalesce":
      return sql`coalesce(${list(expr.args.map((_, index) => arg(index, expr.type)))})`;
    case "if": {
      const [test] = expr.args;
      const holds = test === undefined ? sql`false` : condition(test, scope);
      return sql`case when ${holds} then ${arg(1, expr.type)} else ${arg(2, expr.type)} end`;
    }
    case "band":
      return band(expr.args, scope);
    case "year":
    case "weekday":
    case "hour":
      return dialect.datePart(expr.function, arg(0, "time"), zone);
    case "quarter":
    case "month":
      return dialect.period(expr.function, arg(0, "time"), zone);
    case "week":
    case "day":
      return dialect.startOf(expr.function, arg(0, "time"), zone);
    case "as_of":
      return scope.asOf === null
        ? sql`cast(null as bigint)`
        : sql`cast(${number(scope.asOf)} as bigint)`;
    case "file_name":
      return scope.fileName;
  }
}

function band(args: readonly RowExpr[], scope: RowScope): Fragment {
  const [operand, ...limits] = args;
  if (operand === undefined) return sql`null`;
  const of = value(operand, "number", scope);
  const bounds = limits.map(literalDigits);
  const labels = bandLabels(bounds);
  const cases = bounds.map((bound, index) => {
    return sql` when ${of} < ${number(bound)} then ${text(labels[index] ?? "")}`;
  });
  const last = bounds.at(-1);
  if (last === undefined) return sql`null`;
  const joined = cases.reduce((sum, next) => sql`${sum}${next}`);
  return sql`case${joined} when ${of} >= ${number(last)} then ${text(labels.at(-1) ?? "")} end`;
}

/** The limits of a band are numbers written out: the checks see to it. */
function literalDigits(expr: RowExpr): string {
  const digits = limitDigits(expr);
  if (digits === undefined)
    throw new TypeError(`A limit of a band must be a number, not ${expr.kind}`);
  return digits;
}

/** A split's value as text: what people see and the result carries. */
export function splitText(expr: RowExpr, scope: RowScope): Fragment {
  if (expr.kind === "call" && (expr.function === "day" || expr.function === "week")) {
    return scope.dialect.dateText(value(expr, "time", scope), scope.zone);
  }
  return value(expr, "text", scope);
}
