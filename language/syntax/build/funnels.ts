import type { Span } from "../../text.ts";
import type {
  DuringItem,
  ExpectItem,
  FunnelItem,
  FunnelNode,
  SplitItem,
  StageNode,
  WindowItem,
} from "../ast.ts";
import type {
  ComparisonCstNode,
  DuringCstNode,
  ExpectCstNode,
  FunnelBodyCstNode,
  FunnelHeaderCstNode,
  FunnelItemCstNode,
  SettingCstNode,
  SplitCstNode,
  StageCstNode,
  WindowCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  nameNode,
  nameOf,
  nodeSpan,
  numberOf,
  realTokens,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression, buildWhere, comparisonOf } from "./expressions.ts";
import { buildMeasure } from "./measures.ts";
import { type Header, unavailableItemOf } from "./sources.ts";
import { buildModifier, buildSteps } from "./steps.ts";
import { unavailableItem } from "./unavailable.ts";
import { buildDate, buildDuration } from "./values.ts";

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

/** A whole funnel, from its head and the statements of its block. */
export function joinFunnel(
  header: Header<FunnelNode>,
  items: readonly FunnelItem[],
  block: Span | undefined,
  context: BuildContext,
): FunnelNode {
  const doc = context.docAt(header.span.start);
  return {
    ...header,
    span: cover(header.span, block),
    items,
    ...(block && { block }),
    ...(doc !== undefined && { doc }),
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
  if (parts.setting?.[0]) return buildSetting(parts.setting[0], context);
  const planned = parts.plannedFunnelItem?.[0];
  return planned && unavailableItemOf(planned, context);
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
  const doc = context.docAt(span.start);
  return {
    kind: "stage",
    span,
    keywordSpan: tokenSpan(keyword),
    optional: optional !== undefined,
    ...(name && { name }),
    ...(label && { label }),
    ...(steps && { steps }),
    modifiers,
    ...(doc !== undefined && { doc }),
  };
}

function buildDuring(node: DuringCstNode, context: BuildContext): DuringItem {
  const parts = node.children;
  const span = nodeSpan(node);
  const fromToken = tokenOf(parts.from);
  if (fromToken) {
    const from = buildDate(fromToken, context);
    const toToken = tokenOf(parts.to);
    const to = toToken && buildDate(toToken, context);
    const range = tokenOf(parts.range);
    const covered = cover(
      tokenSpan(fromToken),
      range && tokenSpan(range),
      toToken && tokenSpan(toToken),
    );
    return {
      kind: "during",
      span,
      value: { kind: "range", span: covered, ...(from && { from }), ...(to && { to }) },
    };
  }
  const period = tokenOf(parts.period);
  if (period) {
    const value = { kind: "period" as const, span: tokenSpan(period), text: period.value };
    return { kind: "during", span, value };
  }
  const last = tokenOf(parts.last);
  if (!last) return { kind: "during", span };
  const duration = buildDuration(parts.duration?.[0], context);
  return {
    kind: "during",
    span,
    value: {
      kind: "last",
      span: cover(tokenSpan(last), duration?.span),
      ...(duration && { duration }),
    },
  };
}

function buildWindow(node: WindowCstNode, context: BuildContext): WindowItem {
  const span = nodeSpan(node);
  const duration = buildDuration(node.children.duration?.[0], context);
  if (duration) return { kind: "window", span, value: duration };
  const word = tokenOf(node.children.value);
  if (!word) return { kind: "window", span };
  const wordSpan = tokenSpan(word);
  if (word.value === "unlimited" || word.value === "session")
    return { kind: "window", span, value: { kind: word.value, span: wordSpan } };
  return { kind: "window", span, unknown: nameNode(word) };
}

function buildSplit(node: SplitCstNode, context: BuildContext): SplitItem {
  const parts = node.children;
  const value = buildExpression(parts.expression?.[0], context);
  const at = nameOf(parts.place);
  const top = numberOf(parts.digits);
  return {
    kind: "split",
    span: nodeSpan(node),
    ...(value && { value }),
    ...(at && { at }),
    ...(top && { top }),
  };
}

function buildComparison(
  node: ComparisonCstNode,
  context: BuildContext,
): Pick<ExpectItem, "left" | "operator" | "right"> {
  const left = buildMeasure(node.children.left?.[0], context);
  const operator = tokenOf(node.children.operator);
  const right = buildMeasure(node.children.right?.[0], context);
  return {
    ...(left && { left }),
    ...(operator && { operator: comparisonOf(operator) }),
    ...(right && { right }),
  };
}

function buildExpect(node: ExpectCstNode, context: BuildContext): FunnelItem {
  const parts = node.children;
  const span = nodeSpan(node);
  const trend = tokenOf(parts.trend);
  if (trend) return unavailableItem("expect trend", span, tokenSpan(trend), context);
  const comparison = parts.comparison?.[0];
  const condition = parts.condition?.[0];
  const word = tokenOf(parts.otherwise);
  const known = word?.value === "warn" || word?.value === "fail" ? word.value : undefined;
  return {
    kind: "expect",
    span,
    ...(comparison && buildComparison(comparison, context)),
    ...(condition && {
      when: { span: nodeSpan(condition), ...buildComparison(condition, context) },
    }),
    ...(known && { otherwise: known }),
    ...(word && !known && { unknownOtherwise: nameNode(word) }),
  };
}

/** `entry first` and `count actors` say the defaults; other values, and `model` and `chart`, come later. */
function buildSetting(node: SettingCstNode, context: BuildContext): FunnelItem | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const span = nodeSpan(node);
  const value = tokenOf(node.children.value);
  if (keyword.image === "entry" || keyword.image === "count")
    return {
      kind: "setting",
      span,
      keyword: keyword.image,
      keywordSpan: tokenSpan(keyword),
      ...(value && { value: nameNode(value) }),
    };
  return unavailableItem(keyword.image, span, tokenSpan(keyword), context);
}
