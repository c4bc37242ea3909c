import { diagnose, type Fix } from "../diagnostics.ts";
import type { FigureNode, FunnelNode, MeasureBinary, MeasureExpr } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import {
  availableFigures,
  findStepFigure,
  isTimeFigure,
  plannedFigures,
  type StepFigure,
} from "./figures.ts";
import type { MeasureUnit } from "./measure-unit.ts";
import type { MeasureModel } from "./model.ts";
import { durationMicroseconds } from "./moments.ts";
import type { Scope } from "./scope.ts";
import { type NamedStage, resolveStage } from "./stages.ts";
import { writeName } from "./write.ts";

export interface TypedMeasure {
  readonly measure: MeasureModel;
  readonly unit: MeasureUnit;
}

export interface MeasureEnvironment {
  readonly node: FunnelNode;
  readonly stages: ReadonlyMap<string, NamedStage>;
  readonly scope: Scope;
  lineAt(offset: number): number;
}

/** A figure over a funnel's result. What is wrong is reported once. */
export function resolveMeasure(
  node: MeasureExpr | undefined,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "number": {
      const value = node.percent ? Number(node.text) / 100 : Number(node.text);
      const unit = node.percent ? "share" : "number";
      return { measure: { kind: "number", value, unit }, unit: node.percent ? "share" : "ratio" };
    }
    case "duration": {
      const value = durationMicroseconds(node) / 1_000_000;
      return { measure: { kind: "number", value, unit: "duration" }, unit: "duration" };
    }
    case "param": {
      const { scope } = environment;
      const isDeclared = scope.params.some((param) => param.name?.text === node.name);
      if (isDeclared) scope.fail(node.span);
      else scope.report(diagnose("FNL2009", { name: node.name }, node.span));
      return undefined;
    }
    case "measure-group":
      return resolveMeasure(node.inner, environment);
    case "measure-negation": {
      const operand = resolveMeasure(node.operand, environment);
      return operand && { ...operand, measure: { kind: "negation", operand: operand.measure } };
    }
    case "measure-binary":
      return resolveBinary(node, environment);
    case "figure":
      return resolveFigure(node, environment);
  }
}

function resolveBinary(
  node: MeasureBinary,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const left = resolveMeasure(node.left, environment);
  const right = resolveMeasure(node.right, environment);
  if (!left || !right) return undefined;
  const unit = unitOf(node.operator, left.unit, right.unit);
  if (!unit) {
    const args = { operator: node.operator, left: left.unit, right: right.unit };
    environment.scope.report(diagnose("FNL6003", args, node.span));
    return undefined;
  }
  const { operator } = node;
  return {
    measure: { kind: "arithmetic", operator, left: left.measure, right: right.measure },
    unit,
  };
}

/** The unit of a computation; undefined where it has no meaning. */
export function unitOf(
  operator: MeasureBinary["operator"],
  left: MeasureUnit,
  right: MeasureUnit,
): MeasureUnit | undefined {
  switch (operator) {
    case "+":
    case "-":
      if (left === right) return left;
      if (left === "duration" || right === "duration") return undefined;
      if (left === "ratio") return right;
      return right === "ratio" ? left : undefined;
    case "*":
      if (left === "duration" && right === "duration") return undefined;
      if (left === "duration" || right === "duration") return "duration";
      if (left === "number" || right === "number") return "number";
      return left === "share" || right === "share" ? "share" : "ratio";
    case "/":
      if (left === right) return "ratio";
      if (left === "duration") return "duration";
      if (right === "duration") return undefined;
      if (right === "number") return "ratio";
      return left === "number" ? "number" : left === "share" ? "share" : "ratio";
  }
}

function resolveFigure(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const { scope } = environment;
  const name = node.name.text;
  const figure = findStepFigure(name);
  if (figure || name === "actors") {
    if (node.at || node.args?.within) {
      const [keyword, span] = node.at
        ? [node.at.kind, node.at.span]
        : ["within", node.args?.within?.span ?? node.span];
      scope.report(diagnose("FNL1025", { keyword }, span));
      return undefined;
    }
    return figure ? stepFigure(node, figure, environment) : actorsFigure(node, environment);
  }
  if (plannedFigures.has(name)) {
    scope.report(diagnose("FNL1025", { keyword: name }, node.name.span));
    return undefined;
  }
  // A measure of the funnel's own is read over and has been reported itself.
  if (isMeasure(name, environment)) {
    scope.fail(node.span);
    return undefined;
  }
  reportUnknown(node, environment);
  return undefined;
}

