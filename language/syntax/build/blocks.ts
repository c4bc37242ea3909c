import type { CstElement, CstNode, IToken } from "chevrotain";
import type { Span } from "../../text.ts";
import type { Declaration } from "../ast.ts";
import type * as Cst from "../cst.ts";
import type { BlockKeyword } from "../parser.ts";
import { type BuildContext, cover, docOf, tokenOf, tokenSpan } from "./context.ts";
import { buildConnectionHeader, buildConnectionItems } from "./declarations.ts";
import { buildFunnelHeader, buildFunnelItems } from "./funnels.ts";
import { buildScoreItems } from "./scores.ts";
import { buildSourceHeader, buildSourceItems } from "./sources.ts";
import {
  buildDriversItems,
  buildExperimentItems,
  buildRetentionItems,
  buildScenarioItems,
  buildStudyHeader,
} from "./studies.ts";

interface Tree<Keyword, Head, Body> {
  readonly keyword: Keyword;
  readonly head: Head | undefined;
  /** The block as a whole, or its statements one by one. */
  readonly bodies: readonly (Body | undefined)[];
  readonly block: Span | undefined;
}

/** Chevrotain's trees of a declaration with a block. */
export type BlockTree =
  | Tree<"connection", Cst.ConnectionHeaderCstNode, Cst.ConnectionBodyCstNode>
  | Tree<"source", Cst.SourceHeaderCstNode, Cst.SourceBodyCstNode>
  | Tree<"funnel", Cst.FunnelHeaderCstNode, Cst.FunnelBodyCstNode>
  | Tree<"retention", Cst.RetentionHeaderCstNode, Cst.RetentionBodyCstNode>
  | Tree<"experiment", Cst.ExperimentHeaderCstNode, Cst.ExperimentBodyCstNode>
  | Tree<"drivers", Cst.DriversHeaderCstNode, Cst.DriversBodyCstNode>
  | Tree<"score", Cst.ScoreHeaderCstNode, Cst.ScoreBodyCstNode>
  | Tree<"scenario", Cst.ScenarioHeaderCstNode, Cst.ScenarioBodyCstNode>;

/** The trees that the rules of a keyword have made: the compiler can't follow rules by name. */
export function blockTree(
  keyword: BlockKeyword,
  head: CstNode | undefined,
  bodies: readonly (CstNode | undefined)[],
  block: Span | undefined,
): BlockTree {
  return { keyword, head, bodies, block } as BlockTree;
}

/** The same of a declaration that was parsed as a whole. */
export function wholeTree(keyword: BlockKeyword, node: { readonly children: object }): BlockTree {
  const parts = node.children as Readonly<Record<string, readonly CstElement[]>>;
  const [head] = (parts[`${keyword}Header`] ?? []) as readonly CstNode[];
  const [body] = (parts[`${keyword}Body`] ?? []) as readonly CstNode[];
  const first = tokenOf(parts["open"] as readonly IToken[] | undefined);
  const last = tokenOf(parts["close"] as readonly IToken[] | undefined);
  const block = first && last && cover(tokenSpan(first), tokenSpan(last));
  return blockTree(keyword, head, [body], block);
}

/** Undefined without so much as its keyword. */
export function buildBlock(tree: BlockTree, context: BuildContext): Declaration | undefined {
  const around = (head: { readonly span: Span }): Around => ({
    span: cover(head.span, tree.block),
    ...(tree.block && { block: tree.block }),
    ...docOf(head.span, context),
  });
  switch (tree.keyword) {
    case "connection": {
      const head = tree.head && buildConnectionHeader(tree.head);
      const items = tree.bodies.flatMap((body) => buildConnectionItems(body));
      return head && { ...head, items, ...around(head) };
    }
    case "source": {
      const head = tree.head && buildSourceHeader(tree.head);
      const items = tree.bodies.flatMap((body) => buildSourceItems(body, context));
      return head && { ...head, items, ...around(head) };
    }
    case "funnel": {
      const head = tree.head && buildFunnelHeader(tree.head);
      const items = tree.bodies.flatMap((body) => buildFunnelItems(body, context));
      return head && { ...head, items, ...around(head) };
    }
    case "retention": {
      const head = tree.head && buildStudyHeader("retention", tree.head);
      const items = tree.bodies.flatMap((body) => buildRetentionItems(body, context));
      return head && { ...head, items, ...around(head) };
    }
    case "experiment": {
      const head = tree.head && buildStudyHeader("experiment", tree.head);
      const items = tree.bodies.flatMap((body) => buildExperimentItems(body, context));
      return head && { ...head, items, ...around(head) };
    }
    case "drivers": {
      const head = tree.head && buildStudyHeader("drivers", tree.head);
      const items = tree.bodies.flatMap((body) => buildDriversItems(body));
      return head && { ...head, items, ...around(head) };
    }
    case "score": {
      const head = tree.head && buildStudyHeader("score", tree.head);
      const items = tree.bodies.flatMap((body) => buildScoreItems(body, context));
      return head && { ...head, items, ...around(head) };
    }
    case "scenario": {
      const head = tree.head && buildStudyHeader("scenario", tree.head);
      const items = tree.bodies.flatMap((body) => buildScenarioItems(body));
      return head && { ...head, items, ...around(head) };
    }
  }
}

/** What a whole declaration has besides its head and its statements. */
interface Around {
  readonly span: Span;
  readonly block?: Span;
  readonly doc?: string;
}
