import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode, SameItem } from "../../syntax/ast.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { resolveExpr, rowEnvironment } from "../rows/resolve.ts";
import type { Scope } from "../scope.ts";
import { type CheckContext, removing, replacing } from "./check.ts";
import { namesColumn } from "./columns-in.ts";

/** What an attempt's rows share must be something that could differ. */
export function same({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels)
    for (const item of funnel.node.items) if (item.kind === "same") checkSame(item, funnel, scope);
}

function checkSame({ value, span }: SameItem, funnel: ResolvedFunnel, scope: Scope): void {
  if (!value) return;
  const fixes = [removing(span, scope.text)];
  if (!namesColumn(value)) {
    scope.report(diagnose("FNL4068", { keyword: "same" }, value.span, { fixes }));
    return;
  }
  if (value.kind === "column" && isActor(value, funnel)) {
    const column = pathText(value);
    scope.report(diagnose("FNL4071", { column }, span, { fixes, unnecessary: true }));
    return;
  }
  // Its mistakes have been reported where it was resolved first.
  const silent: Scope = { ...scope, report: () => undefined, refer: () => undefined };
  const type = resolveExpr(value, rowEnvironment(silent, funnel.sources))?.type;
  if (type !== "time" || value.kind !== "column") return;
  const text = `day(${scope.text.slice(value.span.start, value.span.end)})`;
  scope.report(diagnose("FNL4069", {}, value.span, { fixes: [replacing(value.span, text)] }));
}

/** Whether it is the whole of what names the actor, in the funnel's own unit or in each of its sources. */
function isActor(column: ColumnNode, { node, sources }: ResolvedFunnel): boolean {
  const own = node.items.find((item) => item.kind === "actor");
  const actors = own ? [own] : sources.map(({ actor }) => actor);
  return (
    actors.length > 0 &&
    actors.every((actor) => {
      const [first] = actor?.columns ?? [];
      return actor?.columns.length === 1 && first && pathText(first) === pathText(column);
    })
  );
}

function pathText(column: ColumnNode): string {
  return column.path.map((name) => name.text).join(".");
}