function isMeasure(name: string, { node }: MeasureEnvironment): boolean {
  return node.items.some((item) => item.kind === "measure" && item.name?.text === name);
}

function reportUnknown(node: FigureNode, { scope, stages }: MeasureEnvironment): void {
  const name = node.name.text;
  const { span } = node.name;
  const fixes: Fix[] = [];
  const replace = (text: string, preferred: boolean): void => {
    fixes.push({
      title: { key: "replaceWith", args: { text } },
      edits: [{ span, newText: text }],
      preferred,
    });
  };
  if (stages.has(name) && !node.args) {
    const text = writeName(name);
    for (const [i, figure] of [`actors(${text})`].entries()) replace(figure, i === 0);
    scope.report(diagnose("FNL6005", { stage: name }, span, { fixes }));
    return;
  }
  const suggestion = nearest(name, availableFigures);
  if (suggestion !== undefined) replace(suggestion, true);
  const args = suggestion === undefined ? { name } : { name, suggestion };
  scope.report(diagnose("FNL2006", args, span, { fixes }));
}

function actorsFigure(node: FigureNode, environment: MeasureEnvironment): TypedMeasure | undefined {
  const { args } = node;
  if (!args?.from || args.hasArrow || args.values.length !== 1) {
    environment.scope.report(diagnose("FNL6006", { figure: "actors" }, node.span));
    return undefined;
  }
  const stage = resolveStage(args.from, environment.node, environment.stages, environment.scope);
  return stage && { measure: { kind: "actors", stage: stage.name.text }, unit: "number" };
}

function stepFigure(
  node: FigureNode,
  figure: StepFigure,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const { scope, stages } = environment;
  const { args } = node;
  const unit: MeasureUnit = isTimeFigure(figure) ? "duration" : "share";
  if (!args || (args.values.length === 0 && !args.hasArrow))
    return { measure: { kind: "figure", figure }, unit };
  if (!args.hasArrow || args.values.length > 1) {
    const fixes = fromFirst(node, environment);
    scope.report(diagnose("FNL6007", { figure }, args.span, { fixes }));
    return undefined;
  }
  if (!args.from || !args.to) return undefined;
  const from = resolveStage(args.from, environment.node, stages, scope);
  const to = resolveStage(args.to, environment.node, stages, scope);
  if (!from || !to) return undefined;
  if (from.index >= to.index) {
    const span = { start: args.from.span.start, end: args.to.span.end };
    const text = `${writeName(to.name.text)} -> ${writeName(from.name.text)}`;
    const swap: Fix = {
      title: { key: "replaceWith", args: { text } },
      edits: [{ span, newText: text }],
      preferred: true,
    };
    const words = { from: from.name.text, to: to.name.text };
    const fixes = from === to ? [] : [swap];
    scope.report(diagnose("FNL6001", words, span, { fixes }));
    return undefined;
  }
  return {
    measure: { kind: "figure", figure, from: from.name.text, to: to.name.text },
    unit,
  };
}

/** `conversion(Paid)`: up to that stage from the first, or from the one before. */
function fromFirst(node: FigureNode, { stages }: MeasureEnvironment): readonly Fix[] {
  const to = node.args?.from && stages.get(node.args.from.text);
  if (!to || !node.args || to.index === 0) return [];
  const ordered = [...stages.values()].sort((a, b) => a.index - b.index);
  const starts = new Set([ordered[0], ordered.findLast((stage) => stage.index < to.index)]);
  const fixes: Fix[] = [];
  for (const from of starts) {
    if (!from || from.index >= to.index) continue;
    const text = `(${writeName(from.name.text)} -> ${writeName(to.name.text)})`;
    fixes.push({
      title: { key: "replaceWith", args: { text: node.name.text + text } },
      edits: [{ span: node.args.span, newText: text }],
    });
  }
  return fixes;
}
