import type { RowExpr } from "./model.ts";

/**
 * What `band` calls its parts: `<30`, `30–44`, `45+`. The ends of whole numbers are included, so the upper
 * one is one less than the next limit. `limits`: decimal digits, rising.
 */
export function bandLabels(limits: readonly string[]): readonly string[] {
  const [first] = limits;
  const last = limits.at(-1);
  if (first === undefined || last === undefined) return [];
  const between = limits.slice(1).map((next, i) => label(limits[i] ?? first, next));
  return [`<${first}`, ...between, `${last}+`];
}

function label(low: string, next: string): string {
  if (low.includes(".") || next.includes(".")) return `${low}–${next}`;
  const high = String(BigInt(next) - 1n);
  return high === low ? low : `${low}–${high}`;
}

/** The digits of a limit; undefined for what isn't a number written out. */
export function limitDigits(expr: RowExpr): string | undefined {
  if (expr.kind === "number") return expr.value;
  if (expr.kind !== "negate") return undefined;
  const digits = limitDigits(expr.operand);
  return digits === undefined ? undefined : `-${digits}`;
}
