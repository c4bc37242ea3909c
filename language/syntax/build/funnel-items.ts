import type { Span } from "../../text.ts";
import type {
  CompareItem,
  DuringItem,
  ExpectItem,
  FunnelItem,
  MeasureFormat,
  MeasureNode,
  NoteItem,
  SettingItem,
  SplitItem,
  TrendItem,
  WindowItem,
  WithoutItem,
} from "../ast.ts";
import type {
  CompareCstNode,
  ComparisonCstNode,
  DuringCstNode,
  ExpectCstNode,
  MeasureCstNode,
  NoteCstNode,
  SettingCstNode,
  SplitCstNode,
  TrendCstNode,
  WindowCstNode,
  WithoutCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  docOf,
  nameNode,
  nameOf,
  nodeSpan,
  numberOf,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression, comparisonOf } from "./expressions.ts";
import { buildMeasure } from "./measures.ts";
import { buildSteps } from "./steps.ts";
import { buildDate, buildDuration } from "./values.ts";

export function buildDuring(node: DuringCstNode, context: BuildContext): DuringItem {
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

export function buildWindow(node: WindowCstNode, context: BuildContext): WindowItem {
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

export function buildSplit(node: SplitCstNode, context: BuildContext): SplitItem {
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

export function buildExpect(node: ExpectCstNode, context: BuildContext): FunnelItem {
  const parts = node.children;
  const span = nodeSpan(node);
  const comparison = parts.comparison?.[0];
  const condition = parts.condition?.[0];
  const word = tokenOf(parts.otherwise);
  const known = (["warn", "fail"] as const).find((value) => value === word?.value);
  const otherwise = {
    ...(known && { otherwise: known }),
    ...(word && !known && { unknownOtherwise: nameNode(word) }),
  };
  if (tokenOf(parts.trend)) return { kind: "expect-trend", span, ...otherwise };
  return {
    kind: "expect",
    span,
    ...(comparison && buildComparison(comparison, context)),
    ...(condition && {
      when: { span: nodeSpan(condition), ...buildComparison(condition, context) },
    }),
    ...otherwise,
  };
}

export function buildSetting(node: SettingCstNode): SettingItem | undefined {
  const token = tokenOf(node.children.keyword);
  const keyword = settingWords.find((word) => word === token?.value);
  if (!token || !keyword) return undefined;
  const value = nameOf(node.children.value);
  return {
    kind: "setting",
    span: nodeSpan(node),
    keyword,
    keywordSpan: tokenSpan(token),
    ...(value && { value }),
  };
}

const settingWords = ["entry", "count", "model", "chart"] as const;

export function buildWithout(node: WithoutCstNode, context: BuildContext): WithoutItem {
  const steps = buildSteps(node.children.steps?.[0], context);
  const from = nameOf(node.children.from);
  const to = nameOf(node.children.to);
  return {
    kind: "without",
    span: nodeSpan(node),
    ...(steps && { steps }),
    ...(from && { from }),
    ...(to && { to }),
    dropActor: tokenOf(node.children.drop) !== undefined,
  };
}

export function buildCompare({ children }: CompareCstNode, span: Span): CompareItem {
  const left = nameOf(children.first);
  const right = nameOf(children.second);
  const previous = tokenOf(children.previous) !== undefined;
  return { kind: "compare", span, previous, ...(left && { left }), ...(right && { right }) };
}

export function buildTrend({ children }: TrendCstNode, span: Span): TrendItem {
  const interval = nameOf(children.value);
  const forecast = numberOf(children.digits);
  return { kind: "trend", span, ...(interval && { interval }), ...(forecast && { forecast }) };
}

export function buildNote({ children }: NoteCstNode, span: Span, context: BuildContext): NoteItem {
  const token = tokenOf(children.date);
  const date = token && buildDate(token, context);
  const text = stringOf(children.text);
  return { kind: "note", span, ...(date && { date }), ...(text && { text }) };
}

export function buildMeasureItem(
  node: MeasureCstNode,
  context: BuildContext,
): MeasureNode | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const span = nodeSpan(node);
  const name = nameOf(node.children.name);
  const value = buildMeasure(node.children.measureExpression?.[0], context);
  const format = buildFormat(node);
  return {
    kind: "measure",
    span,
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(value && { value }),
    ...(format && { format }),
    ...docOf(span, context),
  };
}

function buildFormat({ children }: MeasureCstNode): MeasureFormat | undefined {
  const as = tokenOf(children.as);
  if (!as) return undefined;
  const form = nameOf(children.form);
  const currency = stringOf(children.currency);
  return {
    kind: "measure-format",
    span: cover(tokenSpan(as), form?.span, currency?.span),
    ...(form && { form }),
    ...(currency && { currency }),
  };
}
