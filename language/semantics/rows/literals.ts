import type { Expr } from "../../syntax/ast.ts";
import { durationMicroseconds, momentOf } from "../moments.ts";

/** A value written out, to be compared for equality; undefined for anything else. */
export function literalKey(node: Expr): string | undefined {
  const number = literalNumber(node);
  if (number !== undefined) return `${node.kind === "date" ? "date" : "number"} ${number}`;
  if (node.kind === "string") return `text ${node.value}`;
  return node.kind === "boolean" ? `boolean ${node.value}` : undefined;
}

/**
 * A number, a duration (microseconds) or a time (milliseconds, those without an offset taken as UTC)
 * written out, as it orders; undefined for anything else.
 */
export function literalNumber(node: Expr): number | undefined {
  switch (node.kind) {
    case "number":
      return Number(node.text) / (node.percent ? 100 : 1);
    case "duration":
      return durationMicroseconds(node);
    case "date":
      return timeNumber(node.text);
    case "group":
      return node.inner && literalNumber(node.inner);
    case "unary": {
      const operand =
        node.operator === "-" && node.operand ? literalNumber(node.operand) : undefined;
      return operand === undefined ? undefined : -operand;
    }
    default:
      return undefined;
  }
}

/** Milliseconds of a time in the language's form. */
export function timeNumber(text: string): number {
  const { local, offset = 0 } = momentOf(text);
  return Date.parse(`${local.slice(0, 23)}Z`) - offset * 60_000;
}
