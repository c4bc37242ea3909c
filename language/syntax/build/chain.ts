import type { IToken } from "chevrotain";
import { diagnose } from "../../diagnostics.ts";
import type { Token } from "../tokens.ts";
import { type BuildContext, MAX_CHAIN, MAX_CHAINED, realTokens, tokenSpan } from "./context.ts";

/**
 * Folds `a + b + c` to the left. Parts that are missing leave holes. A chain too long, alone or with
 * those around it, is reported and cut: the tree would be too deep to walk.
 */
export function foldChain<Part, Result>(
  parts: readonly Part[] | undefined,
  operators: readonly IToken[] | undefined,
  build: (part: Part) => Result | undefined,
  join: (left: Result | undefined, operator: Token, right: Result | undefined) => Result,
  context: BuildContext,
): Result | undefined {
  const [first] = parts ?? [];
  if (!operators) return first === undefined ? undefined : build(first);
  const all = realTokens(operators);
  const room = Math.max(0, Math.min(MAX_CHAIN, MAX_CHAINED - context.nesting.chained));
  const joints = all.slice(0, room);
  const surplus = all[room];
  const { nesting } = context;
  if (surplus && !nesting.isCut)
    context.report(diagnose("FNL1019", { limit: MAX_CHAIN }, tokenSpan(surplus)));
  if (surplus) nesting.isCut = true;
  nesting.chained += joints.length;
  let left = first === undefined ? undefined : build(first);
  for (const [i, joint] of joints.entries()) {
    const part = parts?.[i + 1];
    left = join(left, joint, part === undefined ? undefined : build(part));
  }
  nesting.chained -= joints.length;
  if (nesting.chained === 0) nesting.isCut = false;
  return left;
}
