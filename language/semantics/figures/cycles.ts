import { diagnose } from "../../diagnostics.ts";
import type { FigureNode, MeasureExpr, MeasureNode, NameNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { findFigure } from "./signatures.ts";

/** Measures that need themselves, directly or by way of others; said once for each ring. */
export function measureCycles(measures: ReadonlyMap<string, MeasureNode>, scope: Scope): void {
  const done = new Set<string>();
  for (const name of measures.keys()) {
    const ring = findRing(name, measures, [], done);
    const names = (ring ?? []).flatMap((member) => measures.get(member)?.name ?? []);
    const [first, ...others] = names;
    if (first) report(first, others, scope);
  }
}

function report(first: NameNode, others: readonly NameNode[], scope: Scope): void {
  const names = [first, ...others, first].map((name) => `\`${name.text}\``).join(" → ");
  const related = others.map((name) => ({
    span: name.span,
    note: { key: "firstDeclaredHere" as const, args: { name: name.text } },
  }));
  scope.report(diagnose("FNL4099", { name: first.text, names }, first.span, { related }));
}

/** The names of a ring that can be reached from one, the first to be declared first. */
function findRing(
  name: string,
  measures: ReadonlyMap<string, MeasureNode>,
  path: readonly string[],
  done: Set<string>,
): readonly string[] | undefined {
  const at = path.indexOf(name);
  if (at >= 0) {
    const ring = path.slice(at);
    const order = [...measures.keys()];
    const starts = ring.map((member) => order.indexOf(member));
    const first = starts.indexOf(Math.min(...starts));
    return [...ring.slice(first), ...ring.slice(0, first)];
  }
  if (done.has(name)) return undefined;
  for (const used of namesIn(measures.get(name)?.value)) {
    if (!measures.has(used)) continue;
    const ring = findRing(used, measures, [...path, name], done);
    if (!ring) continue;
    for (const member of [...path, name]) done.add(member);
    return ring;
  }
  done.add(name);
  return undefined;
}

/** The names in a computation that aren't figures. */
function namesIn(node: MeasureExpr | undefined): readonly string[] {
  return figuresIn(node)
    .filter(({ name }) => name.written === "backtick" || !findFigure(name.text))
    .map(({ name }) => name.text);
}

/** The figures in a computation, from left to right. */
function figuresIn(node: MeasureExpr | undefined): readonly FigureNode[] {
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
