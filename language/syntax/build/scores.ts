import type { GradeNode, PointsItem, ScoreItem, SignalsItem } from "../ast.ts";
import type {
  GradeCstNode,
  PointsCstNode,
  ScoreBodyCstNode,
  ScoreItemCstNode,
  SignalsCstNode,
} from "../cst.ts";
import { type BuildContext, nameOf, nodeSpan, numberOf, tokenOf } from "./context.ts";
import { buildColumn, buildColumns, buildExpression } from "./expressions.ts";
import { buildAtLeast, buildSteps } from "./steps.ts";

export function buildScoreItems(
  node: ScoreBodyCstNode | undefined,
  context: BuildContext,
): readonly ScoreItem[] {
  return (node?.children.scoreItem ?? [])
    .map((item) => buildScoreItem(item, context))
    .filter((item) => item !== undefined);
}

function buildScoreItem(node: ScoreItemCstNode, context: BuildContext): ScoreItem | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.scoreGoal?.[0]) {
    const stage = nameOf(parts.scoreGoal[0].children.stage);
    return { kind: "score-goal", span, ...(stage && { stage }) };
  }
  if (parts.points?.[0]) return buildPoints(parts.points[0], context);
  if (parts.learn?.[0]) {
    const signals = parts.learn[0].children.signals?.[0];
    return { kind: "learn", span, ...(signals && { signals: buildSignals(signals) }) };
  }
  if (parts.fromColumn?.[0]) {
    const column = buildColumn(parts.fromColumn[0].children.column?.[0]);
    return { kind: "from-column", span, ...(column && { column }) };
  }
  if (parts.grades?.[0]) {
    const grades = (parts.grades[0].children.grade ?? [])
      .map((grade) => buildGrade(grade))
      .filter((grade) => grade !== undefined);
    return { kind: "grades", span, grades };
  }
  return undefined;
}

function buildPoints(node: PointsCstNode, context: BuildContext): PointsItem {
  const parts = node.children;
  const points = numberOf(parts.digits);
  const condition = buildExpression(parts.expression?.[0], context);
  const did = buildSteps(parts.steps?.[0], context);
  const atLeast = parts.atLeast?.[0] && buildAtLeast(parts.atLeast[0]);
  return {
    kind: "points",
    span: nodeSpan(node),
    sign: tokenOf(parts.sign)?.value === "-" ? "-" : "+",
    ...(points && { points }),
    ...(condition && { condition }),
    ...(did && { did }),
    ...(atLeast && { atLeast }),
  };
}

function buildGrade(node: GradeCstNode): GradeNode | undefined {
  const name = nameOf(node.children.name);
  const operator = tokenOf(node.children.operator)?.value;
  const least = numberOf(node.children.digits);
  if (!name && !least) return undefined;
  return {
    kind: "grade",
    span: nodeSpan(node),
    ...(name && { name }),
    ...(operator !== undefined && { operator }),
    ...(least && { least }),
  };
}

/** Also of drivers. */
export function buildSignals(node: SignalsCstNode): SignalsItem {
  const columns = node.children.columns?.[0];
  return {
    kind: "signals",
    span: nodeSpan(node),
    properties: columns ? buildColumns(columns) : [],
    events: tokenOf(node.children.events) !== undefined,
  };
}
