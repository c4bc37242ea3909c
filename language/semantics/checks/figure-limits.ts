import type { FunnelItem, MeasureExpr, RetentionItem } from "../../syntax/ast.ts";
import { figuresIn } from "../figures/order.ts";
import { studyNodes } from "../studies/resolve.ts";
import type { CheckContext } from "./check.ts";
import { checkLength } from "./durations.ts";

/** The `within` of figures is as long as something can last. */
export function figureLimits({ scope, funnels }: CheckContext): void {
  const retentions = studyNodes(scope).filter((node) => node.kind === "retention");
  for (const { items } of [...funnels.map(({ node }) => node), ...retentions])
    for (const figure of items.flatMap(measuredIn).flatMap(figuresIn))
      if (figure.args?.within) checkLength("within", figure.args.within, scope);
}

function measuredIn(item: FunnelItem | RetentionItem): readonly (MeasureExpr | undefined)[] {
  if (item.kind === "measure") return [item.value];
  return item.kind === "expect" ? [item.left, item.right, item.when?.left, item.when?.right] : [];
}
