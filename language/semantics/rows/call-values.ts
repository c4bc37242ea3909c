import { diagnose, type Fix } from "../../diagnostics.ts";
import type { Expr } from "../../syntax/ast.ts";
import { bandLabels, limitDigits } from "../bands.ts";
import { replacing } from "../fixes.ts";
import type { FunctionName, RowExpr } from "../model.ts";
import { writeString } from "../write.ts";
import type { RowEnvironment, Typed } from "./environment.ts";
import { literalNumber } from "./literals.ts";

/** `quarter(ts) = "Q1"`: a function never gives that, so the comparison is never true. */
export function checkCallValue(
  { expr }: Typed,
  value: Expr | undefined,
  environment: RowEnvironment,
): void {
  if (expr.kind !== "call" || !value) return;
  const known = expr.function === "band" ? bands(expr.args) : resultOf(expr.function);
  if (!known) return;
  const text = value.kind === "string" ? value.value : undefined;
  const number = literalNumber(value);
  const isRight =
    (text === undefined && number === undefined) ||
    (text !== undefined && known.isText?.(text) === true) ||
    (number !== undefined && known.isNumber?.(number) === true);
  if (isRight) return;
  const meant = text === undefined ? undefined : known.meant?.(text);
  const fixes: readonly Fix[] =
    meant === undefined ? [] : [replacing(value.span, writeString(meant))];
  const args = { function: expr.function, example: known.example };
  environment.scope.report(diagnose("FNL3021", args, value.span, { fixes }));
}

/** What a function gives; a test that is absent means that it gives no such values. */
interface Known {
  readonly example: string;
  readonly isText?: (text: string) => boolean;
  readonly isNumber?: (number: number) => boolean;
  /** The value that a text was meant as. */
  readonly meant?: (text: string) => string | undefined;
}

function resultOf(name: FunctionName): Known | undefined {
  const whole = (low: number, high: number) => (number: number) =>
    Number.isInteger(number) && number >= low && number <= high;
  switch (name) {
    case "quarter":
      return { example: '"2026-Q1"', isText: (text) => /^\d{4}-Q[1-4]$/.test(text) };
    case "month":
      return { example: '"2026-01"', isText: (text) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) };
    case "weekday":
      return { example: "1", isNumber: whole(1, 7) };
    case "hour":
      return { example: "23", isNumber: whole(0, 23) };
    default:
      return undefined;
  }
}

function bands([, ...args]: readonly RowExpr[]): Known | undefined {
  const limits = args.map((arg) => limitDigits(arg)).filter((limit) => limit !== undefined);
  if (limits.length < args.length) return undefined;
  const names = bandLabels(limits);
  // People write a hyphen where the names have a dash.
  const plain = (text: string): string => text.replace(/(\d)\s*[-—−]\s*(?=[-\d])/, "$1–").trim();
  return {
    example: names.map((name) => `"${name}"`).join(", "),
    isText: (text) => names.includes(text),
    meant: (text) => names.find((name) => name === plain(text)),
  };
}
