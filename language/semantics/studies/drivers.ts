import { diagnose } from "../../diagnostics.ts";
import type { DriversNode } from "../../syntax/ast.ts";
import { rowsOf } from "../figures/environment.ts";
import { settingsOf } from "../funnel-settings.ts";
import type { DriversModel } from "../model.ts";
import { rowEnvironment } from "../rows/resolve.ts";
import { resolveSignals } from "./signals.ts";
import {
  countOf,
  goalModel,
  goalStatement,
  headOf,
  refuseTotals,
  reportMissing,
  resolveGoal,
  type Subject,
} from "./study.ts";

/** What goes along with reaching a goal. Properties are those at the goal's first stage. */
export function resolveDrivers(
  node: DriversNode,
  subject: Subject | undefined,
): DriversModel | undefined {
  const goalItem = node.items.find((item) => item.kind === "goal");
  const signalsItem = node.items.find((item) => item.kind === "signals");
  const minimumItem = node.items.find((item) => item.kind === "minimum");
  if (!subject) return undefined;
  const { scope } = subject;
  reportMissing(
    node,
    [
      { item: "goal", found: goalItem, statement: goalStatement(subject) },
      { item: "from", found: signalsItem, statement: "from events" },
    ],
    scope,
  );
  if (node.name && settingsOf(subject.funnel.node).model === "inverted") {
    const place = node.subject?.span ?? node.name.span;
    scope.report(diagnose("FNL4290", { funnel: subject.name }, place));
    return undefined;
  }
  const found = goalItem && resolveGoal(goalItem, subject);
  const isCounted = found && refuseTotals(node, found.from, goalItem.span, subject);
  const rows = found ? rowsOf(found.from, subject) : rowEnvironment(scope, subject.sources);
  const signals = signalsItem && resolveSignals(signalsItem, rows);
  const minimum = countOf(minimumItem?.actors, "minimum", scope);
  const head = headOf(node);
  if (!head || !found || isCounted || !signals) return undefined;
  return {
    ...head,
    kind: "drivers",
    funnel: subject.name,
    goal: goalModel(found),
    signals,
    ...(minimum !== undefined && { minimum }),
  };
}
