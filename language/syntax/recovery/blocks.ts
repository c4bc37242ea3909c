import { diagnose, type Fix } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import { type BuildContext, tokenSpan } from "../build/context.ts";
import { surplusCloser, unexpected } from "../errors.ts";
import type { BlockKeyword } from "../parser.ts";
import * as T from "../tokens.ts";
import type { Token } from "../tokens.ts";
import { leavesList, misplaced, opensList, startsStatement } from "./statements.ts";

export interface Block {
  readonly head: readonly Token[];
  readonly body: readonly Token[];
  readonly open: Token | undefined;
  /** A second brace directly behind. */
  readonly surplus: Token | undefined;
  readonly close: Token | undefined;
  /** What follows the block. */
  readonly rest: readonly Token[];
  /** Statements after the block that a brace too many has closed. */
  readonly after: readonly Token[];
  readonly span: Span | undefined;
}

/** Finds head, block and what follows it, by braces and by keywords at the start of lines. */
export function cutBlock(tokens: readonly Token[], place: BlockKeyword): Block {
  let at = 1;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token?.tokenType === T.LCurly || (token && startsStatement(token, tokens[at - 1], place)))
      break;
    at++;
  }
  const head = tokens.slice(0, at);
  const open = tokens[at]?.tokenType === T.LCurly ? tokens[at] : undefined;
  const surplus = open && tokens[at + 1]?.tokenType === T.LCurly ? tokens[at + 1] : undefined;
  const from = surplus ? at + 2 : open ? at + 1 : at;
  let end = from;
  for (let depth = 1; end < tokens.length; end++) {
    const token = tokens[end];
    const type = token?.tokenType;
    if (depth > 1 && token && leavesList(token, tokens[end + 1], place)) depth = 1;
    if (type === T.LCurly || opensList(end, tokens, place)) depth++;
    else if (type === T.RCurly && --depth === 0) break;
  }
  const close = tokens[end];
  const body = tokens.slice(from, end);
  const rest = tokens.slice(end + 1);
  const first = open ?? body[0];
  const [next] = rest;
  const goesOn = place !== "source" && next !== undefined && startsStatement(next, close, place);
  // A brace too many, with nothing behind it, is no part of the block.
  const isStray = rest.every((token) => token.tokenType === T.RCurly);
  const closer = isStray ? undefined : rest.findLast((token) => token.tokenType === T.RCurly);
  const last = closer ?? close ?? body.at(-1);
  const span = first && last ? { start: first.startOffset, end: tokenSpan(last).end } : undefined;
  const after = goesOn ? rest.filter((token) => token.tokenType !== T.RCurly) : [];
  return { head, body, open, surplus, close, rest, after, span };
}

/** Reports missing and surplus braces, one of them at most. */
export function reportBlock(parts: Block, keyword: BlockKeyword, context: BuildContext): void {
  const { head, body, open, surplus, close, rest } = parts;
  const lastOfHead = head.at(-1);
  if (surplus) {
    context.report(unexpected(0, [surplus]));
    return;
  }
  if (!open && lastOfHead && (keyword !== "source" || body.length > 0 || close)) {
    const at = tokenSpan(lastOfHead).end;
    const closing = close ? "" : "\n}";
    const edits = [{ span: { start: at, end: at }, newText: " {" }];
    const bodyEnd = tokenSpan(body.at(-1) ?? lastOfHead).end;
    if (closing) edits.push({ span: { start: bodyEnd, end: bodyEnd }, newText: closing });
    const fix: Fix = { title: { key: "insert", args: { text: "{" } }, edits, preferred: true };
    const args = { expected: "opening-brace" as const, found: "" };
    context.report(diagnose("FNL1001", args, tokenSpan(lastOfHead), { fixes: [fix] }));
    return;
  }
  if (open && !close) {
    const last = body.at(-1) ?? open;
    const at = tokenSpan(last).end;
    const fix: Fix = {
      title: { key: "insert", args: { text: "}" } },
      edits: [{ span: { start: at, end: at }, newText: "\n}" }],
      preferred: true,
    };
    context.report(
      diagnose("FNL1016", { keyword }, tokenSpan(last), {
        fixes: [fix],
        related: [{ span: tokenSpan(open), note: { key: "openedHere", args: {} } }],
      }),
    );
    return;
  }
  const [extra] = rest;
  if (!extra) return;
  if (extra.tokenType === T.RCurly) context.report(surplusCloser(extra));
  else context.report(misplaced(extra, "file"));
}
