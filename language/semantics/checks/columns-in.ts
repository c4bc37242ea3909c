import type { ColumnNode, Expr } from "../../syntax/ast.ts";
import { operandsOf } from "../../syntax/operands.ts";

/** The columns that an expression names, from left to right. */
export function columnsIn(node: Expr | undefined): readonly ColumnNode[] {
  if (!node) return [];
  return node.kind === "column" ? [node] : operandsOf(node).flatMap((part) => columnsIn(part));
}

/** Whether the value may differ from row to row: the file of a row counts as a column of it. */
export function namesColumn(node: Expr): boolean {
  if (node.kind === "column") return true;
  if (node.kind === "call" && node.name.text === "file_name") return true;
  return operandsOf(node).some((part) => namesColumn(part));
}
