import { diagnose } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { replacing } from "../fixes.ts";
import { writeName } from "../write.ts";
import { stageOfEvent } from "../stages.ts";
import { inOrder, isTotals, type MeasureEnvironment } from "./environment.ts";
import type { FigureName, FigureSignature } from "./signatures.ts";

/** Of a step these are asked by another name. */
const ofSteps: Partial<Readonly<Record<FigureName, FigureName>>> = {
  median: "median_time",
  avg: "average_time",
  share: "conversion",
};

/** Whether another figure is meant, as it shows by what stands in the parentheses; reports it. */
export function isOtherFigure(
  node: FigureNode,
  signature: FigureSignature,
  environment: MeasureEnvironment,
): boolean {
  const { name } = signature;
  const stage = name === "count" ? countedStage(node, environment) : undefined;
  if (stage !== undefined) {
    const text = `actors(${writeName(stage)})`;
    const args = { name: "count", suggestion: text };
    const fixes = [
      replacing(node.span, text),
      replacing(node.span, `count of ${writeName(stage)}`, false),
    ];
    environment.scope.report(diagnose("FNL6013", args, node.span, { fixes }));
    return true;
  }
  if (name === "ctr" && !node.args) return isOtherRate(node, environment);
  const meant = ofSteps[name];
  const isStep = node.args?.hasArrow || (!node.args && !node.at && name === "median");
  if (meant === undefined || !isStep) return false;
  const fixes = [replacing(node.name.span, meant)];
  environment.scope.report(
    diagnose("FNL6013", { name, suggestion: meant }, node.name.span, { fixes }),
  );
  return true;
}

/** `ctr` alone: of two stages of totals, if there are any; else the conversion is meant. */
function isOtherRate(node: FigureNode, environment: MeasureEnvironment): boolean {
  const stages = inOrder(environment);
  const [first, second] = stages.filter((stage) => isTotals(stage, environment));
  const { span } = node.name;
  if (first && second) {
    const text = `ctr(${writeName(first.name.text)} -> ${writeName(second.name.text)})`;
    const fixes = [replacing(node.span, text)];
    environment.scope.report(diagnose("FNL6007", { figure: "ctr" }, span, { fixes }));
    return true;
  }
  const other = stages.find((stage) => stage !== first);
  if (!other) return false;
  const fixes = [replacing(span, "conversion")];
  environment.scope.report(diagnose("FNL4094", { stage: other.name.text }, span, { fixes }));
  return true;
}

/** `count(Paid)`, `count at Paid`: the stage whose actors are to be counted. */
function countedStage(node: FigureNode, environment: MeasureEnvironment): string | undefined {
  if (!node.args && node.at?.kind === "at") {
    const name = node.at.stage?.text;
    return name !== undefined && environment.stages.has(name) ? name : undefined;
  }
  const [value] = node.args?.values ?? [];
  if (node.at || node.args?.values.length !== 1 || node.args.hasArrow) return undefined;
  if (value?.kind !== "column" || value.path.length !== 1) return undefined;
  const name = value.path[0]?.text ?? "";
  const isColumn = environment.sources.some(
    (source) => source.lets.has(name) || source.columns?.some((column) => column.name === name),
  );
  if (isColumn) return undefined;
  const stage = environment.stages.get(name) ?? stageOfEvent(name, environment.stages.values());
  return stage?.name.text;
}
