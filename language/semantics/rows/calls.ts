import { diagnose, type Fix } from "../../diagnostics.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { functionMeant } from "../../syntax/other-words.ts";
import { findFigure } from "../figures/signatures.ts";
import {
  type ArgumentType,
  findFunction,
  functionNames,
  functionSignatures,
  type FunctionSignature,
} from "../functions.ts";
import type { FunctionName, RowExpr, ValueType } from "../model.ts";
import { common, fits, isNumeric, isOpen, type RowEnvironment, type Typed } from "./environment.ts";

export function resolveCall(node: CallExpr, environment: RowEnvironment): Typed | undefined {
  const { scope } = environment;
  const name = findFunction(node.name.text);
  const args = node.args.map((arg) => ({
    node: arg,
    typed: environment.resolve(arg, environment),
  }));
  if (!name) {
    reportUnknown(node, environment);
    return undefined;
  }
  const signature = functionSignatures[name];
  const most = signature.repeated ? Infinity : signature.args.length;
  const least = signature.args.length - (signature.optional ?? 0);
  if (args.length < least || args.length > most) {
    const found = args.length;
    const expected = args.length < least ? least : signature.args.length;
    scope.report(diagnose("FNL3006", { function: name, expected, found }, node.span));
    return undefined;
  }
  const typed: Typed[] = [];
  for (const [i, arg] of args.entries()) {
    if (!arg.typed) return undefined;
    const wanted = signature.args[Math.min(i, signature.args.length - 1)];
    if (wanted && !accepts(wanted, arg.typed)) {
      const words = { function: name, expected: wanted, found: arg.typed.type };
      scope.report(diagnose("FNL3005", words, arg.node.span));
      return undefined;
    }
    typed.push(arg.typed);
  }
  if (name === "band" && !checkLimits(node.args, environment)) return undefined;
  const type = resultType(name, signature, typed, node, environment);
  if (!type) return undefined;
  return { expr: { kind: "call", function: name, args: typed.map((arg) => arg.expr), type }, type };
}

function accepts(wanted: ArgumentType, typed: Typed): boolean {
  switch (wanted) {
    case "same":
      return true;
    case "amount":
      return isOpen(typed.type) || isNumeric(typed.type) || typed.type === "duration";
    case "limit":
      return literal(typed.expr) !== undefined;
    default:
      return fits(typed.type, wanted);
  }
}

function literal(expr: RowExpr): number | undefined {
  if (expr.kind === "number") return Number(expr.value);
  if (expr.kind !== "negate") return undefined;
  const value = literal(expr.operand);
  return value === undefined ? undefined : -value;
}

/** The limits of a band rise, or some bands would be empty. */
function checkLimits(args: readonly Expr[], environment: RowEnvironment): boolean {
  let last = -Infinity;
  for (const arg of args.slice(1)) {
    const typed = environment.resolve(arg, environment);
    const value = typed && literal(typed.expr);
    if (value === undefined) return false;
    if (value <= last) {
      environment.scope.report(diagnose("FNL3008", {}, arg.span));
      return false;
    }
    last = value;
  }
  return true;
}

function resultType(
  name: FunctionName,
  signature: FunctionSignature,
  args: readonly Typed[],
  node: CallExpr,
  environment: RowEnvironment,
): ValueType | undefined {
  if (signature.result === "amount") {
    const type = args[0]?.type ?? "number";
    return isOpen(type) ? "number" : type;
  }
  if (signature.result !== "same") return signature.result;
  let type: ValueType = "unknown";
  for (const [i, arg] of args.entries()) {
    const wanted = signature.args[Math.min(i, signature.args.length - 1)];
    if (wanted !== "same") continue;
    const joined = common(type, arg.type);
    if (joined === undefined) {
      const words = { function: name, first: type, second: arg.type };
      environment.scope.report(diagnose("FNL3007", words, node.args[i]?.span ?? node.span));
      return undefined;
    }
    type = joined;
  }
  return type === "unknown" ? "text" : type;
}

function reportUnknown(node: CallExpr, environment: RowEnvironment): void {
  const name = node.name.text;
  const { span } = node.name;
  const isFigure = findFigure(name) !== undefined;
  if (isFigure) {
    environment.scope.report(diagnose("FNL2007", { name }, span));
    return;
  }
  const suggestion = functionMeant(name) ?? nearest(name, functionNames);
  // What others ask for the moment: as a whole, `as_of()`.
  const isMoment = suggestion === "as_of" && node.args.length === 0;
  const fixes: Fix[] =
    suggestion === undefined
      ? []
      : [
          {
            title: { key: "replaceWith", args: { text: isMoment ? "as_of()" : suggestion } },
            edits: [
              isMoment ? { span: node.span, newText: "as_of()" } : { span, newText: suggestion },
            ],
            preferred: true,
          },
        ];
  const args = suggestion === undefined ? { name } : { name, suggestion };
  environment.scope.report(diagnose("FNL2005", args, span, { fixes }));
}
