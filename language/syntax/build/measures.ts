import type { IToken } from "chevrotain";
import { diagnose } from "../../diagnostics.ts";
import type { FigureArgs, FigureNode, MeasureBinary, MeasureExpr, NameNode } from "../ast.ts";
import type {
  FigureArgumentCstNode,
  FigureCstNode,
  MeasureExpressionCstNode,
  MeasureFactorCstNode,
  MeasureTermCstNode,
} from "../cst.ts";
import type { Token } from "../tokens.ts";
import { foldChain } from "./chain.ts";
import { type BuildContext, cover, nameOf, nodeSpan, tokenOf, tokenSpan } from "./context.ts";
import { buildExpression } from "./expressions.ts";
import { buildDuration, buildNumber } from "./values.ts";

export function buildMeasure(
  node: MeasureExpressionCstNode | undefined,
  context: BuildContext,
): MeasureExpr | undefined {
  if (!node) return undefined;
  const { measureTerm, operator } = node.children;
  return chain(measureTerm, operator, (part) => buildTerm(part, context), context);
}

function buildTerm(node: MeasureTermCstNode, context: BuildContext): MeasureExpr | undefined {
  const { measureFactor, operator } = node.children;
  return chain(measureFactor, operator, (part) => buildFactor(part, context), context);
}

function chain<Part>(
  parts: readonly Part[] | undefined,
  operators: readonly IToken[] | undefined,
  build: (part: Part) => MeasureExpr | undefined,
  context: BuildContext,
): MeasureExpr | undefined {
  return foldChain(parts, operators, build, join, context);
}

function join(
  left: MeasureExpr | undefined,
  joint: Token,
  right: MeasureExpr | undefined,
): MeasureExpr {
  return {
    kind: "measure-binary",
    span: cover(left?.span, tokenSpan(joint), right?.span),
    operator: operatorOf(joint.value),
    ...(left && { left }),
    ...(right && { right }),
  };
}

function operatorOf(value: string): MeasureBinary["operator"] {
  return value === "-" || value === "*" || value === "/" ? value : "+";
}

function buildFactor(node: MeasureFactorCstNode, context: BuildContext): MeasureExpr | undefined {
  const operand = buildPrimary(node, context);
  const minus = tokenOf(node.children.minus);
  if (!minus) return operand;
  const span = cover(tokenSpan(minus), operand?.span);
  return { kind: "measure-negation", span, ...(operand && { operand }) };
}

function buildPrimary(node: MeasureFactorCstNode, context: BuildContext): MeasureExpr | undefined {
  const parts = node.children;
  if (parts.number?.[0]) return buildNumber(parts.number[0], context);
  if (parts.figure?.[0]) return buildFigure(parts.figure[0], context);
  const param = tokenOf(parts.param);
  if (param) return { kind: "param", span: tokenSpan(param), name: param.value };
  const open = tokenOf(parts.open);
  if (!open) return undefined;
  const inner = buildMeasure(parts.measureExpression?.[0], context);
  const close = tokenOf(parts.close);
  const span = cover(tokenSpan(open), inner?.span, close && tokenSpan(close));
  return { kind: "measure-group", span, ...(inner && { inner }) };
}

function buildFigure(node: FigureCstNode, context: BuildContext): FigureNode | undefined {
  const parts = node.children;
  const name = nameOf(parts.name);
  if (!name) return undefined;
  const open = tokenOf(parts.open);
  const close = tokenOf(parts.close);
  const stage = nameOf(parts.stage);
  const place = tokenOf(parts.at) ?? tokenOf(parts.of);
  const args = parts.figureArgument ?? [];
  const argsSpan =
    open && cover(tokenSpan(open), ...args.map((arg) => nodeSpan(arg)), close && tokenSpan(close));
  return {
    kind: "figure",
    span: nodeSpan(node, name.span),
    name,
    ...(argsSpan && { args: { span: argsSpan, ...buildArguments(args, context) } }),
    ...(place && {
      at: {
        kind: place.value === "of" ? "of" : "at",
        span: cover(tokenSpan(place), stage?.span),
        ...(stage && { stage }),
      },
    }),
  };
}

function buildArguments(
  args: readonly FigureArgumentCstNode[],
  context: BuildContext,
): Omit<FigureArgs, "span"> {
  const [first] = args;
  const values = args
    .map((arg) => buildExpression(arg.children.expression?.[0], context))
    .filter((value) => value !== undefined);
  if (!first) return { hasArrow: false, values };
  const hasArrow = tokenOf(first.children.arrow) !== undefined;
  const to = nameOf(first.children.to);
  const limit = first.children.duration?.[0];
  const within = limit && buildDuration(limit, context);
  const from = stageName(values[0], context, hasArrow);
  return {
    hasArrow,
    values,
    ...(from && { from }),
    ...(to && { to }),
    ...(within && { within }),
  };
}

/** A stage is read as a column of one name. */
function stageName(
  value: ReturnType<typeof buildExpression>,
  context: BuildContext,
  mustBe: boolean,
): NameNode | undefined {
  if (value?.kind === "column" && value.path.length === 1) return value.path[0];
  if (mustBe && value)
    context.report(diagnose("FNL1001", { expected: "arrow-stage", found: "" }, value.span));
  return undefined;
}
