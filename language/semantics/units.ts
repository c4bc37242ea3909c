import type { Fix } from "../diagnostics.ts";
import type { NumberNode } from "../syntax/ast.ts";

/** A number where a duration is meant: the units that it may be in. */
export function withUnits(node: NumberNode): readonly Fix[] {
  return ["days", "hours", "minutes"].map((plural) => {
    const unit = Number(node.text) === 1 ? plural.slice(0, -1) : plural;
    const text = `${node.text} ${unit}`;
    return {
      title: { key: "replaceWith", args: { text } },
      edits: [{ span: node.span, newText: text }],
    };
  });
}
