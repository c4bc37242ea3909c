import type { ExitNode, FunnelItem, FunnelNode, StageNode } from "../ast.ts";
import type {
  ExitCstNode,
  FunnelBodyCstNode,
  FunnelHeaderCstNode,
  FunnelItemCstNode,
  StageCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  docOf,
  type Header,
  nameNode,
  nameOf,
  nodeSpan,
  realTokens,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression, buildWhere } from "./expressions.ts";
import {
  buildCompare,
  buildDuring,
  buildExpect,
  buildMeasureItem,
  buildNote,
  buildSetting,
  buildSplit,
  buildTrend,
  buildWindow,
  buildWithout,
} from "./funnel-items.ts";
import { buildActor } from "./sources.ts";
import { buildModifier, buildSteps } from "./steps.ts";

export function buildFunnelHeader(node: FunnelHeaderCstNode): Header<FunnelNode> | undefined {
  const parts = node.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const name = nameOf(parts.name);
  return {
    kind: "funnel",
    span: nodeSpan(node),
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    sources: realTokens(parts.source).map(nameNode),
  };
}

export function buildFunnelItems(
  node: FunnelBodyCstNode | undefined,
  context: BuildContext,
): readonly FunnelItem[] {
  return (node?.children.funnelItem ?? [])
    .map((item) => buildFunnelItem(item, context))
    .filter((item) => item !== undefined);
}

function buildFunnelItem(node: FunnelItemCstNode, context: BuildContext): FunnelItem | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.stage?.[0]) return buildStage(parts.stage[0], context);
  if (parts.during?.[0]) return buildDuring(parts.during[0], context);
  if (parts.where?.[0]) return buildWhere(parts.where[0], context);
  if (parts.segmentUse?.[0]) {
    const name = nameOf(parts.segmentUse[0].children.name);
    return { kind: "segment-use", span, ...(name && { name }) };
  }
  if (parts.order?.[0]) {
    const value = tokenOf(parts.order[0].children.value);
    return {
      kind: "order",
      span,
      ...(value && { order: { value: value.value, span: tokenSpan(value) } }),
    };
  }
  if (parts.window?.[0]) return buildWindow(parts.window[0], context);
  if (parts.split?.[0]) return buildSplit(parts.split[0], context);
  if (parts.expect?.[0]) return buildExpect(parts.expect[0], context);
  if (parts.setting?.[0]) return buildSetting(parts.setting[0]);
  if (parts.actor?.[0]) return buildActor(parts.actor[0]);
  if (parts.same?.[0]) {
    const value = buildExpression(parts.same[0].children.expression?.[0], context);
    return { kind: "same", span, ...(value && { value }) };
  }
  if (parts.without?.[0]) return buildWithout(parts.without[0], context);
  if (parts.compare?.[0]) return buildCompare(parts.compare[0], span);
  if (parts.trend?.[0]) return buildTrend(parts.trend[0], span);
  if (parts.note?.[0]) return buildNote(parts.note[0], span, context);
  if (parts.measure?.[0]) return buildMeasureItem(parts.measure[0], context);
  if (parts.exit?.[0]) return buildExit(parts.exit[0], context);
  return undefined;
}

function buildStage(node: StageCstNode, context: BuildContext): StageNode | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  const optional = tokenOf(parts.optional);
  const keyword = tokenOf(parts.keyword) ?? optional;
  if (!keyword) return undefined;
  const name = nameOf(parts.name);
  const label = stringOf(parts.label);
  const steps = buildSteps(parts.steps?.[0], context);
  const modifiers = (parts.modifier ?? []).map((modifier) => buildModifier(modifier, context));
  return {
    kind: "stage",
    span,
    keywordSpan: tokenSpan(keyword),
    optional: optional !== undefined,
    ...(name && { name }),
    ...(label && { label }),
    ...(steps && { steps }),
    modifiers,
    ...docOf(span, context),
  };
}

function buildExit(node: ExitCstNode, context: BuildContext): ExitNode | undefined {
  const parts = node.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const span = nodeSpan(node);
  const name = nameOf(parts.name);
  const label = stringOf(parts.label);
  const steps = buildSteps(parts.steps?.[0], context);
  return {
    kind: "exit",
    span,
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(label && { label }),
    ...(steps && { steps }),
    ...docOf(span, context),
  };
}
