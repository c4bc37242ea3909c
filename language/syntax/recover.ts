import { diagnose } from "../diagnostics.ts";
import { keywordsAt } from "../vocabulary.ts";
import type { Declaration, FunnelItem, SourceItem } from "./ast.ts";
import { type BuildContext, nameNode, tokenSpan } from "./build/context.ts";
import { buildFunnelHeader, buildFunnelItems, joinFunnel } from "./build/funnels.ts";
import { buildSegment, buildSourceHeader, buildSourceItems, joinSource } from "./build/sources.ts";
import { type Chunk, misspeltDeclaration } from "./chunks.ts";
import type {
  FunnelBodyCstNode,
  FunnelHeaderCstNode,
  SegmentCstNode,
  SourceBodyCstNode,
  SourceHeaderCstNode,
} from "./cst.ts";
import { cutBlock, reportBlock } from "./recovery/blocks.ts";
import { parseSlice, parseStatement, withoutDeepNesting } from "./recovery/slices.ts";
import { asKeyword, cutStatements, misplaced, unknownStatement } from "./recovery/statements.ts";
import * as T from "./tokens.ts";
import { isName as isNameToken, type Token } from "./tokens.ts";

/**
 * Reads a declaration that doesn't parse, statement by statement: each is given to the parser alone,
 * so that it can't swallow the next one, and reports at most one error, at its own place.
 */
export function recoverDeclaration(chunk: Chunk, context: BuildContext): readonly Declaration[] {
  const tokens = chunk.tooDeep ? withoutDeepNesting(chunk.tokens, context) : chunk.tokens;
  const [first] = tokens;
  if (!first) return [];
  switch (first.value) {
    case "source":
      return recoverSource(tokens, context);
    case "funnel":
      return recoverFunnel(tokens, context);
    case "segment": {
      const tree = parseSlice("segment", tokens, context) as SegmentCstNode | undefined;
      const segment = tree && buildSegment(tree, context);
      return segment ? [segment] : [];
    }
    default:
      return recoverOther(tokens, first, context);
  }
}

function recoverOther(
  tokens: readonly Token[],
  first: Token,
  context: BuildContext,
): readonly Declaration[] {
  const keywordSpan = tokenSpan(first);
  if (keywordsAt("file").some((keyword) => keyword.word === first.value)) {
    context.report(diagnose("FNL1025", { keyword: first.value }, keywordSpan));
    const last = tokens.at(-1) ?? first;
    const second = tokens[1];
    const span = { start: keywordSpan.start, end: tokenSpan(last).end };
    const name = second && isNameToken(second) ? nameNode(second) : undefined;
    const keyword = first.value;
    return [{ kind: "unavailable", span, keyword, keywordSpan, ...(name && { name }) }];
  }
  const meant = misspeltDeclaration(first, tokens[1]);
  if (meant !== undefined) {
    context.report(unknownStatement(first, meant));
    return recoverDeclaration(
      { tokens: [asKeyword(first, meant), ...tokens.slice(1)], tooDeep: false },
      context,
    );
  }
  context.report(misplaced(first, "file"));
  if (first.tokenType !== T.PlainName) return [];
  // A place of its own, so that the mistake isn't held against the declaration before.
  const span = { start: keywordSpan.start, end: tokenSpan(tokens.at(-1) ?? first).end };
  return [{ kind: "unavailable", span, keyword: first.image, keywordSpan }];
}

function recoverSource(tokens: readonly Token[], context: BuildContext): readonly Declaration[] {
  const parts = cutBlock(tokens, "source");
  const head = namedHead(parts.head, "source", context);
  const headTree = parseSlice("sourceHeader", head, context) as SourceHeaderCstNode | undefined;
  const header = headTree && buildSourceHeader(headTree, context);
  const items: SourceItem[] = [];
  for (const statement of cutStatements(parts.body, "source")) {
    const tree = parseStatement("sourceBody", statement, context);
    items.push(...buildSourceItems(tree as SourceBodyCstNode | undefined, context));
  }
  reportBlock(parts, "source", context);
  return header ? [joinSource(header, items, parts.span, context)] : [];
}

function recoverFunnel(tokens: readonly Token[], context: BuildContext): readonly Declaration[] {
  const parts = cutBlock(tokens, "funnel");
  const head = namedHead(parts.head, "funnel", context);
  const headTree = parseSlice("funnelHeader", head, context) as FunnelHeaderCstNode | undefined;
  const header = headTree && buildFunnelHeader(headTree);
  const items: FunnelItem[] = [];
  for (const statement of cutStatements([...parts.body, ...parts.after], "funnel")) {
    const tree = parseStatement("funnelBody", statement, context);
    items.push(...buildFunnelItems(tree as FunnelBodyCstNode | undefined, context));
  }
  reportBlock(parts, "funnel", context);
  return header ? [joinFunnel(header, items, parts.span, context)] : [];
}

/** `source from "…"`, `funnel on web`: the word that follows the name has slipped into its place. */
function namedHead(
  head: readonly Token[],
  place: "source" | "funnel",
  context: BuildContext,
): readonly Token[] {
  const [keyword, second, third] = head;
  const word = place === "source" ? "from" : "on";
  const isName = place === "source" ? third?.tokenType === T.Text : third && isNameToken(third);
  const fourth = head[3]?.image;
  if (!keyword || second?.image !== word || !isName || fourth === word) return head;
  const expected = place === "source" ? "source-name" : "funnel-name";
  context.report(diagnose("FNL1001", { expected, found: word }, tokenSpan(keyword)));
  // An empty name keeps the rest readable; nothing can refer to it.
  const at = second.startOffset;
  const type = T.PlainName;
  const empty = { ...second, image: "", value: "", tokenType: type, endOffset: at - 1 };
  return [keyword, { ...empty, tokenTypeIdx: type.tokenTypeIdx ?? 0 }, ...head.slice(1)];
}
