import { diagnose } from "../diagnostics.ts";
import { tokenSpan, type BuildContext } from "./build/context.ts";
import type { Declaration } from "./ast.ts";
import { buildFile } from "./build-ast.ts";
import { blockTree, buildBlock } from "./build/blocks.ts";
import { buildImport, buildParam, buildSegment } from "./build/declarations.ts";
import { buildAudience } from "./build/studies.ts";
import { type Chunk, misspeltDeclaration } from "./chunks.ts";
import type {
  AudienceCstNode,
  FileCstNode,
  ImportCstNode,
  ParamCstNode,
  SegmentCstNode,
} from "./cst.ts";
import type { Expectation } from "./expectations.ts";
import { foreignText } from "./foreign-text.ts";
import { type BlockKeyword, blockKeywords } from "./parser.ts";
import { type Block, cutBlock, reportBlock } from "./recovery/blocks.ts";
import { parseSlice, parseStatement, readAsMeant, withoutDeepNesting } from "./recovery/slices.ts";
import { asKeyword, cutStatements, misplaced, unknownStatement } from "./recovery/statements.ts";
import * as T from "./tokens.ts";
import { isName as isNameToken, type Token } from "./tokens.ts";

/**
 * Reads a declaration that doesn't parse, statement by statement: each is given to the parser alone,
 * so that it can't swallow the next one, and reports at most one error, at its own place.
 */
export function recoverDeclaration(chunk: Chunk, context: BuildContext): Declaration | undefined {
  const tokens = chunk.tooDeep ? withoutDeepNesting(chunk.tokens, context) : chunk.tokens;
  const [first] = tokens;
  if (!first) return undefined;
  const block = blockKeywords.find((keyword) => keyword === first.value);
  if (block) return recoverBlock(tokens, block, context);
  switch (first.value) {
    case "segment": {
      const tree = parseSlice("segment", tokens, context) as SegmentCstNode | undefined;
      return tree && buildSegment(tree, context);
    }
    case "import": {
      const tree = parseSlice("import", tokens, context) as ImportCstNode | undefined;
      return tree && buildImport(tree);
    }
    case "param": {
      const tree = parseSlice("param", tokens, context) as ParamCstNode | undefined;
      return tree && buildParam(tree, context);
    }
    case "audience": {
      const tree = parseSlice("audience", tokens, context) as AudienceCstNode | undefined;
      return tree && buildAudience(tree, context);
    }
    default:
      return recoverOther(tokens, first, context);
  }
}

function recoverOther(
  tokens: readonly Token[],
  first: Token,
  context: BuildContext,
): Declaration | undefined {
  const meant = misspeltDeclaration(first, tokens[1]);
  if (meant !== undefined) {
    context.report(unknownStatement(first, meant));
    return recoverDeclaration(
      { tokens: [asKeyword(first, meant), ...tokens.slice(1)], tooDeep: false },
      context,
    );
  }
  const all = { start: first.startOffset, end: tokenSpan(tokens.at(-1) ?? first).end };
  const kind = foreignText(context.text.slice(all.start, all.end));
  if (kind !== undefined) {
    context.report(diagnose("FNL1052", { kind }, tokenSpan(first)));
    context.misread(all);
    context.stray(all);
    return undefined;
  }
  const read = readAsMeant("file", tokens, context) as FileCstNode | undefined;
  if (read) return buildFile(read, context)[0];
  context.report(misplaced(first, "file"));
  // A place of its own, so that the mistake isn't held against the declaration before.
  if (first.tokenType === T.PlainName) context.stray(all);
  return undefined;
}

function recoverBlock(
  tokens: readonly Token[],
  keyword: BlockKeyword,
  context: BuildContext,
): Declaration | undefined {
  const parts = withRealBrace(cutBlock(tokens, keyword), context);
  const head = parseSlice(`${keyword}Header`, namedHead(parts.head, keyword, context), context);
  const bodies = cutStatements([...parts.body, ...parts.after], keyword).map((statement) =>
    parseStatement(`${keyword}Body`, statement, context),
  );
  const built = buildBlock(blockTree(keyword, head, bodies, parts.span), context);
  reportBlock(parts, keyword, context);
  return built;
}

/** `funnel F:`, `funnel F begin … end`: what stands for the braces, as if they were there. */
function withRealBrace(parts: Block, context: BuildContext): Block {
  const opener = parts.head.at(-1);
  if (parts.open || !opener || parts.head.length < 2) return parts;
  const isOpener = /^(?:[:(=]|begin|do|then|->|=>)$/i.test(opener.image);
  const last = parts.body.at(-1) ?? parts.close;
  if (!isOpener || !last) return parts;
  const span = tokenSpan(opener);
  const glue = context.text[span.start - 1] === " " ? "" : " ";
  const isCloser = /^(?:end|done|\))$/i.test(last.image);
  const closer = isCloser
    ? tokenSpan(last)
    : { start: tokenSpan(last).end, end: tokenSpan(last).end };
  const edits = [
    { span, newText: `${glue}{` },
    ...(parts.close ? [] : [{ span: closer, newText: isCloser ? "}" : "\n}" }]),
  ];
  const fix = {
    title: { key: "replaceWith", args: { text: "{" } },
    edits,
    preferred: true,
  } as const;
  context.report(
    diagnose("FNL1050", { found: opener.image, instead: "{" }, span, { fixes: [fix] }),
  );
  const body = isCloser && !parts.close ? parts.body.slice(0, -1) : parts.body;
  return {
    ...parts,
    head: parts.head.slice(0, -1),
    body,
    open: opener,
    close: parts.close ?? last,
  };
}

/** What follows the name of a declaration, and what is missing where it comes first. */
const afterName: Readonly<Record<BlockKeyword, readonly [word: string, missing: Expectation]>> = {
  connection: ["clickhouse", "connection-name"],
  source: ["from", "source-name"],
  funnel: ["on", "funnel-name"],
  retention: ["on", "study-name"],
  experiment: ["on", "study-name"],
  drivers: ["on", "study-name"],
  score: ["on", "study-name"],
  scenario: ["on", "study-name"],
};

/** `source from "…"`, `funnel on web`: the word that follows the name has slipped into its place. */
function namedHead(
  head: readonly Token[],
  place: BlockKeyword,
  context: BuildContext,
): readonly Token[] {
  const [keyword, second, third] = head;
  const [word, expected] = afterName[place];
  const isName = place === "source" ? third?.tokenType === T.Text : third && isNameToken(third);
  const fourth = head[3]?.image;
  if (!keyword || second?.image !== word || !isName || fourth === word) return head;
  context.report(diagnose("FNL1001", { expected, found: word }, tokenSpan(keyword)));
  // An empty name keeps the rest readable; nothing can refer to it.
  const at = second.startOffset;
  const type = T.PlainName;
  const empty = { ...second, image: "", value: "", tokenType: type, endOffset: at - 1 };
  return [keyword, { ...empty, tokenTypeIdx: type.tokenTypeIdx ?? 0 }, ...head.slice(1)];
}
