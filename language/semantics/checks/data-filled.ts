import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode, Expr, NameNode, StageNode } from "../../syntax/ast.ts";
import { operandsOf } from "../../syntax/operands.ts";
import type { Span } from "../../text.ts";
import type { FilledRows } from "../catalog.ts";
import { filledOf } from "../facts.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import { writeEvent } from "./known-events.ts";
import type { CheckContext } from "./check.ts";

/**
 * Conditions over a column that is filled only on other rows than those that they are put to: an
 * amount that only payments have, asked of sign-ups. Such a filter looks innocent and empties a stage.
 */
export function dataFilled({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels) {
    const stages = stageNodes(funnel.node);
    for (const stage of stages)
      if (stage.steps?.kind === "filtered-steps")
        for (const column of neededBy(stage.steps.condition))
          report(column, column.span, [stage], funnel, scope);
    for (const item of funnel.node.items) {
      if (item.kind === "where")
        for (const column of neededBy(item.condition))
          report(column, column.span, stages, funnel, scope);
      if (item.kind === "segment-use" && item.name) checkSegment(item.name, stages, funnel, scope);
    }
  }
}

/** A segment may be shared, so what is wrong with it here is said here. */
function checkSegment(
  name: NameNode,
  stages: readonly StageNode[],
  funnel: ResolvedFunnel,
  scope: Scope,
): void {
  const value = scope.segments.get(name.text)?.value;
  if (!value || value.kind === "actors") return;
  for (const column of neededBy(value)) report(column, name.span, stages, funnel, scope);
}

/** How many events a message names. */
const NAMED = 3;

/** Reports the first stage whose rows never have the column. */
function report(
  column: ColumnNode,
  place: Span,
  stages: readonly StageNode[],
  funnel: ResolvedFunnel,
  scope: Scope,
): void {
  for (const stage of stages) {
    const found = emptyEvent(column, stage, funnel, scope);
    if (!found) continue;
    const filled = found.rows
      .filter((one) => one.filled > 0 && one.value !== null)
      .sort((a, b) => b.filled - a.filled)
      .map(({ value }) => `\`${writeEvent(value ?? "")}\``);
    const args = {
      column: column.path.map((name) => name.text).join("."),
      event: found.event,
      filled: [...filled.slice(0, NAMED), ...(filled.length > NAMED ? ["…"] : [])].join(", "),
    };
    scope.report(diagnose("FNL5121", args, place));
    return;
  }
}

/** An event of a stage none of whose events has a row with the column. */
function emptyEvent(
  column: ColumnNode,
  stage: StageNode,
  { sources }: ResolvedFunnel,
  scope: Scope,
): { readonly event: string; readonly rows: readonly FilledRows[] } | undefined {
  let empty: { readonly event: string; readonly rows: readonly FilledRows[] } | undefined;
  for (const step of eventSteps(stage.steps)) {
    if (step.kind === "any-event") return undefined;
    for (const source of sources) {
      if (step.source && step.source.text !== source.name) continue;
      // Where nothing is known, the column may well be filled.
      const rows = filledOf(column, source, scope);
      if (!rows) return undefined;
      const own = rows.find(({ value }) => value === step.event.text);
      if (own && own.filled > 0) return undefined;
      if (own && own.rows > 0) empty ??= { event: step.event.text, rows };
    }
  }
  return empty;
}

/** The columns without which a condition never holds. */
function neededBy(node: Expr | undefined): readonly ColumnNode[] {
  switch (node?.kind) {
    case "column":
      return [node];
    case "group":
      return neededBy(node.inner);
    case "binary":
      if (node.operator === "and") return [...neededBy(node.left), ...neededBy(node.right)];
      if (node.operator === "or" || node.operator === "!=") return [];
      return operandsOf(node).flatMap((part) => readBy(part));
    case "in-test":
    case "between-test":
    case "text-test":
      return node.negated ? [] : readBy(node.operand);
    case "missing-test":
      return node.negated ? readBy(node.operand) : [];
    default:
      return [];
  }
}

/** Functions that have a value where their argument has none. */
const lenient: ReadonlySet<string> = new Set(["coalesce", "if"]);

/** The columns without which a value is missing. */
function readBy(node: Expr | undefined): readonly ColumnNode[] {
  switch (node?.kind) {
    case "column":
      return [node];
    case "call":
      return lenient.has(node.name.text) ? [] : node.args.flatMap((part) => readBy(part));
    case "group":
    case "unary":
    case "binary":
      return operandsOf(node).flatMap((part) => readBy(part));
    default:
      return [];
  }
}
