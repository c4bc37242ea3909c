import { diagnose, type Fix } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { replacing } from "../fixes.ts";
import { writeName } from "../write.ts";
import { inOrder, type MeasureEnvironment } from "./environment.ts";
import type { FigureSignature } from "./signatures.ts";

/**
 * Whether a figure is written as its signature says: the right kind of arguments, and a stage behind
 * `at` or `of` where it needs one. What is wrong is reported once, with the way to write it.
 */
export function hasForm(
  node: FigureNode,
  signature: FigureSignature,
  environment: MeasureEnvironment,
): boolean {
  return (
    hasArguments(node, signature, environment) &&
    hasLimit(node, signature, environment) &&
    hasPlace(node, signature, environment)
  );
}

function hasArguments(
  node: FigureNode,
  { name, parameters, example, at }: FigureSignature,
  environment: MeasureEnvironment,
): boolean {
  const { args } = node;
  const { scope } = environment;
  const [first] = parameters;
  const given = args?.values.length ?? 0;
  const wanted = parameters.filter(({ kind }) => kind !== "within");
  const least = wanted.filter(({ optional }) => !optional).length;
  const isStep = first?.kind === "step";
  if (args?.hasArrow && given <= 1 && isStep) return true;
  if (!args?.hasArrow && given >= least && given <= wanted.length && !(isStep && given > 0))
    return true;
  if (isStep) {
    const fixes = stepFixes(node, environment);
    scope.report(diagnose("FNL6007", { figure: name }, args?.span ?? node.span, { fixes }));
    return false;
  }
  if (first?.kind === "stage" && at.length === 0 && given === 0) {
    const fixes = stageFixes(node, environment);
    scope.report(diagnose("FNL6006", { figure: name }, node.span, { fixes }));
    return false;
  }
  const fixes =
    parameters.length === 0 && args
      ? [{ ...replacing(args.span, ""), title: { key: "remove" as const, args: { text: "" } } }]
      : [];
  scope.report(diagnose("FNL6008", { figure: name, usage: example }, node.span, { fixes }));
  return false;
}

/** `actors at Paid`, `repeat_rate of Paid`: the stage in the wrong place. */
function stageFixes(node: FigureNode, { stages }: MeasureEnvironment): readonly Fix[] {
  const stage = node.at?.stage;
  if (!stage || !stages.has(stage.text)) return [];
  return [replacing(node.span, `${node.name.text}(${writeName(stage.text)})`)];
}

/** `conversion(A, B)`; `conversion(Paid)`: up to that stage from the first, or from the one before. */
function stepFixes(node: FigureNode, environment: MeasureEnvironment): readonly Fix[] {
  const { args } = node;
  if (!args) return [];
  const stages = args.values.map((value) =>
    value.kind === "column" && value.path.length === 1
      ? environment.stages.get(value.path[0]?.text ?? "")
      : undefined,
  );
  const [from, to] = stages;
  const fix = (a: string, b: string, preferred: boolean): Fix => {
    const text = `(${writeName(a)} -> ${writeName(b)})`;
    const title = { key: "replaceWith" as const, args: { text: node.name.text + text } };
    return { ...replacing(args.span, text, preferred), title };
  };
  if (stages.length === 2) return from && to ? [fix(from.name.text, to.name.text, true)] : [];
  if (stages.length !== 1 || args.hasArrow || !from || from.index === 0) return [];
  const ordered = inOrder(environment);
  const starts = new Set([ordered[0], ordered.findLast((stage) => stage.index < from.index)]);
  return [...starts].flatMap((start) =>
    start && start.index < from.index ? [fix(start.name.text, from.name.text, false)] : [],
  );
}

function hasLimit(
  node: FigureNode,
  { name, parameters }: FigureSignature,
  { scope }: MeasureEnvironment,
): boolean {
  const within = node.args?.within;
  if (!within || parameters.some(({ kind }) => kind === "within")) return true;
  const text = scope.text;
  const start = node.args?.to?.span.end ?? node.args?.values[0]?.span.end ?? within.span.start;
  const fixes = [
    {
      ...replacing({ start, end: within.span.end }, ""),
      title: { key: "remove" as const, args: { text: text.slice(start, within.span.end).trim() } },
    },
  ];
  scope.report(diagnose("FNL4092", { figure: name }, within.span, { fixes }));
  return false;
}

function hasPlace(
  node: FigureNode,
  signature: FigureSignature,
  environment: MeasureEnvironment,
): boolean {
  const { name, at, example } = signature;
  const { scope } = environment;
  const place = node.at;
  // A count of nothing in particular counts rows: all of them.
  const allowed = name === "count" && !node.args ? (["of"] as const) : at;
  if (!place) {
    if (at.length === 0) return true;
    const fixes = placeFixes(node, allowed.includes("of") ? "of" : "at", environment);
    scope.report(diagnose("FNL4090", { figure: name, usage: example }, node.span, { fixes }));
    return false;
  }
  if (allowed.some((word) => word === place.kind)) return place.stage !== undefined;
  const [only] = allowed;
  const keyword = { start: place.span.start, end: place.span.start + place.kind.length };
  const text = scope.text.slice(place.span.start, place.span.end);
  const start = node.args?.span.end ?? node.name.span.end;
  const fixes = only
    ? [replacing(keyword, only)]
    : [
        {
          ...replacing({ start, end: place.span.end }, ""),
          title: { key: "remove" as const, args: { text } },
        },
      ];
  const args = { figure: name, keyword: place.kind, ...(only && { instead: only }) };
  scope.report(diagnose("FNL4091", args, only ? keyword : place.span, { fixes }));
  return false;
}

/** The stages that a figure may be of, the last first; `sum(Paid.amount)` says it by itself. */
function placeFixes(
  node: FigureNode,
  word: "at" | "of",
  environment: MeasureEnvironment,
): readonly Fix[] {
  const [value] = node.args?.values ?? [];
  const path = value?.kind === "column" ? value.path : [];
  const [first, second] = path;
  if (first && second && environment.stages.has(first.text)) {
    const column = path.slice(1).map(({ text }) => writeName(text));
    const text = `${node.name.text}(${column.join(".")}) ${word} ${writeName(first.text)}`;
    return [replacing(node.span, text)];
  }
  const { end } = node.span;
  const stages = inOrder(environment).slice(-3).reverse();
  return stages.map((stage): Fix => {
    const text = `${word} ${writeName(stage.name.text)}`;
    return {
      title: { key: "insert", args: { text } },
      edits: [{ span: { start: end, end }, newText: ` ${text}` }],
    };
  });
}
