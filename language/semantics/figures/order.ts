import { diagnose } from "../../diagnostics.ts";
import type { FigureNode, MeasureExpr, MeasureNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { findFigure } from "./signatures.ts";

/**
 * The names of measures, those that others need before these, so that nobody has to follow a chain of
 * them, however long it is. A ring has no such order: it is said once, at its first measure.
 */
export function orderMeasures(
  measures: ReadonlyMap<string, MeasureNode>,
  scope: Scope,
): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const inRings = new Set<string>();
  for (const start of measures.keys()) {
    const path: { readonly name: string; readonly uses: string[] }[] = [];
    const onPath = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      onPath.add(name);
      path.push({ name, uses: [...namesIn(measures.get(name)?.value)].reverse() });
    };
    visit(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const used = step.uses.pop();
      if (used === undefined) {
        path.pop();
        onPath.delete(step.name);
        order.push(step.name);
      } else if (onPath.has(used)) {
        const ring = path.slice(path.findIndex(({ name }) => name === used));
        const names = ring.map(({ name }) => name);
        if (!names.some((name) => inRings.has(name))) report(names, measures, scope);
        for (const name of names) inRings.add(name);
      } else if (measures.has(used)) visit(used);
    }
  }
  return order;
}

/** The measures of a ring, the one that is declared first before the others. */
function report(
  ring: readonly string[],
  measures: ReadonlyMap<string, MeasureNode>,
  scope: Scope,
): void {
  const nodes = ring.flatMap((member) => measures.get(member)?.name ?? []);
  const starts = nodes.map((name) => name.span.start);
  const at = starts.indexOf(Math.min(...starts));
  const [first, ...others] = [...nodes.slice(at), ...nodes.slice(0, at)];
  if (!first) return;
  const names = [first, ...others, first].map((name) => `\`${name.text}\``).join(" → ");
  const related = others.map((name) => ({
    span: name.span,
    note: { key: "firstDeclaredHere" as const, args: { name: name.text } },
  }));
  scope.report(diagnose("FNL4099", { name: first.text, names }, first.span, { related }));
}

/** The names in a computation that aren't figures. */
function namesIn(node: MeasureExpr | undefined): readonly string[] {
  return figuresIn(node)
    .filter(({ name }) => name.written === "backtick" || !findFigure(name.text))
    .map(({ name }) => name.text);
}

/** The figures in a computation, from left to right. */
export function figuresIn(node: MeasureExpr | undefined): readonly FigureNode[] {
  switch (node?.kind) {
    case undefined:
    case "number":
    case "duration":
    case "param":
      return [];
    case "figure":
      return [node];
    case "measure-group":
      return figuresIn(node.inner);
    case "measure-negation":
      return figuresIn(node.operand);
    case "measure-binary":
      return [...figuresIn(node.left), ...figuresIn(node.right)];
  }
}
