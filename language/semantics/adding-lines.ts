import type { Fix } from "../diagnostics.ts";
import { blanksBefore, type Span } from "../text.ts";

/** Puts a statement at the end of a block, on a line of its own unless the block is on one line. */
export function addingLine(block: Span, statement: string, text: string, preferred = true): Fix {
  const inside = text.slice(block.start, block.end);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const isOneLine = !/[\r\n]/.test(inside);
  // Without a closing brace the block ends with its last word.
  const isClosed = inside.endsWith("}") && block.end - block.start > 1;
  const at = isClosed ? block.end - 1 : block.end;
  const before = blanksBefore(text, at);
  const onOwnLine = `${" ".repeat(Math.max(0, 2 - before.length))}${statement}${lineBreak}`;
  const behindLast = `${lineBreak}  ${statement}`;
  // The closing brace stands behind the last statement.
  const isShared = isClosed && !isOneLine && !/[\r\n]/.test(text.charAt(at - before.length - 1));
  const isGlued = isOneLine && !/\s/.test(text.charAt(at - 1));
  return {
    title: { key: "insertLine", args: { text: statement } },
    edits: [
      {
        span: { start: isShared ? at - before.length : at, end: at },
        newText: isOneLine
          ? `${isGlued ? " " : ""}${statement} `
          : isShared
            ? `${behindLast}${lineBreak}`
            : isClosed
              ? onOwnLine
              : behindLast,
      },
    ],
    ...(preferred && { preferred }),
  };
}
