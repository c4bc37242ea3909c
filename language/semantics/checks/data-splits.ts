import { diagnose } from "../../diagnostics.ts";
import type { SplitItem } from "../../syntax/ast.ts";
import { factsOf, filledOf } from "../facts.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import { type CheckContext } from "./check.ts";

/** Percent: where more is missing, most of the funnel would be "(none)". */
const MOST = 50;

/** A split by a column that is mostly missing on the rows of the first stage, where actors enter. */
export function dataSplits({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels)
    for (const item of funnel.node.items)
      if (item.kind === "split" && (!item.at || item.at.text === "entry"))
        checkSplit(item, funnel, scope);
}

function checkSplit({ value }: SplitItem, { node, sources }: ResolvedFunnel, scope: Scope): void {
  const [first] = stageNodes(node);
  // A condition chooses among the rows, and may choose those that have the value.
  if (value?.kind !== "column" || !first || first.steps?.kind === "filtered-steps") return;
  let rows = 0;
  let filled = 0;
  const events = new Set<string>();
  for (const step of eventSteps(first.steps)) {
    if (step.kind === "any-event") return;
    events.add(step.event.text);
    for (const source of sources) {
      if (step.source && step.source.text !== source.name) continue;
      const event = source.event?.value;
      if (event?.kind === "string") {
        const facts = event.value === step.event.text ? factsOf(value, source, scope) : undefined;
        rows += facts?.rows ?? 0;
        filled += facts ? facts.rows - facts.missing : 0;
        continue;
      }
      const found = filledOf(value, source, scope)?.find((one) => one.value === step.event.text);
      rows += found?.rows ?? 0;
      filled += found?.filled ?? 0;
    }
  }
  const percent = rows === 0 ? 0 : Math.round((100 * (rows - filled)) / rows);
  if (percent <= MOST) return;
  const args = {
    column: value.path.map((name) => name.text).join("."),
    event: [...events].join(", "),
    percent,
  };
  scope.report(diagnose("FNL5124", args, value.span));
}
