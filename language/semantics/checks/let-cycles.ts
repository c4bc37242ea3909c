import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode, Expr, NameNode } from "../../syntax/ast.ts";
import type { SourceEntry } from "../scope.ts";
import type { CheckContext } from "./check.ts";

/** A `let` that needs itself, directly or by way of others; said once for each ring. */
export function letCycles({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const done = new Set<string>();
    for (const [name, item] of source.lets) {
      if (done.has(name) || !item.name) continue;
      const ring = findRing(name, source, [], done);
      if (ring) scope.report(diagnose("FNL4015", { name: ring.text }, ring.span));
    }
  }
}

/** The name of a `let` on a ring that can be reached from one. */
function findRing(
  name: string,
  source: SourceEntry,
  path: readonly string[],
  done: Set<string>,
): NameNode | undefined {
  const item = source.lets.get(name);
  if (path.includes(name)) return item?.name;
  if (!item?.value || done.has(name)) return undefined;
  for (const column of columnsIn(item.value)) {
    const [first] = column.path;
    if (!first || column.path.length > 1 || !source.lets.has(first.text)) continue;
    const ring = findRing(first.text, source, [...path, name], done);
    if (ring) {
      done.add(name);
      return ring;
    }
  }
  done.add(name);
  return undefined;
}

/** The columns that an expression names, from left to right. */
export function columnsIn(node: Expr | undefined): readonly ColumnNode[] {
  if (!node) return [];
  switch (node.kind) {
    case "column":
      return [node];
    case "call":
      return node.args.flatMap((arg) => columnsIn(arg));
    case "group":
      return columnsIn(node.inner);
    case "unary":
    case "missing-test":
      return columnsIn(node.operand);
    case "binary":
      return [...columnsIn(node.left), ...columnsIn(node.right)];
    case "in-test":
      return [...columnsIn(node.operand), ...node.values.flatMap((value) => columnsIn(value))];
    case "between-test":
      return [...columnsIn(node.operand), ...columnsIn(node.low), ...columnsIn(node.high)];
    case "text-test":
      return [...columnsIn(node.operand), ...columnsIn(node.value)];
    case "number":
    case "duration":
    case "string":
    case "date":
    case "boolean":
    case "param":
      return [];
  }
}
