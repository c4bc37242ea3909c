import type { Fix } from "../diagnostics.ts";
import type { TextEdit } from "../text.ts";
import type { Scope, SourceEntry } from "./scope.ts";

/** Puts statements at the start of a source's block, or makes the block. */
export function insertItems(
  statements: readonly string[],
  source: SourceEntry,
  scope: Scope,
): TextEdit {
  const { block, shape, location, table, span } = source.node;
  const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
  const lines = statements.map((statement) => `${lineBreak}  ${statement}`).join("");
  if (!block) {
    const at = shape?.span.end ?? table?.span.end ?? location?.span.end ?? span.end;
    return { span: { start: at, end: at }, newText: ` {${lines}${lineBreak}}` };
  }
  const at = block.start + 1;
  const inside = scope.text.slice(at, block.end - 1);
  if (/[\r\n]/.test(inside)) return { span: { start: at, end: at }, newText: lines };
  // On one line: `{ actor id }`, or an empty block, which gets lines of its own.
  if (inside.trim() === "")
    return { span: { start: at, end: block.end - 1 }, newText: `${lines}${lineBreak}` };
  return { span: { start: at, end: at }, newText: ` ${statements.join(" ")}` };
}

/** Says how a CSV file is written, as `header false`: in the options that there are, or in new ones. */
export function insertOption(
  option: string,
  source: SourceEntry,
  scope: Scope,
  preferred = false,
): Fix {
  const text = `options { ${option} }`;
  const options = source.node.items.find((item) => item.kind === "options");
  const at = options ? scope.text.indexOf("{", options.span.start) + 1 : 0;
  const edit = options
    ? { span: { start: at, end: at }, newText: ` ${option}` }
    : insertItems([text], source, scope);
  return {
    title: { key: "insert", args: { text } },
    edits: [edit],
    ...(preferred && { preferred }),
  };
}
