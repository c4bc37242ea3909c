import type { Expr } from "./ast.ts";

/** The parts that an expression consists of, from left to right. */
export function operandsOf(node: Expr): readonly Expr[] {
  const parts = ((): readonly (Expr | undefined)[] => {
    switch (node.kind) {
      case "call":
        return node.args;
      case "group":
        return [node.inner];
      case "unary":
      case "missing-test":
        return [node.operand];
      case "binary":
        return [node.left, node.right];
      case "in-test":
        return [node.operand, ...node.values];
      case "between-test":
        return [node.operand, node.low, node.high];
      case "text-test":
        return [node.operand, node.value];
      case "column":
      case "number":
      case "duration":
      case "string":
      case "date":
      case "boolean":
      case "param":
        return [];
    }
  })();
  return parts.filter((part) => part !== undefined);
}
