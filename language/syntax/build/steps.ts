import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ActorsCondition, ModifierNode, NumberNode, StepsNode } from "../ast.ts";
import type {
  ActorsConditionCstNode,
  AtLeastCstNode,
  ModifierCstNode,
  StepCstNode,
  StepsCstNode,
  WhereCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  nameNode,
  nodeSpan,
  numberOf,
  realTokens,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression } from "./expressions.ts";
import { buildDuration } from "./values.ts";

export function buildSteps(
  node: StepsCstNode | undefined,
  context: BuildContext,
): StepsNode | undefined {
  if (!node) return undefined;
  const steps = (node.children.step ?? [])
    .map((part) => buildStep(part, context))
    .filter((step) => step !== undefined);
  const [first] = steps;
  if (!first) return undefined;
  const where = node.children.where?.[0];
  if (steps.length === 1) return where ? filtered(first, where, context) : first;
  const span = cover(...steps.map((step) => step.span));
  const either: StepsNode = { kind: "or-steps", span, steps };
  if (!where) return either;
  const last = steps.at(-1) ?? first;
  const result = filtered(either, where, context);
  const end = result.span.end;
  const around = (start: number, stop: number): Fix["edits"] => [
    { span: { start, end: start }, newText: "(" },
    { span: { start: stop, end: stop }, newText: ")" },
  ];
  const fixes: Fix[] = [
    { title: { key: "conditionForAll", args: {} }, edits: around(span.start, span.end) },
    { title: { key: "conditionForLast", args: {} }, edits: around(last.span.start, end) },
  ];
  const keyword = tokenOf(where.children.keyword);
  const place = keyword ? tokenSpan(keyword) : result.span;
  context.report(diagnose("FNL1021", {}, place, { fixes }));
  return result;
}

function filtered(steps: StepsNode, where: WhereCstNode, context: BuildContext): StepsNode {
  const condition = buildExpression(where.children.expression?.[0], context);
  const keyword = tokenOf(where.children.keyword);
  const whereSpan = keyword ? tokenSpan(keyword) : nodeSpan(where);
  return {
    kind: "filtered-steps",
    span: cover(steps.span, nodeSpan(where, whereSpan)),
    steps,
    whereSpan,
    ...(condition && { condition }),
  };
}

function buildStep(node: StepCstNode, context: BuildContext): StepsNode | undefined {
  const parts = node.children;
  const open = tokenOf(parts.open);
  if (open) {
    const steps = buildSteps(parts.steps?.[0], context);
    const close = tokenOf(parts.close);
    const span = cover(tokenSpan(open), steps?.span, close && tokenSpan(close));
    return { kind: "group-steps", span, ...(steps && { steps }) };
  }
  const names = realTokens(parts.name).map(nameNode);
  const texts = realTokens(parts.text).map(nameNode);
  const span = nodeSpan(node);
  if (tokenOf(parts.anyEvent)) {
    const [source] = names;
    return { kind: "any-event", span, ...(source && { source }) };
  }
  const all = [...names, ...texts];
  const event = all.at(-1);
  if (!event) return undefined;
  const source = all.length > 1 ? all[0] : undefined;
  return { kind: "event-step", span, ...(source && { source }), event };
}

export function buildModifier(node: ModifierCstNode, context: BuildContext): ModifierNode {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.atLeast?.[0]) {
    const times = buildAtLeast(parts.atLeast[0]);
    return { kind: "at-least", span, ...(times && { times }) };
  }
  const duration = buildDuration(parts.duration?.[0], context);
  const kind = tokenOf(parts.after) ? "after" : "within";
  return { kind, span, ...(duration && { duration }) };
}

export function buildAtLeast(node: AtLeastCstNode): NumberNode | undefined {
  return numberOf(node.children.digits);
}

export function buildActorsCondition(
  node: ActorsConditionCstNode,
  context: BuildContext,
): ActorsCondition {
  const parts = node.children;
  const steps = buildSteps(parts.steps?.[0], context);
  const atLeast = parts.atLeast?.[0] && buildAtLeast(parts.atLeast[0]);
  return {
    kind: "actors",
    span: nodeSpan(node),
    negated: tokenOf(parts.without) !== undefined,
    ...(steps && { steps }),
    ...(atLeast && { atLeast }),
  };
}
