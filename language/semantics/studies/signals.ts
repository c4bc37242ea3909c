import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode, SignalsItem } from "../../syntax/ast.ts";
import type { ColumnPath, SignalsModel } from "../model.ts";
import type { RowEnvironment } from "../rows/environment.ts";
import type { Scope } from "../scope.ts";
import { reportTwice } from "./study.ts";

/** What may go along with a goal: columns of the rows, and whatever actors do. */
export function resolveSignals(node: SignalsItem, rows: RowEnvironment): SignalsModel | undefined {
  const paths = node.properties.map((column) => resolveColumnPath(column, rows));
  reportTwice(
    node.properties.map((column) => ({ text: textOf(column), span: column.span })),
    rows.scope,
  );
  const properties = paths.filter((path) => path !== undefined);
  return properties.length === paths.length ? { properties, events: node.events } : undefined;
}

/** A column of the data; what a `let` computes has no place in it. */
export function resolveColumnPath(node: ColumnNode, rows: RowEnvironment): ColumnPath | undefined {
  const typed = rows.resolve(node, rows);
  if (!typed) return undefined;
  if (typed.expr.kind === "column") return typed.expr.path;
  report(node, rows.scope);
  return undefined;
}

function report(node: ColumnNode, scope: Scope): void {
  scope.report(diagnose("FNL4118", { name: textOf(node) }, node.span));
}

function textOf(node: ColumnNode): string {
  return node.path.map((part) => part.text).join(".");
}
